import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { merchantNo, parseId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { openSigning } from "../../../core/signing/open_signing.ts";
import { signingResource } from "../../../core/signing/signing_resource.ts";
import type { ApiEnv } from "../../app_env.ts";
import {
  amount,
  currency,
  fields,
  label,
  merchantNumber,
  reference,
  settleMerchantNo,
  text,
} from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";
import { signingShape, signingState } from "./signing_shapes.ts";

const newSigning = fields({
  plan_id: reference(),
  contract_code: merchantNumber(64).meta({
    description: "Your own code for the future contract; returned unchanged.",
  }),
  user_id: label(1, 64).nullish().meta({ description: "Your own ID for the consumer." }),
  return_url: label(1, 500).nullish().meta({
    description:
      "Where the consumer goes back to, kept byte for byte; `countersign_signing_id`, `countersign_state` and, when " +
      "signed, `countersign_already_signed` are added before any `#`. Anyone can make up a URL, so rely on the API or your webhooks.",
    examples: ["https://shop.example/back?cart=7"],
  }),
  order: fields({
    merchant_order_no: merchantNumber(40),
    amount,
    currency,
    subject: text(1, 128),
    settle_merchant_no: settleMerchantNo.nullish(),
  }).nullish().meta({
    description:
      "Sign and pay: placed with the signing and paid after it. A consumer who had already signed is not charged.",
  }),
});

const signingFilter = fields({
  contract_code: reference().optional(),
  plan_id: reference().optional(),
  state: signingState.optional(),
  ...timeFields,
  ...pageFields,
});

const signing = { description: "The signing.", body: signingShape };

export function signingRoutes(deps: Deps): Hono<ApiEnv> {
  const { publicUrl } = deps.config;
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Signings",
        summary: "Ask a consumer to sign a plan",
        act: "sign",
        description:
          "Returns a sign page, a deep link into the app and a page for a screen; it stays open for 30 minutes. The same " +
          "request under the same `contract_code`, while it is open, returns the same signing. A consumer who has already signed " +
          "this plan keeps that contract.",
        body: newSigning,
        answers: { 201: signing, 200: { ...signing, description: "The existing signing." } },
        refusals: [
          "merchant_not_active",
          "product_not_enabled",
          "plan_not_found",
          "plan_not_approved",
          "contracts_not_available",
          "plan_not_at_channel",
          "contract_code_reused",
          "return_url_not_allowed",
          "order_no_reused",
          "order_not_open",
          "amount_out_of_range",
          "settle_merchant_not_allowed",
        ],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const opened = await openSigning(deps, {
          caller: c.get("caller"),
          planId: body.plan_id,
          contractCode: body.contract_code,
          userId: body.user_id ?? undefined,
          returnUrl: body.return_url ?? undefined,
          order: body.order == null ? undefined : {
            merchantOrderNo: body.order.merchant_order_no,
            amount: cny(body.order.amount),
            subject: body.order.subject,
            settleMerchantNo: body.order.settle_merchant_no
              ? merchantNo(body.order.settle_merchant_no)
              : undefined,
          },
        });
        if (!opened.ok) return problem(c, opened.error);
        const { signing, replayed } = opened.value;
        c.header("Location", paths.signing(signing.signingId));
        return c.json(signingResource(signing, publicUrl), replayed ? 200 : 201);
      },
    )
    .get(
      "/",
      operation({
        tag: "Signings",
        summary: "List signings, or find them by contract code",
        description: howToPage,
        query: signingFilter,
        reads: true,
        answers: { 200: { description: "A page of signings.", body: pageOf(signingShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { contract_code, plan_id, state, ...query } = c.req.valid("query");
        return answerList(c, deps, query, {
          prefix: "sgn",
          find: (caller, page) =>
            deps.signings.list(caller, page, { contract_code, plan_id, state }),
          known: deps.signings.ownById,
          idOf: ({ signingId }) => signingId,
          show: (found) => signingResource(found, publicUrl),
        });
      },
    )
    .get(
      "/:signing_id",
      operation({
        tag: "Signings",
        summary: "Get a signing",
        reads: true,
        answers: { 200: signing },
        refusals: ["signing_not_found"],
      }),
      async (c) => {
        const signingId = parseId("sgn", c.req.param("signing_id"));
        if (!signingId) return notFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.signings.ownById(caller, signingId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(signingResource(found, publicUrl)) : notFound(c);
      },
    );
}

function notFound(c: Context): Response {
  return problem(c, { code: "signing_not_found" });
}
