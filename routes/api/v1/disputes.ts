import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { acceptDispute, contestDispute } from "../../../core/dispute/answer_dispute.ts";
import { ANSWER_CHARACTERS_MAX } from "../../../core/dispute/dispute.ts";
import { disputeResource } from "../../../core/dispute/dispute_resource.ts";
import { parseId } from "../../../core/id.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference, text } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { pageOf } from "../resources.ts";
import { disputeShape, disputeState } from "./dispute_shapes.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";

const disputeFilter = fields({
  merchant_order_no: reference().optional(),
  order_id: reference().optional(),
  deduction_id: reference().optional(),
  state: disputeState.optional(),
  ...timeFields,
  ...pageFields,
});
const answer = fields({ text: text(1, ANSWER_CHARACTERS_MAX) });
const dispute = { description: "The dispute.", body: disputeShape };

export function disputeRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Disputes",
        summary: "List disputes, of orders and of deductions",
        description: howToPage,
        query: disputeFilter,
        reads: true,
        answers: { 200: { description: "A page of disputes.", body: pageOf(disputeShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { merchant_order_no, order_id, deduction_id, state, ...query } = c.req.valid("query");
        const filters = { merchant_order_no, order_id, deduction_id, state };
        return answerList(c, deps, query, {
          prefix: "dsp",
          find: (caller, page) => deps.disputes.list(caller, page, filters),
          known: deps.disputes.ownById,
          idOf: ({ disputeId }) => disputeId,
          show: disputeResource,
        });
      },
    )
    .get(
      "/:dispute_id",
      operation({
        tag: "Disputes",
        summary: "Get a dispute",
        reads: true,
        answers: { 200: dispute },
        refusals: ["dispute_not_found"],
      }),
      async (c) => {
        const disputeId = parseId("dsp", c.req.param("dispute_id"));
        if (!disputeId) return notFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.disputes.ownById(caller, disputeId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(disputeResource(found)) : notFound(c);
      },
    )
    .post(
      "/:dispute_id/answer",
      operation({
        tag: "Disputes",
        summary: "Contest a dispute",
        act: "refund",
        description:
          "Gives your reasons, once; the consumer and the institution read them. An `open` dispute becomes `contested`: " +
          "the consumer can accept your answer or take it to the institution.",
        body: answer,
        answers: { 200: dispute },
        refusals: ["dispute_not_found", "dispute_over", "dispute_answered"],
      }),
      async (c) => {
        const disputeId = parseId("dsp", c.req.param("dispute_id"));
        if (!disputeId) return notFound(c);
        const { text } = c.req.valid("json");
        const contested = await contestDispute(deps, { caller: c.get("caller"), disputeId, text });
        return contested.ok
          ? c.json(disputeResource(contested.value))
          : problem(c, contested.error);
      },
    )
    .post(
      "/:dispute_id/acceptance",
      operation({
        tag: "Disputes",
        summary: "Accept a dispute and refund it",
        act: "refund",
        description:
          "Refunds what is left of the disputed amount in the same step, so that it goes back once, whatever other refund " +
          "is requested at the same time. Accepting again changes nothing.",
        answers: { 200: dispute },
        refusals: ["dispute_not_found", "dispute_over", "refund_window_over"],
      }),
      async (c) => {
        const disputeId = parseId("dsp", c.req.param("dispute_id"));
        if (!disputeId) return notFound(c);
        const accepted = await acceptDispute(deps, { caller: c.get("caller"), disputeId });
        return accepted.ok ? c.json(disputeResource(accepted.value)) : problem(c, accepted.error);
      },
    );
}

function notFound(c: Context): Response {
  return problem(c, { code: "dispute_not_found" });
}
