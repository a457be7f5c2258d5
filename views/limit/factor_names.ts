import type { Factor } from "../../core/method/verification.ts";
import type { Lang } from "../words.ts";

const names: Readonly<Record<Lang, Readonly<Record<Factor, string>>>> = {
  zh: { pin: "支付密码", code: "短信验证码", passkey: "通行密钥", signature: "电子签名" },
  en: {
    pin: "your payment PIN",
    code: "a code sent to your phone",
    passkey: "your passkey",
    signature: "an e-signature with your passkey",
  },
};

/** As an object of "verify". */
export function factorNames(factors: readonly Factor[], lang: Lang): string {
  return factors.map((each) => names[lang][each]).join(lang === "zh" ? "和" : " and ");
}
