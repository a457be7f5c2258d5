import type { Imprint } from "../core/config.ts";
import type { Instant } from "../core/time.ts";
import type { Lang } from "./words.ts";

/** Our own files by their unhashed names; the build and the document share these. */
export type AssetName =
  | "app.css"
  | "docs.css"
  | "screen.css"
  | "poster.css"
  | "receipt.css"
  | "staff.css"
  | "till.css"
  | "till.js"
  | "passkey.js"
  | "webauthn.js"
  | "live.js"
  | "framed.js"
  | "screen.js"
  | "link.js"
  | "leave.js"
  | "code.js"
  | "poster.js"
  | "htmx.js"
  | "hx-csp.js"
  | "icon.svg";

/** What the edge knows and every page needs. Made once per request by `routes/pages/render.tsx`. */
export interface Frame {
  readonly lang: Lang;
  /** The nonce of this answer's content security policy; every script and htmx element carries it. */
  readonly nonce: string;
  /** When it was made. */
  readonly now: Instant;
  /** Path and query of this page: where the language switch returns to. */
  readonly here: string;
  /** This portal's base URL, without a trailing slash. */
  readonly origin: string;
  /** Who runs the portal. */
  readonly institution: string;
  readonly imprint: Imprint;
  /** A demo, where nobody expects real money: every page of it is in test mode. */
  readonly sandboxOnly: boolean;
  /** URL of one of our own files. */
  readonly asset: (name: AssetName) => string;
  /** Only for a page inside a merchant's page. */
  readonly embedded?: Embedded;
  /** The pair of the query that every URL of this page keeps, as it stands in them. */
  readonly carried?: string;
}

/** What a page inside a merchant's page knows. */
export interface Embedded {
  /** Origins whose pages may frame it and get its order's state. */
  readonly origins: readonly string[];
}
