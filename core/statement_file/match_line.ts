import type { DeductionId, PaymentId, RefundId } from "../id.ts";
import { type Money, sameMoney } from "../money.ts";
import type { Direction, StatementLine } from "./statement_file.ts";

export type SubjectId = PaymentId | RefundId | DeductionId;

/** A payment, refund or deduction, as a line can be compared with it. */
export interface Fact {
  readonly subjectId: SubjectId;
  readonly direction: Direction;
  readonly amount: Money;
  readonly succeeded: boolean;
  /** What the channel numbered it by, once it has said so. */
  readonly txnNo: string | undefined;
  /** Another line of a file of the same kind has met it. */
  readonly isMet: boolean;
  /** The line names another order number, and was found to be about it by the channel's own. */
  readonly hasOtherOrderNo: boolean;
}

/** In what a line differs from what happened here. `repeated`: it is the second that names the same. */
export type DifferingField =
  | "amount"
  | "direction"
  | "state"
  | "order_no"
  | "txn_no"
  | "fee"
  | "repeated";

export type Match =
  | { readonly state: "matched"; readonly subjectId: SubjectId; readonly differs: readonly [] }
  | {
    readonly state: "differing";
    readonly subjectId: SubjectId;
    readonly differs: readonly DifferingField[];
  }
  | {
    readonly state: "missing_here";
    readonly subjectId: undefined;
    readonly differs: readonly [];
  };

/**
 * How a line meets what it is about; undefined `fact`: nothing here has its numbers. `due` is the fee that was agreed on,
 * where that is known.
 */
export function matchLine(
  { amount, direction, txnNo, fee }: Pick<StatementLine, "amount" | "direction" | "txnNo" | "fee">,
  fact: Fact | undefined,
  due: Money | undefined,
): Match {
  if (!fact) return { state: "missing_here", subjectId: undefined, differs: [] };
  const { subjectId } = fact;
  const wrong: Readonly<Record<DifferingField, boolean>> = {
    amount: !sameMoney(amount, fact.amount),
    direction: direction !== fact.direction,
    state: !fact.succeeded,
    order_no: fact.hasOtherOrderNo,
    txn_no: txnNo !== undefined && fact.txnNo !== undefined && txnNo !== fact.txnNo,
    fee: due !== undefined && !sameMoney(fee, due),
    repeated: fact.isMet,
  };
  const differs = (Object.keys(wrong) as DifferingField[]).filter((field) => wrong[field]);
  return differs.length === 0
    ? { state: "matched", subjectId, differs: [] }
    : { state: "differing", subjectId, differs };
}
