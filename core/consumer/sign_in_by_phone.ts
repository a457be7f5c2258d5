import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Browser } from "../session/begin_session.ts";
import { instant } from "../time.ts";
import { plainPhone } from "./digest_identity.ts";
import { enterByPhone, type SignedInByPhone } from "./enter_by_phone.ts";
import type { Trier } from "./known_device.ts";
import { ownerOf } from "./owner_of.ts";
import { sealProved } from "./proved_phone.ts";
import { type PhoneRefusal, provePhone } from "./prove_phone.ts";
import { quietHolder } from "./quiet_phone.ts";
import type { SignInAttempt } from "./sign_in_attempt.ts";

export interface SignInByPhone extends Pick<Trier, "source" | "device"> {
  readonly attempt: Pick<SignInAttempt, "attempt" | "phone">;
  readonly typed: string;
  readonly browser: Browser;
}

/** The code was right, but the phone was silent for so long that it may have another holder. `proved`: for what follows. */
type PhoneQuiet = { readonly code: "phone_quiet"; readonly proved: string };

/** A browser in which an account began is one of its phone from the beginning. */
export const FROM_THE_START = instant(0);

/**
 * Signs in whoever holds this phone. A phone that nobody has signed in with is a new consumer, also when a channel has
 * named it as somebody's: it may have another holder by now.
 */
export async function signInByPhone(
  deps: Deps,
  { attempt: { attempt, phone }, typed, browser, source, device }: SignInByPhone,
): Promise<Result<SignedInByPhone, PhoneRefusal | PhoneQuiet>> {
  const command = { purpose: "sign_in", attempt, phone, typed, source, device } as const;
  const proved = await provePhone(deps, command);
  if (!proved.ok) return proved;
  const { phoneDigest: subject, knownSince } = proved.value;
  if (knownSince === undefined && await quietHolder(deps, subject)) {
    const sealed = await sealProved(deps.vault, plainPhone(phone), deps.now());
    return rejected({ code: "phone_quiet", proved: sealed });
  }
  const owner = await ownerOf(deps, { issuer: "phone", subject }, plainPhone(phone));
  return ok(
    await enterByPhone(deps, {
      consumerId: owner.consumerId,
      phoneDigest: subject,
      browser,
      knownSince: owner.isFirst ? FROM_THE_START : knownSince,
    }),
  );
}
