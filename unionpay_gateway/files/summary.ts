import type { Merchant } from "../context.ts";
import type { Line } from "./day.ts";
import { padded, paddedLeft } from "./gbk.ts";
import { ACQUIRER } from "./zm.ts";

const RULE = "_".repeat(136);
const names = { payment: "自助消费", refund: "退货", void: "消费撤销" } as const;
const cardTypes = { "01": "借记卡", "02": "贷记卡", "03": "准贷记卡", "": "其他卡" } as const;

interface Days {
  readonly day: string;
  readonly madeOn: string;
}

/** The day's 汇总表, which the lines must agree with. */
export function summary(merchant: Merchant, lines: readonly Line[], { day, madeOn }: Days): string {
  const byType = Object.entries(names)
    .map(([type, name]) => [name, lines.filter((line) => line.type === type)] as const)
    .filter(([name, found]) => name === names.payment || found.length > 0);
  const byCard = Object.entries(cardTypes)
    .map(([type, name]) => [name, lines.filter(({ cardType }) => cardType === type)] as const);
  const head = (left: string, right: string) => `${padded(left, 64)}${right}`;
  return [
    `${" ".repeat(73)}中国银联全渠道商户交易汇总表${" ".repeat(12)}`,
    "",
    head(`商户代码:${merchant.merId}`, "清算币种:人民币"),
    head(`收单机构:${ACQUIRER}`, `清算日期:${day}`),
    head(`商户名称:${merchant.name}`, `生成日期:${madeOn}`),
    "",
    "",
    ...table("交易类型", byType, lines),
    "",
    ...table("卡性质", byCard, lines),
  ].map((line) => `${line}\r\n`).join("");
}

function table(
  title: string,
  rows: readonly (readonly [name: string, lines: readonly Line[]])[],
  all: readonly Line[],
): readonly string[] {
  return [
    `${
      padded(title, 20)
    }交易笔数               交易金额                         费用                              资金清算差额`,
    `${
      " ".repeat(41)
    }借              贷              借              贷               借                  贷`,
    RULE,
    ...rows.map(([name, lines]) => row(name, lines)),
    RULE,
    row("总计", all),
  ];
}

function row(name: string, lines: readonly Line[]): string {
  const [paid, back] = [
    lines.filter(({ type }) => type === "payment"),
    lines.filter(({ type }) => type !== "payment"),
  ];
  const amount = (of: readonly Line[]) => of.reduce((sum, each) => sum + each.amount, 0);
  const fee = (of: readonly Line[]) => of.reduce((sum, each) => sum + each.fee, 0);
  const net = amount(paid) - fee(paid) - amount(back) + fee(back);
  const sums = [
    amount(back),
    amount(paid),
    fee(paid),
    fee(back),
    Math.max(0, -net),
    Math.max(0, net),
  ];
  const [first, ...others] = [String(lines.length), ...sums.map(yuan)];
  return padded(name, 12) + paddedLeft(first ?? "", 16) +
    others.map((each) => paddedLeft(each, 16)).join("");
}

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}
