import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { refundResource } from "../../../core/refund/refund_resource.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { pageOf, refundShape, refundState } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";

const refundFilter = fields({
  merchant_refund_no: reference().optional(),
  order_id: reference().optional(),
  deduction_id: reference().optional(),
  state: refundState.optional(),
  ...timeFields,
  ...pageFields,
});

export function refundRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get(
    "/",
    operation({
      tag: "Refunds",
      summary: "List refunds, of orders and of deductions",
      description: howToPage,
      query: refundFilter,
      reads: true,
      answers: { 200: { description: "A page of refunds.", body: pageOf(refundShape) } },
      refusals: [...listRefusals],
    }),
    (c) => {
      const { merchant_refund_no, order_id, deduction_id, state, ...query } = c.req.valid("query");
      const filters = { merchant_refund_no, order_id, deduction_id, state };
      return answerList(c, deps, query, {
        prefix: "rfd",
        find: (caller, page) => deps.refunds.list(caller, page, filters),
        known: deps.refunds.ownById,
        idOf: ({ refundId }) => refundId,
        show: refundResource,
      });
    },
  ).get(
    "/:refund_id",
    operation({
      tag: "Refunds",
      summary: "Get a refund",
      reads: true,
      answers: { 200: { description: "The refund.", body: refundShape } },
      refusals: ["refund_not_found"],
    }),
    async (c) => {
      const refundId = parseId("rfd", c.req.param("refund_id"));
      if (!refundId) return problem(c, { code: "refund_not_found" });
      const caller = c.get("caller");
      const [merchant, refund] = await deps.load(
        deps.merchants.calling(caller),
        deps.refunds.ownById(caller, refundId),
      );
      if (!merchant) return problem(c, { code: "key_unknown" });
      return refund ? c.json(refundResource(refund)) : problem(c, { code: "refund_not_found" });
    },
  );
}
