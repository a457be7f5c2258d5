import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { Desk } from "../../../core/paths.ts";
import type { SignedIn } from "../../../core/staff/session.ts";
import { signOut } from "../../../core/staff/sign_out.ts";
import type { Staff } from "../../../core/staff/staff.ts";
import { staffOfSession } from "../../../core/staff/staff_of_session.ts";
import { forgetHostCookie, hostCookie, keepHostCookie } from "../cookies.ts";

/** Where somebody works. */
export function deskOf({ merchantNo }: Pick<Staff, "merchantNo">): Desk {
  return merchantNo === undefined ? "ops" : "console";
}

/** Whoever is signed in at this desk in this browser. One browser can be at both, as somebody else at each. */
export async function staffHere(
  c: Context,
  deps: Deps,
  desk: Desk,
): Promise<SignedIn | undefined> {
  const token = hostCookie(c, deps, desk);
  const here = token === undefined ? undefined : await staffOfSession(deps, token);
  return here && deskOf(here.home) === desk ? here : undefined;
}

/** The browser is signed in from now on, under a token it never had; the session it was in before ends. */
export async function keepSession(
  c: Context,
  deps: Deps,
  { staff, sessionToken }: { readonly staff: Staff; readonly sessionToken: string },
): Promise<void> {
  const desk = deskOf(staff);
  const before = await staffHere(c, deps, desk);
  if (before) await signOut(deps, { here: before, ended: before.session.sessionId });
  keepToken(c, deps, desk, sessionToken);
}

export function keepToken(c: Context, deps: Deps, desk: Desk, value: string): void {
  const maxAge = deps.config.staffSessionLife / 1_000;
  keepHostCookie(c, deps, { name: desk, value, maxAge });
}

export function forgetSession(c: Context, deps: Deps, desk: Desk): void {
  forgetHostCookie(c, deps, desk);
}
