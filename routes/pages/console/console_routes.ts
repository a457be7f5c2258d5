import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { brandingRoutes } from "./branding/branding_routes.tsx";
import { consoleList } from "./console_list.tsx";
import { contractList } from "./contracts/contract_list.ts";
import { contractRoutes } from "./contracts/contract_routes.tsx";
import { deductionList } from "./deductions/deduction_list.ts";
import { deductionRoutes } from "./deductions/deduction_routes.tsx";
import { linkList } from "./links/link_list.ts";
import { linkRoutes } from "./links/link_routes.tsx";
import { screenList } from "./screens/screen_list.ts";
import { screenRoutes } from "./screens/screen_routes.tsx";
import { orderList } from "./orders/order_list.ts";
import { planList } from "./plans/plan_list.ts";
import { planRoutes } from "./plans/plan_routes.tsx";
import { signingList } from "./signings/signing_list.ts";
import { signingRoutes } from "./signings/signing_routes.tsx";
import { orderRoutes } from "./orders/order_routes.tsx";
import { refundList } from "./refunds/refund_list.ts";
import { refundRoutes } from "./refunds/refund_routes.tsx";
import { consoleSearchRoutes } from "./search/search_routes.tsx";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleSearchRoutes(deps));
  app.route("/", consoleList(deps, orderList));
  app.route("/", consoleList(deps, linkList));
  app.route("/", consoleList(deps, planList));
  app.route("/", consoleList(deps, signingList));
  app.route("/", consoleList(deps, contractList));
  app.route("/", consoleList(deps, deductionList));
  app.route("/", orderRoutes(deps));
  app.route("/", consoleList(deps, refundList));
  app.route("/", refundRoutes(deps));
  app.route("/", contractRoutes(deps));
  app.route("/", deductionRoutes(deps));
  app.route("/", linkRoutes(deps));
  app.route("/", planRoutes(deps));
  app.route("/", signingRoutes(deps));
  app.route("/", consoleList(deps, screenList));
  app.route("/", screenRoutes(deps));
  app.route("/", brandingRoutes(deps));
  return app;
}
