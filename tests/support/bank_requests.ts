import type { BankContract, BankContractFacts } from "../../sandbox/bank/bank_contract.ts";
import type { BankPayment, BankPaymentFacts } from "../../sandbox/bank/bank_payment.ts";
import { endedBy } from "../../core/channel/sandbox/contract_messages.ts";
import type { InboxMessage } from "../../sandbox/bank/bank_contract_store.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import type { LoggedLine } from "../../sandbox/bank/bank_store.ts";
import { after, milliseconds, minutes, seconds } from "../../core/time.ts";
import { sandboxZh } from "../../sandbox/views/words_zh.ts";
import { START } from "./fake_clock.ts";
import { openOrder, sentPayment, teaHouse } from "./fixtures.ts";
import { signedContract } from "./signings.ts";

const endedAt = after(START, minutes(2));

const asked: BankPaymentFacts = {
  channelOrderNo: sentPayment.channelOrderNo,
  token: "9f3c2a1b7d5e4f60",
  merchantNo: teaHouse.merchantNo,
  payee: teaHouse.name,
  amount: openOrder.amount,
  subject: openOrder.subject,
  method: "quickpass",
  flow: "app_link",
  sentAt: START,
  payBefore: openOrder.expiresAt,
  returnUrl: `/checkout/${openOrder.orderId}`,
  noticeUrl: "http://portal.test/notify/sandbox",
  voice: { type: "open" },
  version: 1,
  clockOffset: milliseconds(0),
};

const paid = {
  ...asked,
  state: "paid",
  endedAt,
  txnNo: "202611200001",
  cardType: "credit",
  card: { token: "sbxcard_approve_credit", lastFour: "0022" },
} as const;

/** A request at the simulated bank in every state it can be in. */
export const bankPayments = {
  waiting: { ...asked, state: "waiting" },
  silent: { ...asked, state: "waiting", voice: { type: "silent" } },
  paid,
  paid_slowly: { ...paid, voice: { type: "from", at: after(endedAt, seconds(5)) } },
  paid_late: { ...paid, voice: { type: "held" } },
  declined: { ...asked, state: "declined", endedAt, reason: "insufficient_funds" },
  cancelled_by_payer: { ...asked, state: "declined", endedAt, reason: "cancelled_by_payer" },
  cancelled: { ...asked, state: "cancelled", endedAt },
  expired: { ...asked, state: "expired", endedAt },
} as const satisfies Record<string, BankPayment>;

export type BankPaymentName = keyof typeof bankPayments;

const signed: BankContractFacts = {
  contractId: signedContract.contractId,
  contractNo: signedContract.channelContractNo,
  signingId: signedContract.signingId,
  merchantNo: teaHouse.merchantNo,
  payee: teaHouse.name,
  title: signedContract.title,
  personNo: "person_a",
  cardToken: signedContract.cardToken,
  perTransactionLimit: signedContract.perTransactionLimit,
  perDayLimit: signedContract.perDayLimit,
  noticeUrl: "http://portal.test/notify/sandbox",
  arrivedAt: START,
  unsigns: 0,
  version: 1,
  clockOffset: milliseconds(0),
};

/** What the bank may hold for a person. */
export const bankContracts = [
  { ...signed, state: "signed" },
  ...(["merchant", ...endedBy] as const).map((by) => (
    { ...signed, state: "ended", by, endedAt, toldFrom: endedAt } as const
  )),
  { ...signed, state: "refused", reason: "card_unknown" },
] as const satisfies readonly BankContract[];

/** A line of the bank's log for each word it knows. */
export const logged: readonly LoggedLine[] = Object.keys(sandboxZh.happened).map((
  what,
  place,
) => ({
  at: START,
  what,
  payee: teaHouse.name,
  amountFen: place % 2 === 0 ? 8_800 : undefined,
}));

export const messages: readonly InboxMessage[] = persons.map(({ phone }) => ({
  phone,
  text: "【Countersign】签约码 111111：允许清风茶馆免密扣款。\n@portal.example #111111",
  at: START,
}));
