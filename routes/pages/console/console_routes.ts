import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { brandingRoutes } from "./branding/branding_routes.tsx";
import { consoleList } from "./console_list.tsx";
import { screenList } from "./screens/screen_list.ts";
import { screenRoutes } from "./screens/screen_routes.tsx";
import { orderList } from "./orders/order_list.ts";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleList(deps, orderList));
  app.route("/", consoleList(deps, screenList));
  app.route("/", screenRoutes(deps));
  app.route("/", brandingRoutes(deps));
  return app;
}
