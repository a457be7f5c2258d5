import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { StaffEnv } from "../staff/needs.tsx";
import { consoleList } from "./console_list.tsx";
import { attemptList } from "./webhooks/attempt_list.ts";
import { deliveryRoutes } from "./webhooks/delivery_routes.tsx";
import { endpointRoutes } from "./webhooks/endpoint_routes.tsx";
import { redeliveryRoutes } from "./webhooks/redelivery_routes.tsx";
import { orderList } from "./orders/order_list.ts";

/** What a merchant's staff work with, besides what every desk has. */
export function consoleRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/", consoleList(deps, orderList));
  app.route("/", endpointRoutes(deps));
  app.route("/", consoleList(deps, attemptList));
  app.route("/", deliveryRoutes(deps));
  app.route("/", redeliveryRoutes(deps));
  return app;
}
