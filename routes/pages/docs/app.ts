import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { Assets } from "../../../views/assets/assets.ts";
import type { Library } from "../../../views/docs/library.ts";
import type { OpenApiDocument } from "../../api/openapi.ts";
import type { AppEnv } from "../../app_env.ts";
import { guardPages } from "../edge.ts";
import { docsRoutes } from "./docs_routes.tsx";

interface Given {
  readonly assets: Assets;
  /** What the reference is drawn from. */
  readonly document: () => Promise<OpenApiDocument>;
  readonly library: () => Promise<Library>;
  /** A key that the reference's first request may show. */
  readonly exampleKey: () => string | undefined;
}

/** The documentation. */
export function createDocsPages(deps: Deps, { assets, ...given }: Given): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  guardPages(pages, deps, assets);
  pages.route("/", docsRoutes(deps, given));
  return pages;
}
