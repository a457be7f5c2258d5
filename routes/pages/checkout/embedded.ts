import type { Context } from "hono";
import type { Merchant } from "../../../core/merchant/merchant.ts";
import type { PageEnv } from "../render.tsx";

const PARAMETER = "embed";
const SECRET = /^[0-9a-f]{32}$/;

/**
 * The `embed` parameter of a checkout inside a merchant's page; undefined on a page of its own. `1`, or the device's
 * secret: a browser that keeps no cookies inside other sites' pages carries it from one URL to the next.
 */
export function embedKey(c: Context): string | undefined {
  const given = c.req.query(PARAMETER);
  if (given === undefined) return undefined;
  return SECRET.test(given) ? given : "1";
}

/** The device's secret in the URL. */
export function embeddedSecret(c: Context): string | undefined {
  const key = embedKey(c);
  return key !== undefined && SECRET.test(key) ? key : undefined;
}

/** Lets the merchant's registered pages, and no others, frame this response, if requested. */
export function allowEmbedding(c: Context<PageEnv>, { embedOrigins }: Merchant): void {
  if (embedKey(c) !== undefined) c.set("framedBy", embedOrigins);
}
