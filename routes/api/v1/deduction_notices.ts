import { Hono } from "hono";
import { announceDeduction } from "../../../core/deduction/announce_deduction.ts";
import { deductionNoticeResource } from "../../../core/deduction/deduction_notice_resource.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import type { ApiEnv } from "../../app_env.ts";
import { amount, currency, fields, text, time } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { deductionNoticeShape } from "../resources.ts";

const newNotice = fields({
  amount,
  currency,
  subject: text(1, 128),
  charge_at: time.nullish(),
});

const notice = { description: "The message.", body: deductionNoticeShape };

/** Under `/v1/contracts`: the message to the consumer before a periodic charge. */
export function deductionNoticeRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().post(
    "/:contract_id/deduction_notices",
    operation({
      tag: "Deductions",
      summary: "Notify the consumer of an upcoming charge",
      act: "charge",
      description:
        "A periodic plan can be charged only after this. One deduction of at most this amount is allowed from `chargeable_from` (at least 24 hours later unless the operator set another period) and for thirty days after that. Repeating the request before then returns the same message and sends nothing.",
      body: newNotice,
      answers: {
        201: { ...notice, description: "The message was sent." },
        200: { ...notice, description: "The message already sent." },
      },
      refusals: [
        "merchant_not_active",
        "product_not_enabled",
        "contract_not_found",
        "contract_not_active",
        "merchant_not_in_scope",
        "amount_out_of_range",
        "per_transaction_limit_exceeded",
        "payer_blocked",
        "deduction_notices_too_many",
        "notice_not_sent",
      ],
    }),
    async (c) => {
      const contractId = parseId("ctr", c.req.param("contract_id"));
      if (!contractId) return problem(c, { code: "contract_not_found" });
      const body = c.req.valid("json");
      const announced = await announceDeduction(deps, {
        caller: c.get("caller"),
        contractId,
        amount: cny(body.amount),
        subject: body.subject,
        chargeAt: body.charge_at ?? undefined,
      });
      if (!announced.ok) return problem(c, announced.error);
      const { notice: sent, replayed } = announced.value;
      return c.json(deductionNoticeResource(sent), replayed ? 200 : 201);
    },
  );
}
