import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { DocsPage } from "../../../views/docs/docs_page.tsx";
import type { OpenApiDocument } from "../../api/openapi.ts";
import type { AppEnv } from "../../app_env.ts";
import { paths } from "../../../core/paths.ts";
import { render } from "../render.tsx";
import { examples } from "./examples.ts";
import { readReference } from "./reference.ts";

/** The reference for people, made from the same document that programs read. */
export function docsRoutes(deps: Deps, document: () => Promise<OpenApiDocument>): Hono<AppEnv> {
  const { publicUrl } = deps.config;
  return new Hono<AppEnv>().get(paths.docs(), async (c) => {
    const secretKey = deps.demoSecretKey?.();
    const reference = {
      ...readReference(await document()),
      baseUrl: publicUrl,
      examples: examples(publicUrl, secretKey, deps.now()),
    };
    const frame = c.get("frame");
    const keyFilled = secretKey !== undefined;
    return render(c, { page: () => DocsPage({ frame, reference, keyFilled }) });
  });
}
