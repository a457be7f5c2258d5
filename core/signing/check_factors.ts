import { giveBack, spend } from "../budget/spend.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { digestIdNumber } from "../consumer/digest_identity.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { OneTimeCode } from "../factor/one_time_code.ts";
import { spendTries } from "../factor/take_code.ts";
import type { Plan } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { digestSmsCode, isSmsCode } from "../sms/sms_code.ts";
import { typedCode } from "../text/typed_code.ts";
import type { Factor } from "./agreement.ts";
import type { CheckedBefore } from "./checked_here.ts";
import { type Signing, signingCodeSubject } from "./signing.ts";

export type FactorRefusal =
  | { readonly code: "phone_code_required" }
  | { readonly code: "phone_code_over" }
  | { readonly code: "phone_code_wrong"; readonly tries_left: number | undefined }
  | { readonly code: "phone_code_tries_over"; readonly retry_after: number }
  /** Whichever code it is of, and another would not help. */
  | { readonly code: "phone_tries_over"; readonly retry_after: number }
  | { readonly code: "id_number_required" }
  | { readonly code: "id_number_wrong"; readonly tries_left: number }
  | { readonly code: "id_number_tries_over"; readonly retry_after: number };

export interface GivenFactors {
  readonly smsCode: string | undefined;
  readonly idNumber: string | undefined;
}

interface Checked extends CheckedBefore {
  readonly signing: Signing;
  /** As far as it is checked here. */
  readonly plan: Plan;
  readonly consumer: Consumer;
  /** All that are still good. */
  readonly codes: readonly OneTimeCode[];
}

/** What was checked, and the code by which; the write in which it signs uses it up. */
export interface Proven {
  readonly factors: readonly Factor[];
  readonly code: OneTimeCode | undefined;
}

/**
 * What the plan requires, one after the other. A try is spent before anything is compared.
 */
export async function checkFactors(
  deps: Deps,
  given: GivenFactors,
  checked: Checked,
): Promise<Result<Proven, FactorRefusal>> {
  const { plan, byChannel, bySignup } = checked;
  const factors: Factor[] = ["app_session"];
  if (byChannel) factors.push("channel_sign_page");
  if (bySignup) factors.push("shared_signup");
  let code: OneTimeCode | undefined;
  if (plan.verifyPhone) {
    const right = await checkPhoneCode(deps, given.smsCode, checked);
    if (!right.ok) return right;
    code = right.value;
    factors.push("phone_code");
  }
  if (plan.verifyIdNumber) {
    const refusal = await checkIdNumber(deps, given.idNumber, checked);
    if (refusal) return rejected(refusal);
    factors.push("id_number");
  }
  if (plan.requiresCreditCard) factors.push("bound_credit_card");
  return ok({ factors, code });
}

async function checkPhoneCode(
  deps: Deps,
  smsCode: string | undefined,
  { signing, consumer, codes }: Checked,
): Promise<Result<OneTimeCode, FactorRefusal>> {
  const typed = typedCode(smsCode ?? "");
  if (typed === "") return rejected({ code: "phone_code_required" });
  if (codes.length === 0) return rejected({ code: "phone_code_over" });
  // What no message could have contained is not a guess, and costs no try.
  if (!isSmsCode(typed)) return rejected({ code: "phone_code_wrong", tries_left: undefined });
  const tried = await spendTries(deps, codes);
  if (!tried.ok) return rejected({ ...tried.error, code: "phone_code_tries_over" });
  const ofPhone = consumer.phoneDigest || consumer.consumerId;
  const spent = await spend(deps, [[{ budget: "signing_tries_of_phone", subject: ofPhone }]]);
  if (!spent.ok) return rejected({ ...spent.error, code: "phone_tries_over" });
  const digest = await digestSmsCode(deps, signingCodeSubject(signing.signingId, consumer), typed);
  const right = tried.value.codes.find((each) => sameText(digest, each.digest));
  if (!right) {
    const left = Math.min(tried.value.left, spent.value.left);
    return rejected({ code: "phone_code_wrong", tries_left: left });
  }
  await giveBack(deps, spent.value);
  return ok(right);
}

/** Wrong numbers count across signings too: otherwise each new one would be five more guesses at the same number. */
async function checkIdNumber(
  deps: Deps,
  idNumber: string | undefined,
  { signing: { signingId }, consumer }: Checked,
): Promise<FactorRefusal | undefined> {
  if (!idNumber) return { code: "id_number_required" };
  const { consumerId } = consumer;
  const spent = await spend(deps, [[
    { budget: "id_number_tries", subject: `${signingId} ${consumerId}` },
    { budget: "id_number_tries_of_consumer", subject: consumerId },
  ]]);
  if (!spent.ok) return { ...spent.error, code: "id_number_tries_over" };
  const [mine, theirs] = await Promise.all([
    openIdentity(deps.vault, consumer).then((person) =>
      digestIdNumber(deps.vault, person.idNumber)
    ),
    digestIdNumber(deps.vault, idNumber),
  ]);
  if (!sameText(mine, theirs)) return { code: "id_number_wrong", tries_left: spent.value.left };
  await giveBack(deps, spent.value);
  return undefined;
}
