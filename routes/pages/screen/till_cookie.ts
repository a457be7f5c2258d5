import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { hostCookie, keepHostCookie } from "../cookies.ts";

const COOKIE = "till";
const KEEP_SECONDS = 365 * 24 * 3600;

/** The till token in this browser; the store decides whether a screen still has it. */
export function tillTokenOf(c: Context, deps: Deps): string | undefined {
  return hostCookie(c, deps, COOKIE);
}

/** Makes this browser the till: for a year, hidden from scripts, and on https bound to this host. */
export function rememberTill(c: Context, deps: Deps, token: string): void {
  keepHostCookie(c, deps, { name: COOKIE, value: token, maxAge: KEEP_SECONDS });
}
