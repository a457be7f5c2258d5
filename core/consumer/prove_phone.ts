import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import type { Deps } from "../deps.ts";
import { takeCode } from "../factor/take_code.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestPhone } from "./digest_identity.ts";
import { deviceIn, holderMark, knownSince, type Trier, waysOfPhone } from "./known_device.ts";
import type { Instant } from "../time.ts";
import { type PhonePurpose, phoneSubject } from "./send_sign_in_code.ts";
import type { SignInAttempt } from "./sign_in_attempt.ts";

export interface ProvePhone
  extends Pick<SignInAttempt, "attempt" | "phone">, Pick<Trier, "source" | "device"> {
  readonly purpose: PhonePurpose;
  readonly typed: string;
}

export interface ProvedPhone {
  readonly phoneDigest: string;
  /** Since when it has been signed in with in this browser; undefined where it never was. */
  readonly knownSince: Instant | undefined;
}

/** Wrong, expired, used and guessed too often get one answer, so that guessing reveals nothing. */
export type PhoneRefusal = { readonly code: "sign_in_code_refused" } | TooMany;

/** Whoever typed the code that was sent to this phone, in this browser and for this, holds it. */
export async function provePhone(
  deps: Deps,
  { purpose, attempt, phone, typed, source, device }: ProvePhone,
): Promise<Result<ProvedPhone, PhoneRefusal>> {
  const phoneDigest = await digestPhone(deps.vault, phone);
  const trier = { phoneDigest, source, device };
  const ways = await waysOfPhone(deps, trier, {
    ofPhone: "sign_in_tries_of_phone",
    ofDevice: "sign_in_tries_of_device",
    first: "sign_in_tries_first",
    more: "sign_in_tries",
    forAll: "sign_in_tries_for_all",
  });
  const spent = await spend(deps, ways);
  if (!spent.ok) return spent;
  if (!await takeCode(deps, phoneSubject(purpose, phoneDigest, attempt), typed)) {
    return rejected({ code: "sign_in_code_refused" });
  }
  await giveBack(deps, spent.value);
  const known = await deviceIn(deps, device, await holderMark(deps, phoneDigest));
  const since = known === undefined ? undefined : knownSince(known) ?? deps.now();
  return ok({ phoneDigest, knownSince: since });
}
