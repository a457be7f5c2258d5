import { base64url } from "jose";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { after, type Duration, minutes } from "../time.ts";

/** Long enough to find a key and touch it. */
const CHALLENGE_LIFE: Duration = minutes(5);
const CHALLENGE_BYTES = 32;

/** A fresh challenge, as bytes for the library: random ones, or the digest of the text that is signed with them. */
export async function newChallenge(
  deps: Deps,
  subject: string,
  text?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = text === undefined
    ? new Uint8Array(deps.random(CHALLENGE_BYTES))
    : Uint8Array.fromHex(await sha256(text));
  const now = deps.now();
  const digest = await sha256(base64url.encode(bytes));
  const challenge = { digest, subject, text, expiresAt: after(now, CHALLENGE_LIFE) };
  assertCommitted(await deps.write(deps.challenges.put(challenge, now)));
  return bytes;
}

interface TakenChallenge {
  readonly challenge: string;
  /** What it is the digest of; undefined for a random one. */
  readonly text: string | undefined;
}

/**
 * The challenge that this answer of a browser is about, which from now on nobody can answer again, whatever becomes of
 * this one. Undefined for one that we did not give out for that subject, or that was answered, or is too old.
 */
export async function takeChallenge(
  deps: Deps,
  { subject, clientData }: { readonly subject: string; readonly clientData: string },
): Promise<TakenChallenge | undefined> {
  const challenge = challengeIn(clientData);
  if (challenge === undefined) return undefined;
  const digest = await sha256(challenge);
  const verdict = await deps.write(deps.challenges.take({ digest, subject }, deps.now()));
  assertCommitted(verdict);
  const [row] = verdict.rows.flat();
  if (!row) return undefined;
  const { text } = row;
  return { challenge, text: typeof text === "string" ? text : undefined };
}

/**
 * What a browser says it was asked, out of the base64url of its client data. Nothing of ours asks inside another site's
 * page, so what was answered there is nothing [WebAuthn 7.1 step 10, 7.2 step 14].
 */
function challengeIn(clientData: string): string | undefined {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(base64url.decode(clientData)));
    if (typeof said !== "object" || said === null || !("challenge" in said)) return undefined;
    if ("crossOrigin" in said && said.crossOrigin !== false) return undefined;
    return typeof said.challenge === "string" ? said.challenge : undefined;
  } catch {
    return undefined;
  }
}
