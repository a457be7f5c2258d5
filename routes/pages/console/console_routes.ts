import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { consoleList } from "./console_list.tsx";
import { contractList } from "./contracts/contract_list.ts";
import { deductionList } from "./deductions/deduction_list.ts";
import { linkList } from "./links/link_list.ts";
import { orderList } from "./orders/order_list.ts";
import { planList } from "./plans/plan_list.ts";
import { signingList } from "./signings/signing_list.ts";
import { orderRoutes } from "./orders/order_routes.tsx";
import { refundList } from "./refunds/refund_list.ts";
import { refundRoutes } from "./refunds/refund_routes.tsx";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleList(deps, orderList));
  app.route("/", consoleList(deps, linkList));
  app.route("/", consoleList(deps, planList));
  app.route("/", consoleList(deps, signingList));
  app.route("/", consoleList(deps, contractList));
  app.route("/", consoleList(deps, deductionList));
  app.route("/", orderRoutes(deps));
  app.route("/", consoleList(deps, refundList));
  app.route("/", refundRoutes(deps));
  return app;
}
