import { spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { assertCommitted } from "../conflict.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestSmsCode, newSmsCode, SMS_CODE_LIFE, withCodeLine } from "../sms/sms_code.ts";
import { isolated } from "../text/isolated.ts";
import { after } from "../time.ts";
import { digestPhone, plainPhone } from "./digest_identity.ts";

export interface SendSignInCode {
  /** Digits, with or without a plus before them. */
  readonly phone: string;
  readonly source: Source;
  readonly lang: "zh" | "en";
}

export type SendSignInCodeRefusal = TooMany | { readonly code: "message_not_sent" };

/** What a sign-in code is good for: this phone, and nothing but coming in. */
export const signInSubject = (phoneDigest: string) => `sign_in ${phoneDigest}`;

/**
 * Sends a code to whatever phone is named, known or not: nobody learns which are. At most ten an hour a phone, so that
 * nobody can have a stranger's ring all day; a new code leaves the last one good.
 */
export async function sendSignInCode(
  deps: Deps,
  { phone, source, lang }: SendSignInCode,
): Promise<Result<undefined, SendSignInCodeRefusal>> {
  const subject = await digestPhone(deps.vault, phone);
  const ofPhone = { budget: "sign_in_codes_of_phone", subject } as const;
  const ways = waysOf(source, {
    first: "sign_in_codes_first",
    more: "sign_in_codes",
    forAll: "sign_in_codes_for_all",
  });
  const spent = await spend(deps, ways.map((way) => [...way, ofPhone]));
  if (!spent.ok) return spent;
  const code = newSmsCode(deps.random);
  const sentAt = deps.now();
  const kept = {
    digest: await digestSmsCode(deps, signInSubject(subject), code),
    subject: signInSubject(subject),
    sentAt,
    expiresAt: after(sentAt, SMS_CODE_LIFE),
  };
  assertCommitted(await deps.write(deps.oneTimeCodes.put(kept)));
  try {
    const text = message(deps.config, code, lang);
    await deps.sms({ phone: plainPhone(phone), text, test: false });
  } catch (error) {
    deps.log.warn("sign-in code not sent", { error: String(error) });
    return rejected({ code: "message_not_sent" });
  }
  return ok(undefined);
}

function message(
  { institution, publicUrl }: Pick<Config, "institution" | "publicUrl">,
  code: string,
  lang: SendSignInCode["lang"],
): string {
  const name = isolated(institution);
  const text = lang === "zh"
    ? `【${name}】登录码 ${code}：打开“我的签约”。5 分钟内有效。本次不付款、不签约。勿告诉任何人。`
    : `${name}: ${code} opens My contracts. Valid for 5 minutes. It pays and signs nothing. Don't share it.`;
  return withCodeLine(text, publicUrl, code);
}
