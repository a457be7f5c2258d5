import type { ChannelName } from "../../core/channel/channel.ts";
import type { Dispute, DisputeState } from "../../core/dispute/dispute.ts";
import type { DisputeEvidence } from "../../core/dispute/dispute_evidence.ts";
import type { DisputeFile } from "../../core/dispute/dispute_file.ts";
import type {
  ConsumerId,
  DeductionId,
  DisputeId,
  MerchantNo,
  OrderId,
  PaymentId,
  RefundId,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { Refunded } from "../../core/refund/refund.ts";
import { type Instant, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

/** A dispute; throws for a row that fits no state. */
export function readDispute(row: Row): Dispute {
  const columns = new Columns(row);
  const facts = readFacts(columns);
  const state = columns.text("state") as DisputeState;
  switch (state) {
    case "open":
    case "contested":
    case "escalated":
      return {
        ...facts,
        state,
        dueAt: instant(columns.int("due_at")),
        remindedAt: timeIn(columns, "reminded_at"),
      };
    case "accepted":
    case "refunded":
    case "declined":
    case "lapsed":
    case "withdrawn":
    case "charged_back":
    case "reversed":
      return { ...facts, state, endedAt: instant(columns.int("ended_at")) };
  }
}

function readFacts(columns: Columns) {
  const answeredAt = timeIn(columns, "answered_at");
  return {
    disputeId: columns.text("dispute_id") as DisputeId,
    of: readOf(columns),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    merchantOrderNo: columns.text("merchant_order_no"),
    channel: columns.text("channel") as ChannelName,
    consumerId: columns.textOrNone("consumer_id") as ConsumerId | undefined,
    openedBy: columns.text("opened_by") as Dispute["openedBy"],
    reason: columns.text("reason") as Dispute["reason"],
    amount: cny(columns.int("amount")),
    evidence: columns.json<DisputeEvidence>("evidence"),
    files: columns.json<readonly DisputeFile[]>("files"),
    createdAt: instant(columns.int("created_at")),
    answer: answeredAt === undefined ? undefined : { text: columns.text("answer"), at: answeredAt },
    escalatedAt: timeIn(columns, "escalated_at"),
    decision: columns.textOrNone("decision"),
    refundId: columns.textOrNone("refund_id") as RefundId | undefined,
    chargedBack: cny(columns.int("charged_back")),
    steps: columns.int("steps"),
    version: columns.int("version"),
  };
}

function readOf(columns: Columns): Refunded {
  const deductionId = columns.textOrNone("deduction_id");
  if (deductionId !== undefined) return { deductionId: deductionId as DeductionId };
  return {
    orderId: columns.text("order_id") as OrderId,
    paymentId: columns.text("payment_id") as PaymentId,
  };
}

function timeIn(columns: Columns, name: string): Instant | undefined {
  const at = columns.intOrNone(name);
  return at === undefined ? undefined : instant(at);
}
