import { type Context, Hono } from "hono";
import * as z from "zod";
import { contractResource } from "../../../core/contract/contract_resource.ts";
import { signLifecycleEnd } from "../../../core/contract/evidence.ts";
import { lifecycleResource } from "../../../core/contract/lifecycle_resource.ts";
import { terminateContract } from "../../../core/contract/terminate_contract.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { merchantNow } from "../../../core/merchant/merchant.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference, text } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { listOf } from "../resources.ts";
import { contractEvidenceShape, contractShape } from "./contract_shapes.ts";

const contractFilter = fields({
  contract_code: reference().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: reference().optional(),
});
const termination = fields({ reason: text(1, 200).nullish() });

const contract = { description: "The contract.", body: contractShape };

export function contractRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Contracts",
        summary: "List contracts, newest first, or find them by contract code",
        query: contractFilter,
        reads: true,
        answers: { 200: { description: "A page of contracts.", body: listOf(contractShape) } },
      }),
      async (c) => {
        const { contract_code: code, limit, before } = c.req.valid("query");
        const caller = c.get("caller");
        const page = { limit: limit + 1, before };
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          code === undefined
            ? deps.contracts.list(caller, page, deps.now())
            : deps.contracts.byCode(caller, code, page, deps.now()),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });

        const shown = found.slice(0, limit);
        const next = found.length > limit ? shown.at(-1)?.contract.contractId : undefined;
        const data = shown.map((each) => contractResource(each.contract, each.usedToday));
        return c.json({ data, next: next ?? null });
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
        return c.json(contractResource(found.contract, found.usedToday));
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
        const steps = lifecycle.map(lifecycleResource);
        const at = merchantNow(merchant, deps.now());
        return c.json({
          contract_id: contractId,
          evidence,
          lifecycle: steps,
          lifecycle_end: await signLifecycleEnd(deps.vault, found.contract, { steps, at }),
        });
      },
    )
    .post(
      "/:contract_id/termination",
      operation({
        tag: "Contracts",
        summary: "End a contract",
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
    );
}

function contractNotFound(c: Context): Response {
  return problem(c, { code: "contract_not_found" });
}
