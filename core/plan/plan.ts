import type { AppId, MerchantNo, PlanId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

export type PlanState = "submitted" | "approved" | "rejected" | "retired";
export type PlanSignal = "approved" | "rejected" | "retired";

/** Only an approved version can be signed; only an operator can approve. */
export const planMachine: Machine<PlanState, PlanSignal> = {
  submitted: { approved: "approved", rejected: "rejected" },
  approved: { retired: "retired" },
  rejected: {},
  retired: {},
};

/** 接入, 新增, 变更 [docs/plans.md]. */
export type PlanRequest = "new" | "add" | "change";
/** `periodic`: charged only after a message to the consumer (会员自动续期, 公缴代扣). */
export type PlanKind = "usage" | "periodic";

/** Whole days, each later than the one before, e.g. 1, 3 and 7 [docs/arrears.md]. */
export type RetryDays = readonly number[];

/** The fields of the application form [docs/plans.md]. */
export interface PlanForm {
  readonly request: PlanRequest;
  readonly kind: PlanKind;
  readonly shortName: string;
  readonly title: string;
  readonly packageText: string;
  readonly perTransactionLimit: Money;
  readonly perDayLimit: Money;
  /** How many days a contract lasts after the day of signing; absent = no end date. */
  readonly contractDays: number | undefined;
  /** So many days after a charge failed for want of money it is tried again; absent = such a charge is not owed. */
  readonly arrearRetryDays?: RetryDays | undefined;
  readonly requiresCreditCard: boolean;
  readonly verifyPhone: boolean;
  readonly verifyIdNumber: boolean;
  /** Why the network should advance the money; absent when it should not. */
  readonly networkAdvanceReason: string | undefined;
  /** Only these may charge; empty = `noFixedMerchantReason` says why. */
  readonly fixedMerchantNos: readonly MerchantNo[];
  readonly noFixedMerchantReason: string | undefined;
  readonly unsignNoticeUrl: string | undefined;
  /** 申请方. */
  readonly applicant?: string | undefined;
  /** 填写时间. */
  readonly filledInAt?: Instant | undefined;
}

/** A plan that cannot be signed, and its state. */
export type PlanNotApproved = {
  readonly code: "plan_not_approved";
  readonly plan_id: PlanId;
  readonly state: PlanState;
};

/** One version of a plan; a change is a new version, and contracts keep theirs. */
export interface Plan extends PlanForm {
  readonly planId: PlanId;
  readonly version: number;
  readonly appId: AppId;
  readonly merchantNo: MerchantNo;
  readonly state: PlanState;
  readonly rejectionReason: string | undefined;
  readonly submittedAt: Instant;
  readonly decidedAt: Instant | undefined;
  /** Who filled it in and whom to call; see `openPeople`. */
  readonly sealedPeople?: string | undefined;
  /** How many events the plan (all its versions) has had. */
  readonly eventVersion: number;
}
