import type { OrderId, ScreenId, SessionId, ShiftId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Refund } from "../refund/refund.ts";
import type { Duration, Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { OpenTill, PairedScreen, Sale, SalePlace, Shift, Span, Total } from "./till.ts";

/** Whose sales. */
export type SoldAt = Pick<PairedScreen, "merchantNo" | "afterOrderId">;

export interface TillStore {
  /** The till of this browser, if it was unlocked here and somebody was there a while ago. */
  unlocked(
    digests: { readonly till: string; readonly session: string },
    awake: { readonly now: Instant; readonly idle: Duration },
  ): Query<OpenTill | undefined>;
  touch(sessionId: SessionId, now: Instant): Unit;
  /** The newest first. */
  sales(
    of: SoldAt,
    page: Span & { readonly before: SalePlace | undefined; readonly max: number },
  ): Query<readonly Sale[]>;
  sale(of: SoldAt, orderId: OrderId): Query<Sale | undefined>;
  /** Whose order number or order id ends in these letters and digits, among the newest `looked` since then. */
  ending(
    of: SoldAt,
    given: {
      readonly ending: string;
      readonly from: Instant;
      readonly looked: number;
      readonly max: number;
    },
  ): Query<readonly Sale[]>;
  paid(of: SoldAt, span: Span): Query<Total>;
  /** What was asked to be refunded at the till, except for what has failed. */
  refunded(screenId: ScreenId, span: Span): Query<Total>;
  /** Those asked for at the till, the newest first. */
  lastRefunds(screenId: ScreenId, max: number): Query<readonly Refund[]>;
  shift(screenId: ScreenId, shiftId: ShiftId): Query<Shift | undefined>;
  /** The newest first. */
  shifts(screenId: ScreenId, max: number): Query<readonly Shift[]>;
}
