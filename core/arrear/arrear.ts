import type { ArrearId, ContractId, DeductionId, MerchantNo, OrderId, PaymentId } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export type ArrearState = "owed" | "settled" | "waived";
export type ArrearSignal =
  | "retried"
  | "retry_failed"
  | "retry_skipped"
  | "retries_ended"
  | "repayment_opened"
  | "settled"
  | "waived";

/** It is owed until it is settled once, by whichever comes first, or waived; what comes after that goes back. */
export const arrearMachine = {
  owed: {
    retried: "owed",
    retry_failed: "owed",
    retry_skipped: "owed",
    retries_ended: "owed",
    repayment_opened: "owed",
    settled: "settled",
    waived: "waived",
  },
  settled: {},
  waived: {},
} as const satisfies Machine<ArrearState, ArrearSignal>;

/** A charge that failed for want of money, under a contract that says that it is owed then. */
export interface ArrearFacts {
  readonly arrearId: ArrearId;
  /** The charge. */
  readonly deductionId: DeductionId;
  readonly contractId: ContractId;
  /** Who charged, and its number for that. */
  readonly merchantNo: MerchantNo;
  readonly merchantOrderNo: string;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly amount: Money;
  readonly subject: string;
  /** On the merchant's clock, as all times here. */
  readonly openedAt: Instant;
  /** When it is tried again: fixed when it is opened, and none after the contract's end. */
  readonly retryTimes: readonly Instant[];
  /** How many of those have passed, whether it was tried or not. */
  readonly retriesPassed: number;
  /** The latest order by which its consumer may pay it. */
  readonly orderId: OrderId | undefined;
  readonly version: number;
}

/** Why nobody tries again: all times have passed, the contract has ended, or nobody knows what was paid since the copy. */
export type RetriesEnd = "schedule_over" | "contract_ended" | "copy_restored";

/** What settled it: a later charge, its consumer at the checkout, or the charge itself, which had succeeded after all. */
export type SettledBy =
  | { readonly by: "retry" | "charge"; readonly deductionId: DeductionId }
  | { readonly by: "checkout"; readonly orderId: OrderId; readonly paymentId: PaymentId };

export type ArrearStanding =
  | {
    readonly state: "owed";
    /** The charge that tries it now, and has no result yet. */
    readonly retrying: DeductionId | undefined;
    readonly retriesEnd: RetriesEnd | undefined;
  }
  | { readonly state: "settled"; readonly settledAt: Instant; readonly settledBy: SettledBy }
  | { readonly state: "waived"; readonly waivedAt: Instant; readonly reason: string | undefined };

export type Arrear = ArrearFacts & ArrearStanding;
export type OwedArrear = Extract<Arrear, { state: "owed" }>;

export type ArrearAdvance =
  | { readonly type: "retried"; readonly at: Instant; readonly deductionId: DeductionId }
  | { readonly type: "retry_failed"; readonly retriesEnd: RetriesEnd | undefined }
  | { readonly type: "retry_skipped"; readonly at: Instant }
  | { readonly type: "retries_ended"; readonly because: RetriesEnd }
  | { readonly type: "repayment_opened"; readonly orderId: OrderId }
  | { readonly type: "settled"; readonly at: Instant; readonly settledBy: SettledBy }
  | { readonly type: "waived"; readonly at: Instant; readonly reason: string | undefined };

export type ArrearNotOwed = {
  readonly code: "arrear_not_owed";
  readonly arrear_id: ArrearId;
  readonly state: ArrearState;
};

/** The arrear after `signal`, one version later, or `arrear_not_owed`: from every other state nothing leads on. */
export function advance(arrear: Arrear, given: ArrearAdvance): Result<Arrear, ArrearNotOwed> {
  const step = stepOf(arrearMachine, arrear, given);
  if (!step) {
    const { arrearId: arrear_id, state } = arrear;
    return rejected({ code: "arrear_not_owed", arrear_id, state });
  }
  const facts = factsOf(arrear);
  const { type, from, signal } = step;
  switch (type) {
    case "retried": {
      const retriesPassed = passedBy(arrear, signal.at);
      return ok({ ...from, ...facts, retriesPassed, retrying: signal.deductionId });
    }
    case "retry_failed":
      return ok(
        scheduled({
          ...from,
          ...facts,
          retrying: undefined,
          retriesEnd: from.retriesEnd ?? signal.retriesEnd,
        }),
      );
    case "retry_skipped":
      return ok(scheduled({ ...from, ...facts, retriesPassed: passedBy(arrear, signal.at) }));
    case "retries_ended":
      return ok({ ...from, ...facts, retriesEnd: signal.because });
    case "repayment_opened":
      return ok({ ...from, ...facts, orderId: signal.orderId });
    case "settled": {
      const { at: settledAt, settledBy } = signal;
      return ok({ ...facts, state: "settled", settledAt, settledBy });
    }
    case "waived":
      return ok({ ...facts, state: "waived", waivedAt: signal.at, reason: signal.reason });
  }
}

/** When it is tried next; undefined while it is tried, and once nobody tries again. */
export function nextRetryAt(arrear: Arrear): Instant | undefined {
  if (arrear.state !== "owed" || arrear.retrying !== undefined) return undefined;
  return arrear.retriesEnd === undefined ? arrear.retryTimes[arrear.retriesPassed] : undefined;
}

/** With the schedule over once no time is left on it. */
function scheduled(arrear: OwedArrear): OwedArrear {
  const over = arrear.retriesEnd === undefined &&
    arrear.retriesPassed >= arrear.retryTimes.length;
  return over ? { ...arrear, retriesEnd: "schedule_over" } : arrear;
}

/** What fell due while the contract was suspended, or nobody looked, is made up once and not one after the other. */
function passedBy({ retryTimes }: Arrear, at: Instant): number {
  return retryTimes.filter((each) => each <= at).length;
}

function factsOf(arrear: Arrear): ArrearFacts {
  const { arrearId, deductionId, contractId, merchantNo, merchantOrderNo } = arrear;
  const { settleMerchantNo, amount, subject, openedAt, retryTimes, retriesPassed } = arrear;
  const { orderId, version } = arrear;
  return {
    arrearId,
    deductionId,
    contractId,
    merchantNo,
    merchantOrderNo,
    settleMerchantNo,
    amount,
    subject,
    openedAt,
    retryTimes,
    retriesPassed,
    orderId,
    version: version + 1,
  };
}
