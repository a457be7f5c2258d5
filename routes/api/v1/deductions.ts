import { Hono } from "hono";
import { deduct } from "../../../core/deduction/deduct.ts";
import { deductionResource } from "../../../core/deduction/deduction_resource.ts";
import { leftOf } from "../../../core/deduction/left_today.ts";
import { pollDeduction } from "../../../core/deduction/poll_deduction.ts";
import type { Deps } from "../../../core/deps.ts";
import { merchantNo, parseId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import type { ApiEnv } from "../../app_env.ts";
import {
  amount,
  currency,
  fields,
  merchantNumber,
  reference,
  settleMerchantNo,
  text,
} from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { deductionShape, deductionState, pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";
import { newRefund, refund, refundAnswers } from "./refund.ts";

export const newDeduction = fields({
  contract_id: reference(),
  merchant_order_no: merchantNumber(40),
  amount,
  currency,
  subject: text(1, 128),
  settle_merchant_no: settleMerchantNo.nullish(),
});

const deductionFilter = fields({
  merchant_order_no: reference().optional(),
  contract_id: reference().optional(),
  state: deductionState.optional(),
  ...timeFields,
  ...pageFields,
});

const deduction = { description: "The deduction.", body: deductionShape };

export function deductionRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Deductions",
        summary: "Charge a contract",
        act: "charge",
        description:
          "The response confirms that the charge is recorded and gives what is left of today's limit; the result comes by webhook. Repeating the request under the same number returns the same deduction; while it is processing, that counts as polling it.",
        body: newDeduction,
        answers: {
          202: { ...deduction, description: "The charge is recorded and under way." },
          200: { ...deduction, description: "The existing deduction." },
        },
        refusals: [
          "merchant_not_active",
          "product_not_enabled",
          "contract_not_found",
          "contract_not_active",
          "merchant_not_in_scope",
          "settle_merchant_not_allowed",
          "amount_out_of_range",
          "per_transaction_limit_exceeded",
          "day_limit_exceeded",
          "consumer_limit_exceeded",
          "pre_notice_required",
          "pre_notice_too_early",
          "deduction_no_reused",
          "channel_not_available",
          "channel_stopped",
          "payer_blocked",
          "polled_too_often",
          "polling_blocked",
        ],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const contractId = parseId("ctr", body.contract_id);
        if (!contractId) {
          return problem(c, { code: "contract_not_found", contract_id: body.contract_id });
        }
        const deducted = await deduct(deps, {
          caller: c.get("caller"),
          contractId,
          merchantOrderNo: body.merchant_order_no,
          amount: cny(body.amount),
          subject: body.subject,
          settleMerchantNo: body.settle_merchant_no
            ? merchantNo(body.settle_merchant_no)
            : undefined,
        });
        if (!deducted.ok) return problem(c, deducted.error);

        const { deduction: made, leftToday, replayed } = deducted.value;
        c.header("Location", paths.deduction(made.deductionId));
        return c.json(deductionResource(made, leftToday), replayed ? 200 : 202);
      },
    )
    .get(
      "/",
      operation({
        tag: "Deductions",
        summary: "List deductions, or find one by its merchant order number",
        description: `${howToPage} A list is not a poll: it neither counts nor is blocked.`,
        query: deductionFilter,
        reads: true,
        answers: { 200: { description: "A page of deductions.", body: pageOf(deductionShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { merchant_order_no, contract_id, state, ...query } = c.req.valid("query");
        const filters = { merchant_order_no, contract_id, state };
        const now = deps.now();
        return answerList(c, deps, query, {
          prefix: "ded",
          find: (caller, page) => deps.deductions.list(caller, page, filters, now),
          known: (caller, id) => deps.deductions.ownById(caller, id, now),
          idOf: ({ deduction }) => deduction.deductionId,
          show: ({ deduction: each, contract, usedToday }) =>
            deductionResource(each, leftOf(contract, usedToday)),
        });
      },
    )
    .get(
      "/:deduction_id",
      operation({
        tag: "Deductions",
        summary: "Get a deduction",
        description:
          "Before `next_poll_at` the response stays the same. If you keep polling one ID you get 429 with `Retry-After`, then that ID is blocked for ten minutes.",
        reads: true,
        answers: { 200: deduction },
        refusals: ["deduction_not_found", "polled_too_often", "polling_blocked"],
      }),
      async (c) => {
        const deductionId = parseId("ded", c.req.param("deduction_id"));
        if (!deductionId) return problem(c, { code: "deduction_not_found" });
        const polled = await pollDeduction(deps, { caller: c.get("caller"), deductionId });
        if (!polled.ok) return problem(c, polled.error);
        return c.json(deductionResource(polled.value.deduction, polled.value.leftToday));
      },
    )
    .post(
      "/:deduction_id/refunds",
      operation({
        tag: "Refunds",
        summary: "Refund a deduction, in full or in part",
        act: "refund",
        description:
          "By the rules of an order's refunds: the total never exceeds what was charged, even with concurrent requests, and the result comes by webhook. What is refunded still counts against the day's limit it was charged under.",
        body: newRefund,
        answers: refundAnswers,
        refusals: [
          "deduction_not_found",
          "deduction_not_paid",
          "refund_exceeds_paid",
          "refund_window_over",
          "balance_too_low",
          "refund_no_reused",
        ],
      }),
      async (c) => {
        const deductionId = parseId("ded", c.req.param("deduction_id"));
        if (!deductionId) return problem(c, { code: "deduction_not_found" });
        return await refund(c, deps, deductionId, c.req.valid("json"));
      },
    );
}
