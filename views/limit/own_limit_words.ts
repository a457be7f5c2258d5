import type { SetOwnLimitRefusal } from "../../core/own_limit/set_own_limit.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

/** Why a limit was not set. */
export type OwnLimitProblem =
  | Exclude<SetOwnLimitRefusal["code"], "contract_not_found">
  /** It is no amount. */
  | "amount_malformed";

const zh = {
  title: "限额",
  help: "给自己设更低的限额。调低马上生效；调高前要重新登录。",
  contractTitle: (payee: string) => `${isolated(payee)}的限额`,
  things: {
    charges: { name: "全部免密扣款", help: "所有签约合起来算，商家超过就扣不成。" },
    payments: { name: "用绑定的卡或余额付款", help: "一天里自己付的，加起来最多这么多。" },
  },
  agreed: (perTransaction: string, perDay: string) =>
    `签约时同意：每次最多 ${perTransaction}，每天最多 ${perDay}。只能设得更低。`,
  perTransaction: "每次最多（元）",
  perDay: "每天最多（元）",
  hint: "留空就是不另设。",
  save: "保存",
  saveOf: (name: string) => `保存：${isolated(name)}`,
  back: "返回我的签约",
  backToContract: "返回签约",
  signInAgain: "重新登录",
  own: "你设的限额",
  ownAll: "全部签约合计",
  set: "设更低的限额",
  setAll: "限额",
  each: (amount: string) => `每次最多 ${amount}`,
  day: (amount: string) => `每天最多 ${amount}`,
  problems: {
    amount_malformed: "请填金额，例如 50 或 50.00。没有改动。",
    amount_out_of_range: "金额太小或太大。没有改动。",
    above_contract: "不能高于签约时同意的。没有改动。",
    session_not_fresh: "调高限额前要确认是你本人。请重新登录，10 分钟内再改。",
  } satisfies Readonly<Record<OwnLimitProblem, string>>,
};

type OwnLimitWords = typeof zh;

const en: OwnLimitWords = {
  title: "Limits",
  help:
    "Set lower limits of your own. Lowering one works at once; to raise it, sign in again first.",
  contractTitle: (payee) => `Limits for ${isolated(payee)}`,
  things: {
    charges: {
      name: "All charges without a password",
      help: "Across all your contracts. A charge above this doesn't go through.",
    },
    payments: {
      name: "Payments by saved card or balance",
      help: "The most you can pay in one day, all payments together.",
    },
  },
  agreed: (perTransaction, perDay) =>
    `You agreed to up to ${perTransaction} per charge and ${perDay} per day. Your own limit can only be lower.`,
  perTransaction: "Most per charge (yuan)",
  perDay: "Most per day (yuan)",
  hint: "Leave empty for no limit of your own.",
  save: "Save",
  saveOf: (name) => `Save: ${isolated(name)}`,
  back: "Back to My contracts",
  backToContract: "Back to the contract",
  signInAgain: "Sign in again",
  own: "Your own limit",
  ownAll: "For all contracts",
  set: "Set a lower limit",
  setAll: "Limits",
  each: (amount) => `up to ${amount} per charge`,
  day: (amount) => `up to ${amount} per day`,
  problems: {
    amount_malformed: "Enter an amount, such as 50 or 50.00. Nothing was changed.",
    amount_out_of_range: "The amount is too small or too large. Nothing was changed.",
    above_contract: "It can't be above what you agreed to. Nothing was changed.",
    session_not_fresh:
      "To raise a limit, show that it's you: sign in again and change it within 10 minutes.",
  },
};

export function ownLimitWords(lang: Lang): OwnLimitWords {
  return lang === "zh" ? zh : en;
}
