import type { Context } from "hono";
import { tryAppCode } from "../../core/consumer/try_app_code.ts";
import { SESSION_LIFE } from "../../core/consumer/session.ts";
import type { Deps } from "../../core/deps.ts";
import type { SigningId } from "../../core/id.ts";
import type { AppEnv } from "../app_env.ts";
import { sourceOf } from "../source.ts";
import { refuseTooMany } from "./refuse.tsx";
import { forgetHostCookie, hostCookie, keepHostCookie } from "./cookies.ts";

const COOKIE = "consumer";

/** The consumer's session token in this browser; the store decides whether it is still valid. */
export function sessionOf(c: Context, deps: Deps): string | undefined {
  return hostCookie(c, deps, COOKIE);
}

/**
 * A page opened by the app carries its one-time code: it is exchanged for a session, and the browser is redirected to
 * `clean`, the same URL without the code. Undefined when there is no code: the page is shown.
 */
export async function enterFromApp(
  c: Context<AppEnv>,
  deps: Deps,
  { clean, signingId }: { readonly clean: string; readonly signingId?: SigningId },
): Promise<Response | undefined> {
  const code = c.req.query("app_code");
  if (code === undefined) return undefined;
  const entered = await tryAppCode(deps, {
    code,
    source: await sourceOf(c, deps),
    session: sessionOf(c, deps),
    signingId,
  });
  if (entered.ok) {
    begin(c, deps, entered.value.sessionToken);
    return c.redirect(clean, 303);
  }
  if (entered.error.code === "too_many_requests") return refuseTooMany(c, entered.error);
  return c.redirect(`${clean}${clean.includes("?") ? "&" : "?"}entry=refused`, 303);
}

/** True on the page after a code that was refused. */
export function entryRefused(c: Context): boolean {
  return c.req.query("entry") === "refused";
}

export function forget(c: Context, deps: Deps): void {
  forgetHostCookie(c, deps, COOKIE);
}

// Also ends with the browser: an hour later someone else may be using the phone.
function begin(c: Context, deps: Deps, token: string): void {
  keepHostCookie(c, deps, { name: COOKIE, value: token, maxAge: SESSION_LIFE / 1_000 });
}
