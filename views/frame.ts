import type { Lang } from "./words.ts";

/** Our own files by the name before hashing; the build and the document agree on these. */
export type AssetName =
  | "app.css"
  | "docs.css"
  | "shop.css"
  | "screen.css"
  | "poster.css"
  | "live.js"
  | "framed.js"
  | "shop.js"
  | "screen.js"
  | "link.js"
  | "poster.js"
  | "htmx.js"
  | "hx-csp.js"
  | "icon.svg";

/** What the edge knows and every page needs. Made once per request by `routes/pages/render.tsx`. */
export interface Frame {
  readonly lang: Lang;
  /** The nonce of this answer's content security policy; every script and htmx element carries it. */
  readonly nonce: string;
  /** Path and query of this page: where the language switch comes back to. */
  readonly here: string;
  /** Where this portal stands, without a trailing slash. */
  readonly origin: string;
  /** Who runs the portal. */
  readonly institution: string;
  /** URL of one of our own files. */
  readonly asset: (name: AssetName) => string;
  /** Only of a page that stands inside a merchant's page. */
  readonly embedded?: Embedded;
}

/** What a page knows that stands inside a merchant's page. */
export interface Embedded {
  /** The `embed` parameter, which every place of the page keeps. */
  readonly key: string;
  /** Origins whose pages may show it, and are told how its order stands. */
  readonly origins: readonly string[];
}
