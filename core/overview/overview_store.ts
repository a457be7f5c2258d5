import type { ApplicationId, DeductionId, EndpointId, MerchantNo, PlanId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** What succeeded on a day, as `merchant_days` counts it. */
export interface DayTotal {
  readonly kind: "paid" | "deducted" | "refunded";
  readonly count: number;
  readonly sum: Money;
}

/** What came in within an hour since 1970. */
export interface HourTotal {
  readonly hour: number;
  readonly kind: "paid" | "deducted";
  readonly count: number;
  readonly sum: Money;
}

/** Payments and deductions by the day on which they ended, or on which the channel was last asked. */
export interface DayOutcomes {
  readonly day: BusinessDay;
  readonly paid: number;
  readonly failed: number;
  readonly unclear: number;
}

/** How often an endpoint took so long in an hour; 0 ms is what failed. */
export interface EndpointHour {
  readonly endpointId: EndpointId;
  readonly hour: number;
  readonly withinMs: number;
  readonly count: number;
}

/** Of each, exact up to `UNCLEAR_MAX`. */
export interface UnclearCounts {
  readonly payments: number;
  readonly refunds: number;
  readonly deductions: number;
}

/** A form that came back. */
export type Rejected =
  & { readonly name: string; readonly reason: string }
  & (
    | { readonly planId: PlanId; readonly applicationId?: undefined }
    | { readonly planId?: undefined; readonly applicationId: ApplicationId }
  );

/** A deduction that is polled so often that it is refused, or blocked until then. */
export interface PolledTooOften {
  readonly deductionId: DeductionId;
  readonly early: number;
  readonly blockedUntil: Instant | undefined;
}

/** Reads of one merchant number for its console's home; each is as cheap at a million orders. */
export interface OverviewStore {
  day(merchantNo: MerchantNo, day: BusinessDay): Query<readonly DayTotal[]>;
  /** In these hours and in the same ones a week before. */
  hours(merchantNo: MerchantNo, from: number, to: number): Query<readonly HourTotal[]>;
  /** Days with none of them are left out. */
  outcomes(merchantNo: MerchantNo, from: BusinessDay, days: number): Query<readonly DayOutcomes[]>;
  deliveries(merchantNo: MerchantNo, from: number, to: number): Query<readonly EndpointHour[]>;
  unclear(merchantNo: MerchantNo, max: number): Query<UnclearCounts>;
  /** Those since then that have no later version. */
  rejected(merchantNo: MerchantNo, since: Instant, max: number): Query<readonly Rejected[]>;
  polledTooOften(
    merchantNo: MerchantNo,
    now: Instant,
    max: number,
  ): Query<readonly PolledTooOften[]>;
}
