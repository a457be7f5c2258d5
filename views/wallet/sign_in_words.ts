import type { SendSignInCodeRefusal } from "../../core/consumer/send_sign_in_code.ts";
import type { PhoneRefusal } from "../../core/consumer/prove_phone.ts";
import type { Lang } from "../words.ts";

/** What keeps a form of the sign-in from going on. */
export type SignInProblem =
  | { readonly code: "phone" }
  | { readonly code: "passkey_refused" }
  | { readonly code: "no_script" }
  | SendSignInCodeRefusal
  | PhoneRefusal;

const zh = {
  recover: "手机号不用了？",
  title: "用手机号登录",
  help: "输入收到的登录码就能登录。付款不需要登录。",
  phone: "手机号",
  phoneHint: "中国大陆 11 位；其他地区以 + 和区号开头。",
  send: "发登录码",
  codeTitle: "输入登录码",
  sent: (phone: string) => `登录码已发到 ${phone}。`,
  over: (phone: string) => `发到 ${phone} 的登录码已过期，请再发一个。`,
  code: "登录码",
  codeHint: "6 位数字。只用来登录，不付款，也不签约。",
  signIn: "登录",
  resend: "再发一个",
  resendHelp: "前面收到的登录码在有效期内还能用。",
  otherPhone: "换一个手机号",
  tooMany: (minutes: number) => `试得太多了，请 ${minutes} 分钟后再试。`,
  problems: {
    phone: "请填手机号，7 到 15 位数字。",
    passkey_refused: "没能登录。这个通行密钥可能已被移除，请用手机号登录。",
    no_script: "通行密钥需要浏览器运行脚本。请用手机号登录。",
    message_not_sent: "短信没有发出去，请稍后再试。",
    sign_in_code_refused: "登录码不对，或已失效。请核对，或再发一个。",
  },
};

export type SignInWords = typeof zh;

const en: SignInWords = {
  recover: "Lost that phone?",
  title: "Sign in by phone",
  help: "Enter the code we text you. You don't need to sign in to pay.",
  phone: "Phone number",
  phoneHint: "11 digits in mainland China. Elsewhere, start with + and the country code.",
  send: "Text me a code",
  codeTitle: "Enter your code",
  sent: (phone) => `We texted a code to ${phone}.`,
  over: (phone) => `The code we texted to ${phone} has expired. Ask for another.`,
  code: "Sign-in code",
  codeHint: "6 digits. It only signs you in; it doesn't pay or sign anything.",
  signIn: "Sign in",
  resend: "Send another code",
  resendHelp: "A code you've already received works until it expires.",
  otherPhone: "Use another number",
  tooMany: (minutes) =>
    `Too many tries. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
  problems: {
    phone: "Enter a phone number of 7 to 15 digits.",
    passkey_refused:
      "We couldn't sign you in. This passkey may have been removed. Sign in by phone.",
    no_script: "Passkeys need JavaScript. Sign in by phone.",
    message_not_sent: "The message wasn't sent. Try again later.",
    sign_in_code_refused: "This code is wrong or no longer valid. Check it, or ask for another.",
  },
};

export function signInWords(lang: Lang): SignInWords {
  return lang === "zh" ? zh : en;
}

export function problemText(
  w: SignInWords,
  problem: SignInProblem | undefined,
): string | undefined {
  if (problem === undefined) return undefined;
  return problem.code === "too_many_requests"
    ? w.tooMany(Math.ceil(problem.retry_after / 60))
    : w.problems[problem.code];
}
