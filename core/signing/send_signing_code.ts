import type { PayerBlocked } from "../block/listed_as.ts";
import { spend } from "../budget/spend.ts";
import { assertCommitted } from "../conflict.ts";
import { isChargingClosed, maskedPhone } from "../consumer/consumer.ts";
import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId, SigningId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { yuan } from "../money.ts";
import type { Plan, PlanNotApproved } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestSmsCode, newSmsCode, SMS_CODE_LIFE, withCodeLine } from "../sms/sms_code.ts";
import { after, type Instant } from "../time.ts";
import { isolated } from "../text/isolated.ts";
import { checkedHere, isCheckedByChannel } from "./checked_here.ts";
import type { DisclosureLang } from "./disclosure.ts";
import { expiryOf, signingCodeSubject, type SigningRefusal } from "./signing.ts";
import type { SigningNotFound } from "./view_signing.ts";

export interface SendSigningCode {
  readonly signingId: SigningId;
  readonly consumerId: ConsumerId;
  readonly lang: DisclosureLang;
}

export type SendSigningCodeRefusal =
  | SigningNotFound
  | SigningRefusal
  | { readonly code: "consumer_not_found" }
  | PayerBlocked
  | { readonly code: "charging_closed" }
  | PlanNotApproved
  | { readonly code: "phone_code_not_needed" }
  | { readonly code: "phone_codes_too_many"; readonly retry_after: number }
  | { readonly code: "message_not_sent" };

export interface SentSigningCode {
  readonly maskedPhone: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}

/**
 * Sends a six-digit code to the consumer's phone, valid for this signing and this phone only, once, within five
 * minutes; a new one leaves the last one good. A person gets at most ten an hour, whatever they sign.
 */
export async function sendSigningCode(
  deps: Deps,
  { signingId, consumerId, lang }: SendSigningCode,
): Promise<Result<SentSigningCode, SendSigningCodeRefusal>> {
  const [signing, plan, merchant, found, blockedBy, bySignup] = await deps.load(
    deps.signings.byId(signingId),
    deps.signings.planOf(signingId),
    deps.signings.merchantOf(signingId),
    deps.consumers.byId(consumerId),
    deps.blocks.findsBy({ consumerId, cards: [] }),
    deps.signings.sharesSignup(signingId, consumerId),
  );
  if (!signing || !plan || !merchant) {
    return rejected({ code: "signing_not_found", signing_id: signingId });
  }
  const now = deps.now();
  const over = expiryOf(signing, merchantNow(merchant, now));
  if (over) return rejected(over);
  if (!found) return rejected({ code: "consumer_not_found" });
  if (blockedBy.length > 0) return rejected({ code: "payer_blocked" });
  if (isChargingClosed(found.consumer)) return rejected({ code: "charging_closed" });
  if (plan.state !== "approved") {
    return rejected({ code: "plan_not_approved", plan_id: plan.planId, state: plan.state });
  }
  const { verifyPhone } = checkedHere(plan, {
    byChannel: isCheckedByChannel(deps, merchant),
    bySignup,
  });
  if (!verifyPhone) return rejected({ code: "phone_code_not_needed" });

  const spent = await spend(deps, [[{ budget: "phone_codes", subject: consumerId }]]);
  if (!spent.ok) return rejected({ ...spent.error, code: "phone_codes_too_many" });
  const code = newSmsCode(deps.random);
  const subject = signingCodeSubject(signingId, found.consumer);
  const expiresAt = after(now, SMS_CODE_LIFE);
  const digest = await digestSmsCode(deps, subject, code);
  assertCommitted(
    await deps.write(deps.oneTimeCodes.put({ digest, subject, sentAt: now, expiresAt })),
  );

  const phone = await openPhone(deps.vault, found.consumer);
  try {
    const text = signingMessage(deps.config, { plan, merchant, code, lang });
    await deps.sms({ phone, text, test: merchant.mode === "test" });
  } catch (error) {
    deps.log.warn("signing code not sent", { signing_id: signingId, error: String(error) });
    return rejected({ code: "message_not_sent" });
  }
  return ok({ maskedPhone: maskedPhone(phone), sentAt: now, expiresAt });
}

function signingMessage(
  { institution, publicUrl }: Pick<Deps["config"], "institution" | "publicUrl">,
  { plan, merchant, code, lang }: {
    readonly plan: Pick<Plan, "perTransactionLimit" | "perDayLimit">;
    readonly merchant: Pick<Merchant, "name">;
    readonly code: string;
    readonly lang: DisclosureLang;
  },
): string {
  const perTx = yuan(plan.perTransactionLimit);
  const perDay = yuan(plan.perDayLimit);
  const payee = isolated(merchant.name);
  const text = lang === "zh"
    ? `【${
      isolated(institution)
    }】签约码 ${code}：允许${payee}免密扣款，每次≤${perTx}，每天≤${perDay}。本次不扣款。勿告诉任何人。`
    : `${
      isolated(institution)
    }: ${code} is your code to SIGN. It lets ${payee} charge up to ${perTx} each time and ${perDay} a day. Nothing is charged now. Don't share it.`;
  return withCodeLine(text, publicUrl, code);
}
