import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { hostCookie, keepHostCookie } from "../cookies.ts";

const COOKIE = "till";
const KEEP_SECONDS = 365 * 24 * 3600;

/** The till token as this browser keeps it; whether a screen still knows it is the store's to say. */
export function tillTokenOf(c: Context, deps: Deps): string | undefined {
  return hostCookie(c, deps, COOKIE);
}

/** Makes this browser the till: for a year, not for scripts, and on https only for this very host. */
export function rememberTill(c: Context, deps: Deps, token: string): void {
  keepHostCookie(c, deps, { name: COOKIE, value: token, maxAge: KEEP_SECONDS });
}
