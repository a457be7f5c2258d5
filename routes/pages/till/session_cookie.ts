import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { openTill } from "../../../core/till/open_till.ts";
import { type OpenTill, TILL_SESSION_LIFE } from "../../../core/till/till.ts";
import { forgetHostCookie, hostCookie, keepHostCookie } from "../cookies.ts";
import { tillTokenOf } from "../screen/till_cookie.ts";

const COOKIE = "till-open";

/** The till of this browser while it is unlocked: two cookies, the till's own and that of whoever unlocked it. */
export async function tillHere(
  c: Context,
  deps: Deps,
  given: { readonly somebody: boolean } = { somebody: true },
): Promise<OpenTill | undefined> {
  const [tillToken, sessionToken] = [tillTokenOf(c, deps), hostCookie(c, deps, COOKIE)];
  if (tillToken === undefined || sessionToken === undefined) return undefined;
  return await openTill(deps, { tillToken, sessionToken }, given);
}

export function keepUnlocked(c: Context, deps: Deps, value: string): void {
  keepHostCookie(c, deps, { name: COOKIE, value, maxAge: TILL_SESSION_LIFE / 1_000 });
}

export function forgetUnlocked(c: Context, deps: Deps): void {
  forgetHostCookie(c, deps, COOKIE);
}
