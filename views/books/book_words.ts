import type { OwnedKind, SharedAccount } from "../../core/book/account.ts";
import type { BookLine } from "../../core/book/book_line.ts";
import type { EntryCode } from "../../core/book/transfer.ts";
import type { Lang } from "../words.ts";

export type SharedKind = SharedAccount extends `${infer K}:${string}` ? K : never;

const zh = {
  title: "账户",
  labels: { account: "账户" },
  accounts: {
    payable: "待结余额",
    refunds: "退货在途",
    settlements: "结算在途",
    held: "扣留",
  } satisfies Readonly<
    Record<OwnedKind, string>
  >,
  opening: (day: string) => `${day} 期初余额`,
  closing: (day: string) => `${day} 期末余额`,
  byClearingDay: "按清算日",
  byClearingDayHelp:
    "清算日以渠道文件为准，该日的结算批次生成后计入；银行已付的按批次的清算日扣减。",
  clearingClosing: (day: string) => `清算日 ${day} 日终应付`,
  cleared: "清算净额",
  paidOut: "银行已付",
  none: "还没有账。付款、扣款成功，或申请退货时，这里记一笔。",
  columns: {
    no: "商户单号",
    kind: "类型",
    amount: "发生额",
    balance: "余额",
    bookedAt: "记账时间",
    merchantNo: "商户号",
    subjectId: "对应 ID",
    entryId: "分录 ID",
  },
  kinds: {
    payment: "付款",
    deduction: "免密扣款",
    fee: "手续费",
    returned_fee: "手续费退回",
    correction_differing: "对账更正：金额不符",
    correction_missing_here: "对账更正：本地没有",
    correction_missing_there: "对账更正：渠道没有",
    correction_overcorrected: "对账更正：多更正了",
    settlement: "结算",
    settlement_return: "结算退回",
    hold: "扣留",
    release: "解除扣留",
    made_up: "补足",
    chargeback: "退单",
    chargeback_fee: "退单退回的手续费",
    returned_chargeback: "退单还回",
    returned_chargeback_fee: "退单还回后再收的手续费",
  } satisfies Readonly<Record<Exclude<EntryCode, "refund">, string>>,
  refunds: {
    posted: "退货",
    pending: "退货申请",
    posts: "退货完成",
    voids: "退货未成，转回",
    expires: "退货过期，转回",
  } satisfies Readonly<Record<BookLine["phase"], string>>,
  ledger: "账务",
  ledgerHelp: "每个渠道和银行收到而未退的钱，和不属于任何商户的钱。各商户号的账在其页面上。",
  modes: { test: "测试", live: "生产" },
  shared: {
    channel: "应收渠道款",
    bank: "银行存款",
    suspense: "挂账",
    late: "迟到应退款",
    late_refunds: "迟到退款在途",
    unclaimed: "待领退款",
    fees: "手续费过渡",
    issuer: "应付发卡行服务费",
    network_of_issuer: "应付网络服务费（发卡侧）",
    network_of_acquirer: "应付网络服务费（收单侧）",
    acquirer: "收单服务费",
    channel_acquirer: "应付收单机构",
    in_transit: "渠道在途款",
    reserve: "备付金",
    advances: "垫付款（付款人欠网络）",
    network_advances: "网络垫付",
  } satisfies Readonly<Record<SharedKind, string>>,
  sharedColumns: { mode: "模式", account: "账户", balance: "余额" },
  nothing: "还没有账。",
  of: (no: string) => `商户号 ${no} 的账户`,
};

type BookWords = typeof zh;

const en: BookWords = {
  title: "Account",
  labels: { account: "Account" },
  accounts: {
    payable: "Balance payable",
    refunds: "Refunds under way",
    settlements: "Settlements under way",
    held: "Held back",
  },
  opening: (day) => `At the beginning of ${day}`,
  closing: (day) => `At the end of ${day}`,
  byClearingDay: "By clearing day",
  byClearingDayHelp:
    "The channel's days, each once its batch is built. What the bank has paid counts for the days that it pays for.",
  clearingClosing: (day) => `Owed at the end of clearing day ${day}`,
  cleared: "Cleared, less fees",
  paidOut: "Paid by the bank",
  none: "Nothing booked yet. A payment, a deduction or a refund adds an entry.",
  columns: {
    no: "Your number",
    kind: "Kind",
    amount: "Amount",
    balance: "Balance",
    bookedAt: "Booked",
    merchantNo: "Merchant number",
    subjectId: "ID of the fact",
    entryId: "Entry ID",
  },
  kinds: {
    payment: "Payment",
    deduction: "Deduction",
    fee: "Fee",
    returned_fee: "Fee returned",
    correction_differing: "Correction: differed",
    correction_missing_here: "Correction: missing here",
    correction_missing_there: "Correction: missing there",
    correction_overcorrected: "Correction: corrected too much",
    settlement: "Settlement",
    settlement_return: "Settlement returned",
    hold: "Held back",
    release: "Hold released",
    made_up: "Made up",
    chargeback: "Chargeback",
    chargeback_fee: "Fee returned with a chargeback",
    returned_chargeback: "Chargeback returned",
    returned_chargeback_fee: "Fee taken again with it",
  },
  refunds: {
    posted: "Refund",
    pending: "Refund requested",
    posts: "Refund made",
    voids: "Refund failed, credited back",
    expires: "Refund expired, credited back",
  },
  ledger: "Books",
  ledgerHelp:
    "What each channel and the bank took and hasn't given back, and money that is no merchant's. The page of a merchant number leads to its account.",
  modes: { test: "Test", live: "Live" },
  shared: {
    channel: "Owed by the channel",
    bank: "At the bank",
    suspense: "In suspense",
    late: "Late money to return",
    late_refunds: "Late money on its way back",
    unclaimed: "Refunds that reached nobody",
    fees: "Fees not shared out yet",
    issuer: "Issuers' part of fees",
    network_of_issuer: "Network's part, issuer side",
    network_of_acquirer: "Network's part, acquirer side",
    acquirer: "Acquirer's part of fees",
    channel_acquirer: "Acquirer's part, kept by the channel",
    in_transit: "Cleared, to arrive",
    reserve: "Reserve (备付金)",
    advances: "Advanced, owed by payers",
    network_advances: "Advanced by the network",
  },
  sharedColumns: { mode: "Mode", account: "Account", balance: "Balance" },
  nothing: "Nothing booked yet.",
  of: (no) => `Account of merchant number ${no}`,
};

export function bookWords(lang: Lang): BookWords {
  return lang === "zh" ? zh : en;
}

/** What an entry is called; a refund by how far it has come. */
export function kindOf({ code, phase }: Pick<BookLine, "code" | "phase">, lang: Lang): string {
  const w = bookWords(lang);
  return code === "refund" ? w.refunds[phase] : w.kinds[code];
}
