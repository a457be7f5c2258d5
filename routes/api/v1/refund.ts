import type { Context } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import type { DeductionId, OrderId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import { refundResource } from "../../../core/refund/refund_resource.ts";
import { requestRefund } from "../../../core/refund/request_refund.ts";
import type { ApiEnv } from "../../app_env.ts";
import { amount, currency, fields, merchantNumber, text } from "../fields.ts";
import { problem } from "../problem.ts";
import { refundShape } from "../resources.ts";

export const newRefund = fields({
  merchant_refund_no: merchantNumber(64),
  amount,
  currency,
  reason: text(1, 200).nullish(),
});

export const refundAnswers = {
  201: { description: "The refund.", body: refundShape },
  200: { description: "The existing refund.", body: refundShape },
};

/** Requests a refund of an order or a deduction, by the same rules. */
export async function refund(
  c: Context<ApiEnv>,
  deps: Deps,
  paid: OrderId | DeductionId,
  body: z.output<typeof newRefund>,
): Promise<Response> {
  const requested = await requestRefund(deps, {
    caller: c.get("caller"),
    paid,
    merchantRefundNo: body.merchant_refund_no,
    amount: cny(body.amount),
    reason: body.reason ?? undefined,
  });
  if (!requested.ok) return problem(c, requested.error);

  const { refund: made, replayed } = requested.value;
  c.header("Location", paths.refund(made.refundId));
  return c.json(refundResource(made), replayed ? 200 : 201);
}
