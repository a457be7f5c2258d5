import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { PosterPage } from "../../../views/link/poster_page.tsx";
import { UnknownLinkPage } from "../../../views/link/unknown_link_page.tsx";
import { posterFacts } from "../../api/link_files.tsx";
import { type PageEnv, render } from "../render.tsx";

/** The poster a shop puts on its counter, to be looked at and printed. */
export function printRoutes(deps: Deps): Hono<PageEnv> {
  return new Hono<PageEnv>().get("/l/:linkId/poster", async (c) => {
    const facts = await posterFacts(deps, c.req.param("linkId"));
    const { frame } = c.var;
    return facts
      ? render(c, { page: () => <PosterPage frame={frame} facts={facts} /> })
      : render(c, { page: () => <UnknownLinkPage frame={frame} />, status: 404 });
  });
}
