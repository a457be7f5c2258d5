import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { assertCommitted } from "../conflict.ts";
import { appDeviceOf } from "../consumer/app_device.ts";
import { ownerOf } from "../consumer/owner_of.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import { besideAnother } from "../session/beside_another.ts";
import { after, seconds } from "../time.ts";
import { keysOfApp } from "./keys_of_app.ts";
import type { WalletApp } from "./wallet_app.ts";

export interface EnterByTicket {
  readonly ticket: string;
  readonly browser: Browser;
  readonly source: Source;
}

export interface EnteredByTicket {
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
  /** For the browser to show next time. */
  readonly appDevice: string;
  /** Somebody else is signed in in this browser, and stays so until they are asked: a link may have brought the ticket. */
  readonly besideAnother: boolean;
}

/** Forged, old, used, for somebody else and of an app that does not answer get one answer; the log says which. */
export type EnterByTicketRefusal = { readonly code: "ticket_refused" } | TooMany;

/** Tickets are made while somebody waits: older ones are refused, whatever their `exp` says. */
const TICKET_AGE_MAX_SECONDS = 120;
const CLOCK_LEAD_SECONDS = 10;
const ALGORITHMS = ["EdDSA", "ES256", "PS256"];
const TYPE = "wallet-ticket+jwt";
/** Of an app's name for its user, and of a ticket's. */
const CHARACTERS_MAX = 128;

/**
 * Signs in whoever a trusted wallet app says is using it: a JWT, signed by one of its keys, for this portal (`aud`), two
 * minutes old at most, and used once.
 */
export async function enterByTicket(
  deps: Deps,
  { ticket, browser, source }: EnterByTicket,
): Promise<Result<EnteredByTicket, EnterByTicketRefusal>> {
  const ways = waysOf(source, {
    first: "app_codes_first",
    more: "app_codes",
    forAll: "app_codes_for_all",
  });
  const spent = await spend(deps, ways);
  if (!spent.ok) return spent;
  const app = appOf(deps, ticket);
  const claims = app && await verified(deps, app, ticket);
  if (!app || !claims || !await useOnce(deps, app, claims)) {
    return rejected({ code: "ticket_refused" });
  }
  await giveBack(deps, spent.value);
  const issuer = `wallet:${app.name}` as const;
  const owner = await ownerOf(deps, { issuer, subject: claims.sub }, "");
  const { consumerId, consumer, isFirst } = owner;
  const beside = await besideAnother(deps, browser.had, consumerId);
  const { isNew, appDevice } = await appDeviceOf(deps, consumer, browser.appDevice);
  const sessionToken = await beginSession(deps, {
    consumerId,
    proof: issuer,
    browser: { ...browser, had: beside ? undefined : browser.had, isNew: isNew && !isFirst },
  });
  return ok({ sessionToken, appDevice, besideAnother: beside });
}

/** Whose it says it is; whether that is so, its keys tell. */
function appOf({ config }: Deps, ticket: string): WalletApp | undefined {
  try {
    const { iss } = decodeJwt(ticket);
    return config.walletApps.find(({ name }) => name === iss);
  } catch {
    return undefined;
  }
}

interface Claims {
  readonly sub: string;
  readonly jti: string;
}

async function verified(
  deps: Deps,
  app: WalletApp,
  ticket: string,
  anew = false,
): Promise<Claims | undefined> {
  const keys = await keysOfApp(deps, app, anew);
  if (!keys) return undefined;
  try {
    const { payload } = await jwtVerify(ticket, keys, {
      issuer: app.name,
      audience: deps.config.publicUrl,
      algorithms: ALGORITHMS,
      typ: TYPE,
      currentDate: new Date(deps.now()),
      clockTolerance: CLOCK_LEAD_SECONDS,
      maxTokenAge: TICKET_AGE_MAX_SECONDS,
      requiredClaims: ["sub", "jti", "exp"],
    });
    return claimsIn(payload);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey && !anew) {
      return await verified(deps, app, ticket, true);
    }
    deps.log.warn("wallet ticket refused", { wallet: app.name, error: String(error) });
    return undefined;
  }
}

function claimsIn({ sub = "", jti = "" }: JWTPayload): Claims | undefined {
  const fit = [sub, jti].every((each) => each !== "" && each.length <= CHARACTERS_MAX);
  return fit ? { sub, jti } : undefined;
}

async function useOnce(
  deps: Deps,
  { name: wallet }: WalletApp,
  { jti }: Claims,
): Promise<boolean> {
  const now = deps.now();
  const expiresAt = after(now, seconds(TICKET_AGE_MAX_SECONDS + 3 * CLOCK_LEAD_SECONDS));
  const verdict = await deps.write(deps.walletTickets.use({ wallet, jti, expiresAt }, now));
  if (verdict.type === "refused") return false;
  assertCommitted(verdict);
  return true;
}
