import type { Deps } from "../deps.ts";
import { ok, type Result } from "../result.ts";
import { besideAnother } from "../session/beside_another.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import { plainPhone } from "./digest_identity.ts";
import { holderMark, newDevice, type Trier } from "./known_device.ts";
import { ownerOf } from "./owner_of.ts";
import { type PhoneRefusal, provePhone } from "./prove_phone.ts";
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

/**
 * Signs in whoever holds this phone. A phone that nobody has signed in with is a new consumer, also when a channel has
 * named it as somebody's: it may have another holder by now.
 */
export async function signInByPhone(
  deps: Deps,
  { attempt: { attempt, phone }, typed, browser, source, device }: SignInByPhone,
): Promise<Result<SignedInByPhone, PhoneRefusal>> {
  const command = { purpose: "sign_in", attempt, phone, typed, source, device } as const;
  const proved = await provePhone(deps, command);
  if (!proved.ok) return proved;
  const { phoneDigest, knownDevice } = proved.value;
  const { consumerId, issuer: proof, isFirst } = await ownerOf(
    deps,
    { issuer: "phone", subject: phoneDigest },
    plainPhone(phone),
  );
  const beside = await besideAnother(deps, browser.had, consumerId);
  const sessionToken = await beginSession(deps, {
    consumerId,
    proof,
    browser: {
      ...browser,
      had: beside ? undefined : browser.had,
      isNew: !knownDevice && !isFirst,
    },
  });
  const known = await newDevice(deps, await holderMark(deps, phoneDigest));
  return ok({ sessionToken, device: known, besideAnother: beside });
}
