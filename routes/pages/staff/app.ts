import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { Assets } from "../../../views/assets/assets.ts";
import type { AppEnv } from "../../app_env.ts";
import { consoleRoutes } from "../console/console_routes.ts";
import { integrateRoutes } from "../console/integrate_routes.tsx";
import { guardPages } from "../edge.ts";
import { opsRoutes } from "../ops/ops_routes.tsx";
import { deskRoutes } from "./desk_routes.tsx";
import { assertDeclared } from "./needs.tsx";

/** The merchants' console and the institution's desk. */
export function createStaffPages(deps: Deps, assets: Assets): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  guardPages(pages, deps, assets);

  pages.route("/", deskRoutes(deps));
  pages.route("/", consoleRoutes(deps));
  pages.route("/", integrateRoutes(deps));
  pages.route("/", opsRoutes(deps));
  assertDeclared(pages);
  return pages;
}
