import { CommitUnknown } from "../conflict.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { type PhoneCode, TRIES_MAX } from "../consumer/phone_code.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { Plan } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { typedCode } from "../text/typed_code.ts";
import type { Factor } from "./agreement.ts";
import { digestPhoneCode, isPhoneCode } from "./send_signing_code.ts";
import { idNumberSubject, phoneCodeSubject, type Signing } from "./signing.ts";

export type FactorRefusal =
  | { readonly code: "phone_code_required" }
  | { readonly code: "phone_code_over" }
  | { readonly code: "phone_code_wrong"; readonly tries_left: number }
  | { readonly code: "phone_code_tries_over" }
  | { readonly code: "id_number_required" }
  | { readonly code: "id_number_wrong"; readonly tries_left: number }
  | { readonly code: "id_number_tries_over" };

export interface GivenFactors {
  readonly smsCode: string | undefined;
  readonly idNumber: string | undefined;
}

export interface KnownFactors {
  readonly code: PhoneCode | undefined;
  readonly codeTries: number | undefined;
  readonly idTries: number | undefined;
}

interface Checked {
  readonly signing: Signing;
  readonly plan: Plan;
  readonly consumer: Consumer;
  readonly known: KnownFactors;
}

/**
 * What the plan requires, one after the other. An attempt is used up by a write before anything is compared, so that
 * concurrent guesses can't add up to more than five.
 */
export async function checkFactors(
  deps: Deps,
  given: GivenFactors,
  checked: Checked,
): Promise<Result<readonly Factor[], FactorRefusal>> {
  const { plan } = checked;
  const factors: Factor[] = ["app_session"];
  if (plan.verifyPhone) {
    const refusal = await checkPhoneCode(deps, given.smsCode, checked);
    if (refusal) return rejected(refusal);
    factors.push("phone_code");
  }
  if (plan.verifyIdNumber) {
    const refusal = await checkIdNumber(deps, given.idNumber, checked);
    if (refusal) return rejected(refusal);
    factors.push("id_number");
  }
  if (plan.requiresCreditCard) factors.push("bound_credit_card");
  return ok(factors);
}

async function checkPhoneCode(
  deps: Deps,
  smsCode: string | undefined,
  { signing, consumer, known }: Checked,
): Promise<FactorRefusal | undefined> {
  const code = typedCode(smsCode ?? "");
  if (code === "") return { code: "phone_code_required" };
  if (!known.code) return { code: "phone_code_over" };
  // What no message could have contained is not a guess, and costs no try.
  if (!isPhoneCode(code)) {
    return { code: "phone_code_wrong", tries_left: triesLeft(known.codeTries) };
  }
  const subject = phoneCodeSubject(signing.signingId, consumer.consumerId);
  if (!await useTry(deps, subject)) return { code: "phone_code_tries_over" };
  const digest = await digestPhoneCode(deps, subject, code);
  if (sameText(digest, known.code.digest)) return undefined;
  return { code: "phone_code_wrong", tries_left: triesLeft(known.codeTries, 1) };
}

async function checkIdNumber(
  deps: Deps,
  idNumber: string | undefined,
  { signing, consumer, known }: Checked,
): Promise<FactorRefusal | undefined> {
  if (!idNumber) return { code: "id_number_required" };
  const subject = idNumberSubject(signing.signingId, consumer.consumerId);
  if (!await useTry(deps, subject)) return { code: "id_number_tries_over" };
  const [mine, theirs] = await Promise.all([
    openIdentity(deps.vault, consumer).then((person) => digestIdNumber(deps, person.idNumber)),
    digestIdNumber(deps, idNumber),
  ]);
  if (sameText(mine, theirs)) return undefined;
  return { code: "id_number_wrong", tries_left: triesLeft(known.idTries, 1) };
}

/** Digests have one length, so that the comparison does not reveal the length of the number. */
function digestIdNumber({ vault }: Deps, idNumber: string): Promise<string> {
  return vault.mac("id number", typedCode(idNumber));
}

/** False when no attempt is left. */
async function useTry(deps: Deps, subject: string): Promise<boolean> {
  const verdict = await deps.write(deps.consumers.countTry(subject, deps.now()));
  if (verdict.type === "committed") return true;
  if (verdict.type === "refused") return false;
  throw new CommitUnknown("Nobody knows whether a try was counted; nothing was compared");
}

function triesLeft(before: number | undefined, used = 0): number {
  return Math.max(0, TRIES_MAX - (before ?? 0) - used);
}
