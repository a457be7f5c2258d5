import { spend } from "../budget/spend.ts";
import { assertCommitted } from "../conflict.ts";
import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestSmsCode, newSmsCode, SMS_CODE_LIFE, withCodeLine } from "../sms/sms_code.ts";
import { isolated } from "../text/isolated.ts";
import { after } from "../time.ts";
import type { SignedIn } from "./session.ts";
import { phoneCodeSubject, waitingPhoneContext } from "./waiting_phone.ts";

export interface SendPhoneCode {
  readonly here: SignedIn;
  /** Digits, with or without a plus before them. */
  readonly phone: string;
  readonly lang: "zh" | "en";
}

export type SendPhoneCodeRefusal = { readonly code: "phone_codes_too_many" | "message_not_sent" };

/**
 * Sends a code to a phone that whoever is signed in says is theirs. Nothing is told there before the code was entered; a
 * new code replaces the last. Nobody can have a stranger's phone ring more than a few times an hour.
 */
export async function sendPhoneCode(
  deps: Deps,
  { here, phone, lang }: SendPhoneCode,
): Promise<Result<undefined, SendPhoneCodeRefusal>> {
  const { staffId } = here.staff;
  const spent = await spend(deps, [[
    { budget: "staff_phone_codes", subject: staffId },
    {
      budget: "staff_phone_codes_of_phone",
      subject: await deps.vault.mac("staff phone", phone),
    },
  ]]);
  if (!spent.ok) return rejected({ code: "phone_codes_too_many" });
  const code = newSmsCode(deps.random);
  const sentAt = deps.now();
  assertCommitted(
    await deps.write(deps.staff.putWaitingPhone({
      staffId,
      sealedPhone: await deps.vault.seal(phone, waitingPhoneContext(staffId)),
      digest: await digestSmsCode(deps, phoneCodeSubject(staffId), code),
      sentAt,
      expiresAt: after(sentAt, SMS_CODE_LIFE),
    })),
  );
  try {
    // Whoever works for a test merchant has a real phone, and says themselves which.
    await deps.sms({ phone, text: message(deps.config, code, lang), test: false });
  } catch (error) {
    deps.log.warn("code to a phone of staff not sent", { staff_id: staffId, error: String(error) });
    return rejected({ code: "message_not_sent" });
  }
  return ok(undefined);
}

function message(
  { institution, publicUrl }: Pick<Config, "institution" | "publicUrl">,
  code: string,
  lang: SendPhoneCode["lang"],
): string {
  const name = isolated(institution);
  const text = lang === "zh"
    ? `【${name}】验证码 ${code}：把这部手机用于后台提醒。5 分钟内有效，勿告诉任何人。`
    : `${name}: ${code} lets alerts of your desk come to this phone. Valid for 5 minutes. Don't share it.`;
  return withCodeLine(text, publicUrl, code);
}
