import { Hono } from "hono";
import { hasBank } from "../bank/write_at_bank.ts";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { appRoutes } from "./app_routes.tsx";
import { cashierRoutes } from "./cashier_routes.tsx";
import { gatewayRoutes } from "./gateway_routes.ts";
import { walletRoutes } from "./wallet_routes.tsx";

/** Everything the simulated bank exposes; without a sandbox it does not exist. */
export function sandboxRoutes(deps: Deps): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  if (!hasBank(deps)) return routes;
  routes.route("/", gatewayRoutes(deps));
  routes.route("/", walletRoutes(deps));
  routes.route("/", appRoutes(deps));
  routes.route("/", cashierRoutes(deps));
  return routes;
}
