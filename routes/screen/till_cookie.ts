import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Deps } from "../../core/deps.ts";

const COOKIE = "till";
const KEEP_SECONDS = 365 * 24 * 3600;

/** The till token in this browser; the store decides whether a screen still has it. */
export function tillTokenOf(c: Context, deps: Deps): string | undefined {
  return secure(deps) ? getCookie(c, COOKIE, "host") : getCookie(c, COOKIE);
}

/** Makes this browser the till: for a year, hidden from scripts, and on https bound to this host. */
export function rememberTill(c: Context, deps: Deps, token: string): void {
  setCookie(c, COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: secure(deps),
    maxAge: KEEP_SECONDS,
    ...(secure(deps) ? { prefix: "host" } : {}),
  });
}

function secure(deps: Deps): boolean {
  return deps.config.publicUrl.startsWith("https:");
}
