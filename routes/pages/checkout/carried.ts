import type { Context } from "hono";
import type { Frame } from "../../../views/frame.ts";
import type { PageEnv } from "../render.tsx";
import { embedKey } from "./embedded.ts";

const KEY = /^[0-9a-f]{32}$/;

/** The `payer` parameter: how a payer without cookies proves to be the one; see `payerKey`. */
export function payerKeyIn(c: Context): string | undefined {
  const given = c.req.query("payer");
  return given !== undefined && KEY.test(given) ? given : undefined;
}

/** What every URL of this checkout keeps, given new keys, or else those of its own address. */
export function carried(
  c: Context,
  fresh: { readonly embed?: string | undefined; readonly payer?: string | undefined } = {},
): string | undefined {
  const embed = embedKey(c);
  if (embed !== undefined) return `embed=${fresh.embed ?? embed}`;
  const payer = fresh.payer ?? payerKeyIn(c);
  return payer === undefined ? undefined : `payer=${payer}`;
}

/** This response's `Frame`: embedded if the page is inside the merchant's, and with what its URLs keep. */
export function checkoutFrame(c: Context<PageEnv>): Frame {
  const frame = c.get("frame");
  const kept = carried(c);
  const embedded = embedKey(c) !== undefined;
  return {
    ...frame,
    ...(kept === undefined ? {} : { carried: kept }),
    ...(embedded ? { embedded: { origins: c.get("framedBy") ?? [] } } : {}),
  };
}
