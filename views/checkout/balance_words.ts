import type { Lang } from "../words.ts";

const zh = {
  unasked: "从钱包里付，当场出结果",
  unknown: "现在查不到余额；不够就付不成，不会扣款",
  enough: (available: string) => `钱包里有 ${available}，当场出结果`,
  short: (available: string) => `钱包里只有 ${available}，不够付这一笔`,
  refused: (available: string) =>
    `钱包里只有 ${available}，不够付这一笔。没有扣款，请换一种方式付款。`,
  overLimit: (left: string) =>
    `今天用余额还可付 ${left}，不够付这一笔。没有扣款，请换一种方式付款。`,
  tooLow: "钱包里的余额不够，没有扣款。可以换一种方式付款。",
  declined: "钱包 App 没有同意，没有扣款。原因请问钱包 App。",
  signedOut: "登录已过期，没有扣款。请在钱包 App 里重新打开这个订单，或换一种方式付款。",
  phoneLost: "你的手机已挂失，不能用余额付款。没有扣款，请换一种方式付款。",
};

type BalanceWords = typeof zh;

const en: BalanceWords = {
  unasked: "Paid from your wallet at once",
  unknown: "Your balance isn't available now. If it's too low, nothing is taken",
  enough: (available) => `${available} in your wallet, paid at once`,
  short: (available) => `Only ${available} in your wallet, too little for this order`,
  refused: (available) =>
    `There's only ${available} in your wallet, too little for this order. No money was taken. Try another way to pay.`,
  overLimit: (left) =>
    `You can pay ${left} more from your wallet today, too little for this order. No money was taken. Try another way to pay.`,
  tooLow: "There isn't enough in your wallet. No money was taken. Try another way to pay.",
  declined:
    "Your wallet app declined the payment. No money was taken. Ask the wallet app for details.",
  signedOut:
    "You're signed out. No money was taken. Open this order in your wallet app again, or try another way to pay.",
  phoneLost:
    "Your phone is reported lost, so your balance is on hold. No money was taken. Try another way to pay.",
};

export function balanceWords(lang: Lang): BalanceWords {
  return lang === "zh" ? zh : en;
}
