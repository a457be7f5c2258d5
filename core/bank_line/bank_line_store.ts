import type {
  BankFileId,
  BankLineId,
  MerchantNo,
  OrderId,
  PaymentId,
  PayoutId,
  ReceiptId,
} from "../id.ts";
import type { Mode } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Order } from "../order/order.ts";
import type { Query } from "../query.ts";
import type { Refund } from "../refund/refund.ts";
import type { BankFile, BankLine, BankLineState } from "./bank_line.ts";

/** Whose order a remittance code names. */
export interface CodeOwner {
  readonly code: string;
  readonly orderId: OrderId;
  readonly merchantNo: MerchantNo;
}

export interface BankLinePage {
  readonly state: BankLineState;
  /** Only those whose code names an order of it. */
  readonly merchantNo: MerchantNo | undefined;
  /** Newest first, older than this one. */
  readonly past: BankLineId | undefined;
  readonly max: number;
}

/** A part of a line that paid an order. */
export interface Allocation {
  readonly line: BankLine;
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly amount: Money;
}

/** What an order that a line is for may have in common with it. */
export interface Like {
  readonly orderId: OrderId | undefined;
  readonly fen: number;
  readonly buyerName: string;
}

export interface BankLineStore {
  fileBySha256(sha256: string): Query<BankFile | undefined>;
  fileById(fileId: BankFileId): Query<BankFile | undefined>;
  /** Those of `identities` that are here already. */
  known(accountNo: string, identities: readonly string[]): Query<readonly string[]>;
  ownersOf(codes: readonly string[]): Query<readonly CodeOwner[]>;
  byId(lineId: BankLineId): Query<BankLine | undefined>;
  /** The one line that nothing of was spent, of this sum and under this number of the bank's or ours. */
  byReference(
    of: { readonly reference: string; readonly mode: Mode; readonly fen: number },
  ): Query<BankLine | undefined>;
  joinedTo(of: ReceiptId | PayoutId): Query<BankLine | undefined>;
  byIds(lineIds: readonly BankLineId[]): Query<readonly BankLine[]>;
  /** Those that nobody has looked at yet, the oldest first. */
  unseen(max: number): Query<readonly BankLine[]>;
  page(asked: BankLinePage): Query<readonly BankLine[]>;
  /** How many lines are in suspense, and what is left of them. */
  suspense(): Query<{ readonly lines: number; readonly fen: number }>;
  /** Open orders that this money may be for: of this id, of this amount, or of this buyer. */
  candidates(like: Like, max: number): Query<readonly Order[]>;
  /** Refunds by transfer that nobody has made yet, the oldest first. */
  refundsToMake(max: number): Query<readonly Refund[]>;
  allocationsOf(of: BankLineId | PaymentId): Query<readonly Allocation[]>;
}
