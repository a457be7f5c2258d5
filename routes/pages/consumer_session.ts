import type { Context } from "hono";
import { tryAppCode } from "../../core/consumer/try_app_code.ts";
import { enterByTicket } from "../../core/wallet_app/enter_by_ticket.ts";
import { SESSION_LIFE } from "../../core/session/session.ts";
import type { Deps } from "../../core/deps.ts";
import type { SigningId } from "../../core/id.ts";
import { sameText } from "../../core/same_text.ts";
import type { AppEnv } from "../app_env.ts";
import { sourceOf } from "../source.ts";
import { refuseTooMany } from "./refuse.tsx";
import type { Browser } from "../../core/session/begin_session.ts";
import { clientName } from "./client_name.ts";
import { paths } from "../../core/paths.ts";
import { forgetHostCookie, hostCookie, keepHostCookie } from "./cookies.ts";

const COOKIE = "consumer";
/** What tells a browser that an app has opened before. */
const APP_DEVICE = "app_device";
const APP_DEVICE_LIFE_SECONDS = 400 * 24 * 3_600;

/** The consumer's session token in this browser; the store decides whether it is still valid. */
export function sessionOf(c: Context, deps: Deps): string | undefined {
  return hostCookie(c, deps, COOKIE);
}

/** For a session that is about to begin in it. */
export function browserOf(c: Context<AppEnv>, deps: Deps): Browser {
  return {
    client: clientName(c),
    lang: c.var.frame.lang,
    had: sessionOf(c, deps),
    appDevice: hostCookie(c, deps, APP_DEVICE),
  };
}

interface Entry {
  readonly clean: string;
  readonly signingId?: SigningId;
}

/**
 * A page opened by the app carries its one-time code: it is exchanged for a session, and the browser is redirected to
 * `clean`, the same URL without the code. Undefined when there is no code: the page is shown.
 */
export async function enterFromApp(
  c: Context<AppEnv>,
  deps: Deps,
  { clean, signingId }: Entry,
): Promise<Response | undefined> {
  const refused = () => c.redirect(`${clean}${clean.includes("?") ? "&" : "?"}entry=refused`, 303);
  const ticket = c.req.query("ticket");
  if (ticket !== undefined) return await enterFromWalletApp(c, deps, { ticket, clean, refused });
  const [brought, asked] = [c.req.query("app_code"), c.req.query("code")];
  const code = brought ?? asked;
  if (code === undefined) return c.req.query("errorcode") === undefined ? undefined : refused();
  // A code that this browser did not go for may be anybody's.
  if (brought === undefined && !isOwnEntry(c, deps)) return refused();
  const entered = await tryAppCode(deps, {
    code,
    parameter: brought === undefined ? "code" : "app_code",
    source: await sourceOf(c, deps),
    browser: browserOf(c, deps),
    signingId,
  });
  if (entered.ok) {
    return enter(c, deps, { ...entered.value, to: clean });
  }
  if (entered.error.code === "too_many_requests") return refuseTooMany(c, entered.error);
  return refused();
}

/** A trusted wallet app's page or link brings a ticket of its own. */
async function enterFromWalletApp(
  c: Context<AppEnv>,
  deps: Deps,
  { ticket, clean, refused }: {
    readonly ticket: string;
    readonly clean: string;
    readonly refused: () => Response;
  },
): Promise<Response> {
  const entered = await enterByTicket(deps, {
    ticket,
    browser: browserOf(c, deps),
    source: await sourceOf(c, deps),
  });
  if (entered.ok) return enter(c, deps, { ...entered.value, to: clean });
  return entered.error.code === "too_many_requests" ? refuseTooMany(c, entered.error) : refused();
}

// Whoever a link signs in beside somebody else waits here until that person says who they are.
const ENTERED = "entered";
const ENTERED_LIFE_SECONDS = 600;

/** Goes on as whoever has just come in; beside somebody else, they are asked first. */
export function enter(
  c: Context,
  deps: Deps,
  { sessionToken, besideAnother, appDevice, to }: {
    readonly sessionToken: string;
    readonly besideAnother: boolean;
    readonly appDevice?: string;
    readonly to: string;
  },
): Response {
  if (besideAnother) {
    keepHostCookie(c, deps, { name: ENTERED, value: sessionToken, maxAge: ENTERED_LIFE_SECONDS });
  } else {
    keepSession(c, deps, sessionToken);
  }
  if (appDevice !== undefined) {
    keepHostCookie(c, deps, {
      name: APP_DEVICE,
      value: appDevice,
      maxAge: APP_DEVICE_LIFE_SECONDS,
    });
  }
  return c.redirect(besideAnother ? paths.walletSwitchTo(to) : to, 303);
}

export function enteredBeside(c: Context, deps: Deps): string | undefined {
  return hostCookie(c, deps, ENTERED);
}

export function forgetEntered(c: Context, deps: Deps): void {
  forgetHostCookie(c, deps, ENTERED);
}

const STATE_COOKIE = "entry";
const STATE_BYTES = 16;
const STATE_LIFE_SECONDS = 600;

/** Remembers that this browser goes to the app's own sign page; the text that comes back from there. */
export function beginEntry(c: Context, deps: Deps): string {
  const value = deps.random(STATE_BYTES).toHex();
  keepHostCookie(c, deps, { name: STATE_COOKIE, value, maxAge: STATE_LIFE_SECONDS });
  return value;
}

function isOwnEntry(c: Context, deps: Deps): boolean {
  const [kept, brought] = [hostCookie(c, deps, STATE_COOKIE), c.req.query("state")];
  forgetHostCookie(c, deps, STATE_COOKIE);
  return kept !== undefined && brought !== undefined && sameText(kept, brought);
}

/** True on the page after a code that was refused. */
export function entryRefused(c: Context): boolean {
  return c.req.query("entry") === "refused";
}

export function forget(c: Context, deps: Deps): void {
  forgetHostCookie(c, deps, COOKIE);
}

/** No longer than the session itself lasts: a day later someone else may be using the phone. */
export function keepSession(c: Context, deps: Deps, token: string): void {
  keepHostCookie(c, deps, { name: COOKIE, value: token, maxAge: SESSION_LIFE / 1_000 });
}
