import type { FailureReason } from "../channel/failure_reason.ts";
import type { DeductionId, MerchantNo, PaymentId, RefundId, ResolutionId, StaffId } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export type ResolutionState = "proposed" | "confirmed" | "withdrawn";
type SignalType = "confirmed" | "withdrawn";

const resolutionMachine = {
  proposed: { confirmed: "confirmed", withdrawn: "withdrawn" },
  confirmed: {},
  withdrawn: {},
} as const satisfies Machine<ResolutionState, SignalType>;

/** What may stay unclear at a channel for good. */
export type UnclearId = PaymentId | RefundId | DeductionId;

/** What really happened at the channel, as two people found out. */
export type Finding =
  | { readonly type: "succeeded"; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly reason: FailureReason };

export interface ResolutionFacts {
  readonly resolutionId: ResolutionId;
  readonly of: UnclearId;
  readonly merchantNo: MerchantNo;
  readonly finding: Finding;
  /** Where anybody can check it: a letter of the bank, a line of the channel's file. */
  readonly evidence: string;
  readonly proposedBy: StaffId;
  readonly proposedAt: Instant;
  readonly version: number;
}

export type ResolutionStanding =
  | { readonly state: "proposed" }
  | {
    readonly state: "confirmed" | "withdrawn";
    readonly decidedBy: StaffId;
    readonly decidedAt: Instant;
  };

/** How people settle what no channel answered: one proposes a finding, another confirms it. */
export type Resolution = ResolutionFacts & ResolutionStanding;

export interface ResolutionSignal {
  readonly type: SignalType;
  readonly by: StaffId;
  readonly at: Instant;
}

export type ResolutionRefusal =
  | {
    readonly code: "resolution_decided";
    readonly resolution_id: ResolutionId;
    readonly state: ResolutionState;
  }
  | { readonly code: "second_person_needed"; readonly proposed_by: StaffId };

/** The resolution after `signal`, one version later. Whoever proposed it may withdraw it, but not confirm it. */
export function advance(
  resolution: Resolution,
  { type, by, at }: ResolutionSignal,
): Result<Resolution, ResolutionRefusal> {
  const { resolutionId, state, proposedBy } = resolution;
  if (!stepOf(resolutionMachine, resolution, { type })) {
    return rejected({ code: "resolution_decided", resolution_id: resolutionId, state });
  }
  if (type === "confirmed" && by === proposedBy) {
    return rejected({ code: "second_person_needed", proposed_by: proposedBy });
  }
  const version = resolution.version + 1;
  return ok({ ...resolution, version, state: type, decidedBy: by, decidedAt: at });
}
