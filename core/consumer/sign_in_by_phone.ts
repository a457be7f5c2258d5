import { byConsumer } from "../actor.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { takeCode } from "../factor/take_code.ts";
import type { Identity } from "../identity/identity.ts";
import { ok, rejected, type Result } from "../result.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import { digestPhone, plainPhone } from "./digest_identity.ts";
import { newDevice, type Trier, waysOfPhone } from "./known_device.ts";
import { newConsumer } from "./new_consumer.ts";
import { signInSubject } from "./send_sign_in_code.ts";
import type { SignInAttempt } from "./sign_in_attempt.ts";

export interface SignInByPhone extends Pick<Trier, "source" | "device"> {
  readonly attempt: Pick<SignInAttempt, "attempt" | "phone">;
  readonly typed: string;
  readonly browser: Browser;
}

export interface SignedInByPhone {
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
  /** For the browser to show next time. */
  readonly device: string;
}

/** Wrong, expired, used and guessed too often get one answer, so that guessing reveals nothing. */
export type SignInByPhoneRefusal = { readonly code: "sign_in_code_refused" } | TooMany;

/**
 * Signs in whoever holds this phone. A phone that nobody has signed in with is a new consumer, also when a channel has
 * named it as somebody's: it may have another holder by now.
 */
export async function signInByPhone(
  deps: Deps,
  { attempt: { attempt, phone }, typed, browser, source, device }: SignInByPhone,
): Promise<Result<SignedInByPhone, SignInByPhoneRefusal>> {
  const phoneDigest = await digestPhone(deps.vault, phone);
  const ways = await waysOfPhone(deps, { phoneDigest, source, device }, {
    ofPhone: "sign_in_tries_of_phone",
    ofDevice: "sign_in_tries_of_device",
    first: "sign_in_tries_first",
    more: "sign_in_tries",
    forAll: "sign_in_tries_for_all",
  });
  const spent = await spend(deps, ways);
  if (!spent.ok) return spent;
  if (!await takeCode(deps, signInSubject(phoneDigest, attempt), typed)) {
    return rejected({ code: "sign_in_code_refused" });
  }
  await giveBack(deps, spent.value);
  const { consumerId, issuer: proof } = await retryOnConflict(() =>
    findOrMake(deps, phoneDigest, plainPhone(phone))
  );
  const sessionToken = await beginSession(deps, { consumerId, proof, browser });
  return ok({ sessionToken, device: await newDevice(deps, phoneDigest) });
}

async function findOrMake(deps: Deps, subject: string, phone: string): Promise<Identity> {
  const issuer = "phone";
  const [found] = await deps.load(deps.identities.holder({ issuer, subject }));
  const at = deps.now();
  const consumerId = found?.consumerId ?? deps.newId("con");
  const identity: Identity = { issuer, subject, consumerId, createdAt: at };
  if (found) return identity;
  const consumer = await newConsumer(deps, consumerId, { name: "", phone, idNumber: "" });
  await deps.commit([{
    type: "consumer.known",
    consumer,
    identity,
    eventId: deps.newId("evt"),
    at,
    by: byConsumer(consumerId),
  }]);
  return identity;
}
