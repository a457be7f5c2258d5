import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { consoleList } from "./console_list.tsx";
import { orderList } from "./orders/order_list.ts";
import { orderRoutes } from "./orders/order_routes.tsx";
import { refundList } from "./refunds/refund_list.ts";
import { refundRoutes } from "./refunds/refund_routes.tsx";
import { consoleSearchRoutes } from "./search/search_routes.tsx";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleSearchRoutes(deps));
  app.route("/", consoleList(deps, orderList));
  app.route("/", orderRoutes(deps));
  app.route("/", consoleList(deps, refundList));
  app.route("/", refundRoutes(deps));
  return app;
}
