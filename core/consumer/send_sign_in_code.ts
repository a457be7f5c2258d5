import { spend, type TooMany } from "../budget/spend.ts";
import { assertCommitted } from "../conflict.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestSmsCode, newSmsCode, SMS_CODE_LIFE, withCodeLine } from "../sms/sms_code.ts";
import { isolated } from "../text/isolated.ts";
import { after } from "../time.ts";
import { digestPhone, plainPhone } from "./digest_identity.ts";
import { type Trier, waysOfPhone } from "./known_device.ts";
import { newAttempt, type SignInAttempt } from "./sign_in_attempt.ts";

export interface SendSignInCode extends Pick<Trier, "source" | "device"> {
  /** Digits, with or without a plus before them. */
  readonly phone: string;
  /** The attempt that goes on with another code; a new one otherwise. */
  readonly attempt?: string | undefined;
  readonly lang: "zh" | "en";
  /** To sign in, unless told otherwise. */
  readonly purpose?: PhonePurpose;
}

/** What a phone is proved for. A code for one of them is good for no other. */
export type PhonePurpose = "sign_in" | "recovery" | "change";

export type SendSignInCodeRefusal = TooMany | { readonly code: "message_not_sent" };

/** What a code is good for: this phone, in this browser, and nothing else. */
export function phoneSubject(purpose: PhonePurpose, phoneDigest: string, attempt: string): string {
  return `${purpose} ${phoneDigest} ${attempt}`;
}

/**
 * Sends a code to whatever phone is named, known or not: nobody learns which are. At most ten an hour a phone, so that
 * nobody can have a stranger's ring all day; a new code leaves the last one good.
 */
export async function sendSignInCode(
  deps: Deps,
  { phone, attempt = newAttempt(deps.random), source, device, lang, purpose = "sign_in" }:
    SendSignInCode,
): Promise<Result<SignInAttempt, SendSignInCodeRefusal>> {
  const phoneDigest = await digestPhone(deps.vault, phone);
  const ways = await waysOfPhone(deps, { phoneDigest, source, device }, {
    ofPhone: "sign_in_codes_of_phone",
    ofDevice: "sign_in_codes_of_device",
    first: "sign_in_codes_first",
    more: "sign_in_codes",
    forAll: "sign_in_codes_for_all",
  });
  const spent = await spend(deps, ways);
  if (!spent.ok) return spent;
  const code = newSmsCode(deps.random);
  const sentAt = deps.now();
  const expiresAt = after(sentAt, SMS_CODE_LIFE);
  const subject = phoneSubject(purpose, phoneDigest, attempt);
  const digest = await digestSmsCode(deps, subject, code);
  assertCommitted(await deps.write(deps.oneTimeCodes.put({ digest, subject, sentAt, expiresAt })));
  try {
    const text = message(deps.config, code, { lang, purpose });
    await deps.sms({ phone: plainPhone(phone), text, test: false });
  } catch (error) {
    deps.log.warn("sign-in code not sent", { error: String(error) });
    return rejected({ code: "message_not_sent" });
  }
  return ok({ attempt, phone, expiresAt });
}

const purposes: Readonly<Record<PhonePurpose, Readonly<Record<"zh" | "en", string>>>> = {
  sign_in: {
    zh: "登录码 CODE：打开“我的签约”，5 分钟内有效。不付款，也不签约。勿告诉任何人。",
    en:
      "CODE is your code to SIGN IN to My contracts, valid for 5 minutes. It doesn't pay or sign anything. Don't share it.",
  },
  change: {
    zh: "换号码 CODE：用这个手机号登录账户，5 分钟内有效。请勿告诉任何人。",
    en: "CODE makes this the PHONE of your account, valid for 5 minutes. Don't share it.",
  },
  recovery: {
    zh: "找回码 CODE：找回账户，5 分钟内有效。不是你在找回，请勿告诉任何人。",
    en: "CODE is your code to RECOVER an account, valid for 5 minutes. Don't share it.",
  },
};

function message(
  { institution, publicUrl }: Pick<Config, "institution" | "publicUrl">,
  code: string,
  { lang, purpose }: Required<Pick<SendSignInCode, "lang" | "purpose">>,
): string {
  const name = isolated(institution);
  const said = purposes[purpose][lang].replace("CODE", code);
  return withCodeLine(lang === "zh" ? `【${name}】${said}` : `${name}: ${said}`, publicUrl, code);
}
