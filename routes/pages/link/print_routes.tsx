import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { uriMessage } from "../../../core/qr/ndef.ts";
import { Poster, type PosterFacts } from "../../../views/link/poster.tsx";
import { PosterPage } from "../../../views/link/poster_page.tsx";
import { UnknownLinkPage } from "../../../views/link/unknown_link_page.tsx";
import { qrSvg } from "../../../views/parts/qr_svg.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../../api/problem.ts";
import { type PageEnv, render } from "../render.tsx";

type PageContext = Context<PageEnv>;

/** A link's URL never changes, so its code and its tag don't either. */
const KEEP = { "Cache-Control": "public, max-age=86400" };

/** What a shop puts on its counter: the poster, the code alone, and the bytes of a tag. */
export function printRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/l/:linkId/poster", async (c) => {
    const facts = await find(c, deps);
    const { frame } = c.var;
    return facts
      ? render(c, { page: () => <PosterPage frame={frame} facts={facts} /> })
      : render(c, { page: () => <UnknownLinkPage frame={frame} />, status: 404 });
  });

  app.get("/l/:linkId/poster.svg", async (c) => {
    const facts = await find(c, deps);
    if (!facts) return unknown(c);
    return c.body(String(<Poster {...facts} />), 200, { "Content-Type": "image/svg+xml" });
  });

  app.get("/l/:linkId/qr.svg", async (c) => {
    const facts = await find(c, deps);
    if (!facts) return unknown(c);
    return c.body(qrSvg(facts.url, "Q"), 200, { "Content-Type": "image/svg+xml", ...KEEP });
  });

  app.get("/l/:linkId/tag.ndef", async (c) => {
    const facts = await find(c, deps);
    if (!facts) return unknown(c);
    return c.body(uriMessage(facts.url), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${facts.link.linkId}.ndef"`,
      ...KEEP,
    });
  });

  return app;
}

async function find(c: PageContext, deps: Deps): Promise<PosterFacts | undefined> {
  const linkId = parseId("lnk", c.req.param("linkId") ?? "");
  if (!linkId) return undefined;
  const [link, merchant] = await deps.load(deps.links.byId(linkId), deps.links.owner(linkId));
  if (!link || !merchant) return undefined;
  return { link, merchant, url: deps.config.publicUrl + paths.pay(linkId) };
}

/** For file downloads: no page. */
function unknown(c: PageContext): Response {
  return problem(c, { code: "link_not_found" });
}
