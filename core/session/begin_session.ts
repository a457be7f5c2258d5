import { base64url } from "jose";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { sha256 } from "../sha256.ts";
import { after, businessDay, type Instant } from "../time.ts";
import { type ConsumerSession, type Proof, SESSION_LIFE, TOKEN_BYTES } from "./session.ts";

/** The browser that somebody signs in with. */
export interface Browser {
  /** What it said it was. */
  readonly client: string;
  /** In which it shows our pages. */
  readonly lang?: "zh" | "en";
  /** Nobody has signed in here as this person before: they are told, of an app's entries once a day. */
  readonly isNew?: boolean;
  /** Since when it is one of the phone that is shown. */
  readonly knownSince?: Instant | undefined;
  /** What an entry from an app has left in it. */
  readonly appDevice?: string | undefined;
  /** The token of the session it had, which this one takes the place of. */
  readonly had?: string | undefined;
}

/** A session for whoever has just proved to be this person; its token: 256 random bits, of which only the digest is kept. */
export async function beginSession(
  deps: Deps,
  { consumerId, proof, browser, sealedCards }: {
    readonly consumerId: ConsumerId;
    readonly proof: Proof;
    readonly browser: Browser;
    readonly sealedCards?: string;
  },
): Promise<string> {
  const { client, had, lang, knownSince, isNew = false } = browser;
  const token = base64url.encode(deps.random(TOKEN_BYTES));
  const now = deps.now();
  const session: ConsumerSession = {
    sessionId: deps.newId("ses"),
    tokenDigest: await sha256(token),
    consumerId,
    proof,
    client,
    knownSince,
    createdAt: now,
    seenAt: now,
    expiresAt: after(now, SESSION_LIFE),
    steppedUp: undefined,
  };
  const instead = had === undefined ? undefined : await sha256(had);
  const begins = { sealedCards, instead, lang, newsId: isNew ? newsIdOf(session) : undefined };
  assertCommitted(await deps.write(deps.sessions.begin(session, begins)));
  if (isNew) deps.nudge("tell_consumers");
  return token;
}

/** What is told under the same id is told once. Many an app's webview keeps no cookie, and is new each time. */
function newsIdOf({ sessionId, proof, consumerId, createdAt }: ConsumerSession): string {
  return proof === "phone" || proof === "passkey"
    ? sessionId
    : `${consumerId}-${proof}-${businessDay(createdAt)}`;
}
