import { type Context, Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import { parseId } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import { uriMessage } from "../../core/qr/ndef.ts";
import { Poster, type PosterFacts } from "../../views/link/poster.tsx";
import { qrSvg } from "../../views/parts/qr_svg.ts";
import { problem } from "./problem.ts";

/** A link's address never changes, and so neither do its code and its tag. */
const KEEP = { "Cache-Control": "public, max-age=86400" };

/** What a shop has printed or written: the poster, the code alone, and the bytes of a tag. */
export function linkFileRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/l/:linkId/poster.svg", async (c) => {
    const facts = await posterFacts(deps, c.req.param("linkId"));
    if (!facts) return unknown(c);
    return c.body(String(<Poster {...facts} />), 200, { "Content-Type": "image/svg+xml" });
  });

  app.get("/l/:linkId/qr.svg", async (c) => {
    const facts = await posterFacts(deps, c.req.param("linkId"));
    if (!facts) return unknown(c);
    return c.body(qrSvg(facts.url, "Q"), 200, { "Content-Type": "image/svg+xml", ...KEEP });
  });

  app.get("/l/:linkId/tag.ndef", async (c) => {
    const facts = await posterFacts(deps, c.req.param("linkId"));
    if (!facts) return unknown(c);
    return c.body(uriMessage(facts.url), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${facts.link.linkId}.ndef"`,
      ...KEEP,
    });
  });

  return app;
}

/** What a link's poster shows; undefined when there is no such link. */
export async function posterFacts(deps: Deps, id: string): Promise<PosterFacts | undefined> {
  const linkId = parseId("lnk", id);
  if (!linkId) return undefined;
  const [link, merchant] = await deps.load(deps.links.byId(linkId), deps.links.owner(linkId));
  if (!link || !merchant) return undefined;
  const { institution, imprint, publicUrl } = deps.config;
  const logo = await logoOf(deps, merchant);
  return { link, merchant, institution, imprint, logo, url: publicUrl + paths.pay(linkId) };
}

/** A poster is a file of its own, so its logo is in it. */
async function logoOf(deps: Deps, { brand }: Merchant): Promise<PosterFacts["logo"]> {
  if (!brand?.logo) return undefined;
  const [stored] = await deps.load(deps.logos.byDigest(brand.logo.digest));
  const type = stored?.type === "svg" ? "image/svg+xml" : "image/png";
  return stored && `data:${type};base64,${stored.bytes.toBase64()}`;
}

/** To whoever fetches a file: no page. */
function unknown(c: Context): Response {
  return problem(c, { code: "link_not_found" });
}
