import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

/** Why the form for a code comes back. */
export type CodeError =
  | "malformed"
  | "too_soon"
  /** Another one was sent, which is no error. */
  | "sent_again"
  | { readonly minutes: number };

const zh = {
  asked: (payee: string, amount: string) =>
    `验证码会发到这张卡在银行预留的手机号。输入后才向${isolated(payee)}支付 ${amount}。`,
  label: "付款验证码",
  hint: "只用于这一笔，勿告诉任何人。",
  resend: "没收到？再发一次",
  again: "重新获取验证码",
  malformed: "请输入短信里的数字。还没有扣款。",
  tooSoon: "刚发过验证码，过一分钟才能再发。还没有扣款。",
  sentAgain: "已再发一次，请输入最新的验证码。",
  tooMany: (minutes: number) =>
    `这张卡的验证码已发到上限，${minutes} 分钟后才能再发。已收到的仍可输入。`,
};

type CodeWords = typeof zh;

const en: CodeWords = {
  asked: (payee, amount) =>
    `A code goes to the phone number your bank has for this card. You pay ${
      isolated(payee)
    } ${amount} only when you enter it.`,
  label: "Payment code",
  hint: "For this payment only. Don't share it.",
  resend: "No code? Send another",
  again: "Get a new code",
  malformed: "Enter the digits from the text message. No money has been taken.",
  tooSoon: "A code was just sent. You can get another in a minute. No money has been taken.",
  sentAgain: "Another code is on its way. Enter the latest one.",
  tooMany: (minutes) =>
    `This card has had all its codes for now. You can get another in ${minutes} min. A code you already have still works.`,
};

export function codeWords(lang: Lang): CodeWords {
  return lang === "zh" ? zh : en;
}
