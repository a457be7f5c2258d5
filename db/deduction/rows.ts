import type { ChannelName } from "../../core/channel/channel.ts";
import type {
  Deduction,
  DeductionFacts,
  DeductionFailure,
  DeductionStanding,
} from "../../core/deduction/deduction.ts";
import type { AdvanceState, NetworkAdvance } from "../../core/deduction/network_advance.ts";
import type {
  ArrearId,
  ChannelOrderNo,
  ContractId,
  DeductionId,
  MerchantNo,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, type Instant, instant } from "../../core/time.ts";
import { readAsking } from "../channel/asking.ts";
import { Columns } from "../engine/columns.ts";

/** A deduction; `prefix` when its columns are selected next to another table's. Throws for a row that fits no state. */
export function readDeduction(row: Row, prefix = ""): Deduction {
  const columns = new Columns(row, prefix);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): DeductionFacts {
  return {
    deductionId: columns.text("deduction_id") as DeductionId,
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    merchantOrderNo: columns.text("merchant_order_no"),
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    arrearId: columns.textOrNone("arrear_id") as ArrearId | undefined,
    channel: columns.text("channel") as ChannelName,
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    day: columns.text("day") as BusinessDay,
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
  };
}

function readStanding(columns: Columns): DeductionStanding {
  const state = columns.text("state");
  switch (state) {
    case "processing": {
      const nextPollAt = instant(columns.int("next_poll_at"));
      const sentAt = timeOrNone(columns, "sent_at");
      if (sentAt === undefined) return { state: "requested", nextPollAt };
      return { state, sentAt, ...readAsking(columns), nextPollAt };
    }
    case "succeeded":
      return {
        state,
        succeededAt: instant(columns.int("ended_at")),
        channelTxnNo: columns.text("channel_txn_no"),
        refundReserved: cny(columns.int("refund_reserved")),
        refunded: cny(columns.int("refunded")),
        chargedBack: cny(columns.int("charged_back")),
        ...readAdvance(columns),
      };
    case "failed":
      return {
        state,
        failedAt: instant(columns.int("ended_at")),
        reason: columns.text("failure") as DeductionFailure,
      };
    default:
      throw new TypeError(`Cannot read deduction: unknown state "${state}"`);
  }
}

function readAdvance(columns: Columns): { readonly advance?: NetworkAdvance } {
  const state = columns.textOrNone("advance") as AdvanceState | undefined;
  if (state === undefined) return {};
  if (state === "outstanding") return { advance: { state } };
  return { advance: { state, endedAt: instant(columns.int("advance_ended_at")) } };
}

export function timeOrNone(columns: Columns, name: string): Instant | undefined {
  const at = columns.intOrNone(name);
  return at === undefined ? undefined : instant(at);
}
