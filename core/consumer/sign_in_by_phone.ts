import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import type { Deps } from "../deps.ts";
import { takeCode } from "../factor/take_code.ts";
import { ok, rejected, type Result } from "../result.ts";
import { besideAnother } from "../session/beside_another.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import { digestPhone, plainPhone } from "./digest_identity.ts";
import { holderMark, newDevice, type Trier, waysOfPhone } from "./known_device.ts";
import { ownerOf } from "./owner_of.ts";
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
  /** Somebody else is signed in in this browser: it may be the same person, who says so. */
  readonly besideAnother: boolean;
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
  const { consumerId, issuer: proof } = await ownerOf(
    deps,
    { issuer: "phone", subject: phoneDigest },
    plainPhone(phone),
  );
  const beside = await besideAnother(deps, browser.had, consumerId);
  const sessionToken = await beginSession(deps, {
    consumerId,
    proof,
    browser: { ...browser, had: beside ? undefined : browser.had },
  });
  const known = await newDevice(deps, await holderMark(deps, phoneDigest));
  return ok({ sessionToken, device: known, besideAnother: beside });
}
