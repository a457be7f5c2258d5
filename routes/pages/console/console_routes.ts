import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { consoleList } from "./console_list.tsx";
import { applicationList } from "./children/application_list.ts";
import { childList } from "./children/child_list.ts";
import { childRoutes } from "./children/child_routes.tsx";
import { keyList } from "./keys/key_list.ts";
import { keyRoutes } from "./keys/key_routes.tsx";
import { secretKeyRoutes } from "./keys/secret_key_routes.tsx";
import { settingsRoutes } from "./settings/settings_routes.tsx";
import { orderList } from "./orders/order_list.ts";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleList(deps, orderList));
  app.route("/", settingsRoutes(deps));
  app.route("/", consoleList(deps, keyList));
  app.route("/", keyRoutes(deps));
  app.route("/", secretKeyRoutes(deps));
  app.route("/", consoleList(deps, childList));
  app.route("/", consoleList(deps, applicationList));
  app.route("/", childRoutes(deps));
  return app;
}
