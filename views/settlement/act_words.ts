import type { DayKind } from "../../core/calendar/calendar_day.ts";
import { isWallet, type WalletChannel } from "../../core/channel/channel.ts";
import type { SettlementAct } from "../../core/proposal/proposal.ts";
import type { ReceiptSource } from "../../core/receipt/receipt.ts";
import type { Lang } from "../words.ts";

/** Why something about settlements cannot be done as things are. */
export type SettlementProblem = keyof typeof zh.problems;

const zh = {
  acts: {
    pay_out: "划付结算款",
    paid_out: "登记银行已付",
    return_payout: "登记银行退回",
    place_hold: "扣留结算款",
    release_hold: "解除扣留",
    record_receipt: "登记到账",
    agree_terms: "约定结算条件",
    set_calendar: "设置节假日",
  } satisfies Readonly<Record<SettlementAct["kind"], string>>,
  batches: "要付的",
  total: "合计",
  run: "付款批",
  count: "笔数",
  paidOn: "付款日",
  reference: "银行流水号",
  payout: "付款",
  amount: "金额",
  merchant: "商户号",
  hold: "扣留",
  everything: "全部结算款",
  source: "来自",
  sources: { channel: "渠道清算款", merchant: "商户补足" } satisfies Readonly<
    Record<ReceiptSource, string>
  >,
  wallet: (name: string) => `钱包 ${name}`,
  day: "到账日",
  clearingDay: "清算日",
  reason: "原因",
  termsFrom: "起始清算日",
  delay: "结算周期",
  accountOf: "收款账户属于",
  overdraft: "可透支额度",
  year: "年份",
  offDays: "放假",
  workDays: "调休上班",
  allDays: "逐日",
  days: (n: number) => `${n} 天`,
  kinds: { off: "放假", work: "上班" } satisfies Readonly<Record<DayKind, string>>,
  problems: {
    settlement_not_found: "没有这个结算批次。没有做任何改动。",
    settlement_not_due: "其中有一项已经划付，或者没有要付的钱。没有做任何改动，请重新提出。",
    settlement_held: "其中有商户号的结算款正被扣留。没有做任何改动。",
    account_missing: "其中有商户号还没有结算账户。先登记账户。没有做任何改动。",
    run_too_long: "一次最多划付 100 个批次。请分几次提出。",
    run_changed: "这批付款已经登记过，或者有变动。没有做任何改动，请重新提出。",
    payout_not_found: "没有这笔付款。没有做任何改动。",
    payout_over: "这笔付款已经退回过了。没有做任何改动。",
    hold_in_force: "这个商户号已经有一项扣留。先解除它。没有做任何改动。",
    hold_not_found: "没有这项扣留。没有做任何改动。",
    hold_over: "这项扣留已经解除了。没有做任何改动。",
    proposal_waiting: "关于它已有一项待确认。请先处理那一项。",
    receipt_known: "这个银行流水号已经登记过。没有做任何改动。",
    return_known: "这个退回的流水号已经登记过。没有做任何改动。",
    clearing_day_not_open: "这个清算日没有未到账的款。没有做任何改动。",
    receipt_parts_wrong: "选的清算日加起来不是这个金额。没有做任何改动。",
    account_of_another: "收款账户只能是它自己的，或它上级商户号的。没有做任何改动。",
    delay_too_long: "结算周期是 0 到 30 个工作日。没有做任何改动。",
    terms_begin_too_early: "新条件只能从明天或以后的清算日开始。没有做任何改动。",
    terms_agreed_already: "这一天起的条件已经约定过。没有做任何改动。",
    calendar_changed: "这一年刚才被重新设置过。没有做任何改动，请重新提出。",
  },
};

type Words = typeof zh;

const en: Words = {
  acts: {
    pay_out: "Pay out settlements",
    paid_out: "Record what the bank has paid",
    return_payout: "Record what the bank has returned",
    place_hold: "Hold back settlements",
    release_hold: "Release a hold",
    record_receipt: "Record money received",
    agree_terms: "Agree on settlement terms",
    set_calendar: "Set a year's holidays",
  },
  batches: "To be paid",
  total: "Total",
  run: "Run",
  count: "Payouts",
  paidOn: "Paid on",
  reference: "Bank reference",
  payout: "Payout",
  amount: "Amount",
  merchant: "Merchant number",
  hold: "Hold",
  everything: "Everything",
  source: "From",
  sources: { channel: "The channel, for what it cleared", merchant: "The merchant, to make up" },
  wallet: (name) => `The wallet app ${name}`,
  day: "Received on",
  clearingDay: "Clearing day",
  reason: "Reason",
  termsFrom: "First clearing day",
  delay: "Settled",
  accountOf: "Paid to the account of",
  overdraft: "Overdraft",
  year: "Year",
  offDays: "Days off",
  workDays: "Weekends worked",
  allDays: "Day by day",
  days: (n) => n === 1 ? "1 day" : `${n} days`,
  kinds: { off: "off", work: "worked" },
  problems: {
    settlement_not_found: "There's no such batch. Nothing was changed.",
    settlement_not_due:
      "One of them was sent before, or has nothing to pay. Nothing was changed; propose again.",
    settlement_held: "One of the merchant numbers is on hold. Nothing was changed.",
    account_missing:
      "One of the merchant numbers has no settlement account. Set one first. Nothing was changed.",
    run_too_long: "A run pays 100 batches at most. Propose it in parts.",
    run_changed:
      "This run was recorded before, or has changed. Nothing was changed; propose again.",
    payout_not_found: "There's no such payout. Nothing was changed.",
    payout_over: "This payout was returned before. Nothing was changed.",
    hold_in_force:
      "There's a hold on this merchant number already. Release it first. Nothing was changed.",
    hold_not_found: "There's no such hold. Nothing was changed.",
    hold_over: "This hold was released before. Nothing was changed.",
    proposal_waiting: "Something about it waits for a second person. Have that decided first.",
    receipt_known: "This bank reference was recorded before. Nothing was changed.",
    return_known: "This return was recorded before. Nothing was changed.",
    clearing_day_not_open: "Nothing is left to come for this clearing day. Nothing was changed.",
    receipt_parts_wrong: "The days chosen don't come to this amount. Nothing was changed.",
    account_of_another:
      "The account must be its own, or that of a number above it. Nothing was changed.",
    delay_too_long: "It is settled after 0 to 30 working days. Nothing was changed.",
    terms_begin_too_early: "New terms begin on a clearing day after today. Nothing was changed.",
    terms_agreed_already: "Terms from this day on were agreed before. Nothing was changed.",
    calendar_changed:
      "The year was set again since you opened it. Nothing was changed; propose again.",
  },
};

/** Whose money a receipt is. */
export function sourceText(source: ReceiptSource | WalletChannel, lang: Lang): string {
  const w = settlementActWords(lang);
  return isWallet(source) ? w.wallet(source.slice("wallet:".length)) : w.sources[source];
}

export function settlementActWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
