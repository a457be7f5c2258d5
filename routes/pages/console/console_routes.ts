import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { consoleList } from "./console_list.tsx";
import { settingsRoutes } from "./settings/settings_routes.tsx";
import { orderList } from "./orders/order_list.ts";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleList(deps, orderList));
  app.route("/", settingsRoutes(deps));
  return app;
}
