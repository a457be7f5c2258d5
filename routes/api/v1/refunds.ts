import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { refundResource } from "../../../core/refund/refund_resource.ts";
import type { ApiEnv } from "../../app_env.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { refundShape } from "../resources.ts";

export function refundRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get(
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
