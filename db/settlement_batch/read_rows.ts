import type {
  HoldId,
  MerchantNo,
  PayoutId,
  ProposalId,
  RefundId,
  SettlementAccountId,
  SettlementId,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type {
  BatchState,
  Payout,
  PayoutState,
  SettlementBatch,
} from "../../core/settlement_batch/settlement_batch.ts";
import type { MaskedAccount } from "../../core/settlement/settlement_account.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

export function readBatch(row: Row): SettlementBatch {
  const columns = new Columns(row);
  const money = (name: string) => cny(columns.int(name));
  const counted = (of: string) => ({
    count: columns.int(`${of}_count`),
    amount: money(`${of}_amount`),
    fee: money(`${of}_fee`),
  });
  return {
    settlementId: columns.text("settlement_id") as SettlementId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    accountOf: columns.text("account_of") as MerchantNo,
    no: columns.int("no"),
    clearingDay: columns.text("clearing_day") as BusinessDay,
    dueOn: columns.text("due_on") as BusinessDay,
    items: columns.int("items"),
    normal: counted("normal"),
    error: counted("error"),
    carriedIn: money("carried_in"),
    released: money("released"),
    held: money("held"),
    madeUp: money("made_up"),
    paid: money("paid"),
    carriedOut: money("carried_out"),
    holdId: columns.textOrNone("hold_id") as HoldId | undefined,
    state: columns.text("state") as BatchState,
    pendingLine: columns.int("pending_line"),
    builtAt: instant(columns.int("built_at")),
    version: columns.int("version"),
  };
}

export function readPayout(row: Row, prefix = ""): Payout {
  const columns = new Columns(row, prefix);
  return {
    payoutId: columns.text("payout_id") as PayoutId,
    settlementId: columns.textOrNone("settlement_id") as SettlementId | undefined,
    refundId: columns.textOrNone("refund_id") as RefundId | undefined,
    run: columns.text("run") as ProposalId,
    accountId: columns.textOrNone("account_id") as SettlementAccountId | undefined,
    masked: maskedIn(columns.textOrNone("masked_account")),
    amount: cny(columns.int("fen")),
    state: columns.text("state") as PayoutState,
    sentAt: instant(columns.int("sent_at")),
    paidOn: columns.textOrNone("paid_on") as BusinessDay | undefined,
    reference: columns.textOrNone("reference"),
    returnedBecause: columns.textOrNone("returned_because"),
    returnedAs: columns.textOrNone("returned_as"),
  };
}

function maskedIn(json: string | undefined): MaskedAccount | undefined {
  return json === undefined ? undefined : JSON.parse(json);
}
