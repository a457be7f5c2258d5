import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { feeResource } from "../../../core/fee/fee_resource.ts";
import { parseId } from "../../../core/id.ts";
import { paymentResource } from "../../../core/order/order_resource.ts";
import type { ApiEnv } from "../../app_env.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { paymentShape } from "../resources.ts";

export function paymentRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get(
    "/:payment_id",
    operation({
      tag: "Payments",
      summary: "Get a payment: one attempt to pay an order",
      reads: true,
      answers: { 200: { description: "The payment.", body: paymentShape } },
      refusals: ["payment_not_found"],
    }),
    async (c) => {
      const paymentId = parseId("pay", c.req.param("payment_id"));
      if (!paymentId) return problem(c, { code: "payment_not_found" });
      const caller = c.get("caller");
      const [merchant, found, fee] = await deps.load(
        deps.merchants.calling(caller),
        deps.payments.ownById(caller, paymentId),
        deps.books.feeOf(paymentId),
      );
      if (!merchant) return problem(c, { code: "key_unknown" });
      return found
        ? c.json({
          ...paymentResource(found.payment, found.order),
          fee: fee ? feeResource(fee) : null,
        })
        : problem(c, { code: "payment_not_found" });
    },
  );
}
