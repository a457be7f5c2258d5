import { type Context, Hono } from "hono";
import * as z from "zod";
import { contractMoveResource } from "../../../core/contract/contract_move.ts";
import { contractResource } from "../../../core/contract/contract_resource.ts";
import type { ContractWithUse } from "../../../core/contract/contract_store.ts";
import { evidenceResource } from "../../../core/contract/evidence_resource.ts";
import { terminateContract } from "../../../core/contract/terminate_contract.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { endSignAgainLink } from "../../../core/signing/end_sign_again_link.ts";
import { signAgainUrl } from "../../../core/signing/sign_again_link.ts";
import { merchantNow } from "../../../core/merchant/merchant.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference, text } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../resources.ts";
import {
  contractEvidenceShape,
  contractMoveShape,
  contractShape,
  contractState,
} from "./contract_shapes.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";

const contractFilter = fields({
  contract_code: reference().optional(),
  plan_id: reference().optional(),
  state: contractState.optional(),
  must_sign_again: z.literal("true").optional().meta({
    description:
      "Only those in force that their consumers have to sign again, because your number trades through another channel now; each has its `sign_again_url`.",
  }),
  created_from: timeFields.created_from.meta({ description: "Only those signed then or later." }),
  created_to: timeFields.created_to.meta({ description: "Only those signed before then." }),
  ...pageFields,
});
const termination = fields({ reason: text(1, 200).nullish() });

const contract = { description: "The contract.", body: contractShape };

export function contractRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Contracts",
        summary: "List contracts, or find them by contract code",
        description: howToPage,
        query: contractFilter,
        reads: true,
        answers: { 200: { description: "A page of contracts.", body: pageOf(contractShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { contract_code, plan_id, state, must_sign_again, ...query } = c.req.valid("query");
        const filters = { contract_code, plan_id, state };
        const now = deps.now();
        const list = must_sign_again ? deps.contracts.toSignAgain : deps.contracts.list;
        return answerList(c, deps, query, {
          prefix: "ctr",
          find: (caller, page) => list(caller, page, filters, now),
          known: (caller, id) => deps.contracts.ownById(caller, id, now),
          idOf: ({ contract: each }) => each.contractId,
          show: present,
        });
      },
    )
    .get(
      "/:contract_id",
      operation({
        tag: "Contracts",
        summary: "Get a contract, with what has been charged on it today",
        reads: true,
        answers: { 200: contract },
        refusals: ["contract_not_found"],
      }),
      async (c) => {
        const contractId = parseId("ctr", c.req.param("contract_id"));
        if (!contractId) return contractNotFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.contracts.ownById(caller, contractId, deps.now()),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        if (!found) return contractNotFound(c);
        return c.json(await present(found));
      },
    )
    .get(
      "/:contract_id/evidence",
      operation({
        tag: "Contracts",
        summary: "Get what the consumer agreed to and every step since",
        description:
          "`evidence` is a JWS that anyone can verify with the public keys; the steps are a hash chain that starts " +
          "with it. With `Accept: application/jose` the response is the JWS alone.",
        reads: true,
        answers: { 200: { description: "The evidence.", body: contractEvidenceShape } },
        refusals: ["contract_not_found"],
      }),
      async (c) => {
        const contractId = parseId("ctr", c.req.param("contract_id"));
        if (!contractId) return contractNotFound(c);
        const caller = c.get("caller");
        const [merchant, found, evidence, lifecycle] = await deps.load(
          deps.merchants.calling(caller),
          deps.contracts.ownById(caller, contractId, deps.now()),
          deps.contracts.evidence(contractId),
          deps.contracts.lifecycle(contractId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        if (!found || evidence === undefined) return contractNotFound(c);
        if (/\bapplication\/jose\b/.test(c.req.header("Accept") ?? "")) {
          return c.body(evidence, 200, { "Content-Type": "application/jose" });
        }
        const at = merchantNow(merchant, deps.now());
        return c.json(
          await evidenceResource(deps.vault, found.contract, { evidence, lifecycle, at }),
        );
      },
    )
    .post(
      "/:contract_id/termination",
      operation({
        tag: "Contracts",
        summary: "End a contract",
        act: "sign",
        description:
          "Once this call returns, nothing can be charged. `terminating` means the channel has not confirmed yet; we keep " +
          "asking until it does, then send `contract.terminated`. Ending it again changes nothing.",
        body: termination,
        bodyOptional: true,
        answers: { 200: contract },
        refusals: ["contract_not_found"],
      }),
      async (c) => {
        const contractId = parseId("ctr", c.req.param("contract_id"));
        if (!contractId) return contractNotFound(c);
        const ended = await terminateContract(deps, {
          contractId,
          by: "merchant",
          reason: c.req.valid("json").reason ?? undefined,
          caller: c.get("caller"),
        });
        if (!ended.ok) return problem(c, ended.error);
        return c.json(contractResource(ended.value, ended.value.usedToday));
      },
    )
    .post(
      "/:contract_id/sign_again_links",
      operation({
        tag: "Contracts",
        summary: "Replace the link to sign a contract again",
        act: "sign",
        description:
          "The link before ends at once, wherever it was sent; `sign_again_url` is the new one. For a link that went to the wrong person.",
        answers: { 200: contract },
        refusals: ["contract_not_found", "nothing_to_sign"],
      }),
      async (c) => {
        const contractId = parseId("ctr", c.req.param("contract_id"));
        if (!contractId) return contractNotFound(c);
        const ended = await endSignAgainLink(deps, c.get("caller"), contractId);
        if (!ended.ok) return problem(c, ended.error);
        return c.json(await present(ended.value));
      },
    );

  async function present(found: ContractWithUse) {
    const url = await signAgainUrl(deps, found);
    return contractResource(found.contract, found.usedToday, url);
  }
}

/** `/v1/contract_move`: how many consumers have signed again since the number moved to another channel. */
export function contractMoveRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get(
    "/",
    operation({
      tag: "Contracts",
      summary: "See how many contracts have been signed again",
      description:
        "When your number moves to another channel, each contract stays where it was signed, and is charged and ended there, until its consumer signs again by its `sign_again_url`. One that ends in another way counts no more.",
      reads: true,
      answers: { 200: { description: "The progress.", body: contractMoveShape } },
      refusals: [],
    }),
    async (c) => {
      const caller = c.get("caller");
      const [merchant, move] = await deps.load(
        deps.merchants.calling(caller),
        deps.contracts.move(caller),
      );
      if (!merchant || !move) return problem(c, { code: "key_unknown" });
      return c.json(contractMoveResource(move));
    },
  );
}

function contractNotFound(c: Context): Response {
  return problem(c, { code: "contract_not_found" });
}
