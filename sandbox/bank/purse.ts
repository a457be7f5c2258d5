import type { CommonReason } from "../../core/channel/failure_reason.ts";
import type { Money } from "../../core/money.ts";
import type { Query } from "../../core/query.ts";
import type { Instant } from "../../core/time.ts";
import type { Unit } from "../../core/unit.ts";
import type { PersonNo } from "./persons.ts";

/** What a portal took, or wanted to; by its number, once. */
export type Debit =
  & {
    readonly number: string;
    readonly amount: Money;
    readonly payee: string;
    readonly subject: string;
    readonly at: Instant;
  }
  & (
    | {
      readonly state: "paid";
      readonly personNo: PersonNo;
      readonly txnNo: string;
      readonly refunded: Money;
    }
    | { readonly state: "declined"; readonly personNo: PersonNo; readonly reason: CommonReason }
    /** It was asked about before it came. */
    | { readonly state: "closed" }
  );

export type PurseRefund =
  & { readonly number: string; readonly amount: Money }
  & (
    | { readonly state: "returned"; readonly txnNo: string; readonly debit: PaidDebit }
    | { readonly state: "refused" | "closed" }
  );

type PaidDebit = Pick<Extract<Debit, { state: "paid" }>, "number" | "personNo">;

export interface PurseStore {
  /** Undefined before anything was put in or taken out. */
  of(personNo: PersonNo): Query<Money | undefined>;
  debit(number: string): Query<Debit | undefined>;
  debitByTxnNo(txnNo: string): Query<Debit | undefined>;
  debitsOf(personNo: PersonNo, max: number): Query<readonly Debit[]>;
  refund(number: string): Query<Omit<PurseRefund, "debit"> | undefined>;
  /** Refused where the number is known; what is paid is refused where less is there. */
  keepDebit(debit: Debit, before: Money): Unit;
  /** Refused where the number is known, or more would go back than was taken. */
  keepRefund(refund: PurseRefund): Unit;
  put(personNo: PersonNo, amount: Money, before: Money): Unit;
}
