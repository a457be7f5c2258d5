import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Deps } from "../../../core/deps.ts";

const COOKIE = "till";
const KEEP_SECONDS = 365 * 24 * 3600;

/** The till token as this browser keeps it; whether a screen still knows it is the store's to say. */
export function tillTokenOf(c: Context, deps: Deps): string | undefined {
  return secure(deps) ? getCookie(c, COOKIE, "host") : getCookie(c, COOKIE);
}

/** Makes this browser the till: for a year, not for scripts, and on https only for this very host. */
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
