import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Deps } from "../../core/deps.ts";
import { assetName, type Assets } from "../../views/assets/assets.ts";
import type { AssetName, Frame } from "../../views/frame.ts";
import type { AppEnv } from "../app_env.ts";
import { languageOf } from "./language.ts";
import { paths } from "../../core/paths.ts";

/** What page handlers find in the context. */
export interface PageEnv {
  Variables: AppEnv["Variables"] & { frame: Frame };
}

const NONCE_BYTES = 16;

/** Makes the frame of one answer, with a nonce of its own. `pageAt` finds the page that a form's address belongs to. */
export function frameMaker(
  { config, random, now }: Pick<Deps, "config" | "random" | "now">,
  assets: Assets,
  pageAt: (pathname: string) => string | undefined,
): (c: Context) => Frame {
  const urls = new Map<AssetName, string>();
  const asset = (name: AssetName) => {
    const url = urls.get(name) ?? paths.asset(assetName(assets, name));
    urls.set(name, url);
    return url;
  };
  const sandboxOnly = config.demo && config.sandbox;
  return (c) => ({
    lang: languageOf(c),
    nonce: random(NONCE_BYTES).toBase64(),
    now: now(),
    here: pageOf(c, pageAt),
    origin: config.publicUrl,
    institution: config.institution,
    imprint: config.imprint,
    sandboxOnly,
    asset,
  });
}

/** Path and query of the page; what answers a form is shown under the form's address, which is none. */
function pageOf(c: Context, pageAt: (pathname: string) => string | undefined): string {
  const { url, method } = c.req;
  // A request's URL is absolute and has no fragment.
  if (method === "GET") return url.slice(url.indexOf("/", url.indexOf("://") + 3));
  const { pathname, search } = new URL(url);
  return (pageAt(pathname) ?? pathname) + search;
}

interface Rendering {
  /** The whole document. */
  readonly page: () => Child;
  /** What htmx swaps in; omitted when this page has no fragment. */
  readonly fragment?: () => Child;
  /** 200 by default. */
  readonly status?: ContentfulStatusCode;
}

/** Page or fragment of one URL, depending on who asks; never cached, because it is about money. */
export function render(c: Context, { page, fragment, status }: Rendering): Response {
  const partial = fragment && c.req.header("HX-Request-Type") === "partial";
  const html = partial ? text(fragment()) : `<!DOCTYPE html>${text(page())}`;
  const answer = c.html(html, status ?? 200);
  answer.headers.set("Cache-Control", "no-store");
  answer.headers.append("Vary", "HX-Request-Type, Accept-Language, Cookie");
  return answer;
}

/** Our views are synchronous, so a rendered node is its text. */
function text(node: Child): string {
  return String(node);
}
