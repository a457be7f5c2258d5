import type { ChannelName } from "../channel/channel.ts";
import type {
  AppId,
  ConsumerId,
  ContractId,
  MerchantNo,
  OpenId,
  PlanId,
  SigningId,
} from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { PlanKind } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export type ContractState = "active" | "suspended" | "terminating" | "terminated";
export type ContractSignal =
  | "suspended"
  | "resumed"
  | "termination_asked"
  | "termination_queried"
  | "terminated";

/** From `terminating` on no deduction can succeed; it ends when the channel agrees, and is asked until it does. */
export const contractMachine: Machine<ContractState, ContractSignal> = {
  active: { suspended: "suspended", termination_asked: "terminating", terminated: "terminated" },
  suspended: { resumed: "active", termination_asked: "terminating", terminated: "terminated" },
  terminating: { termination_queried: "terminating", terminated: "terminated" },
  terminated: {},
};

export const terminators = [
  "consumer",
  "merchant",
  "operator",
  "channel",
  "expiry",
  "account_closure",
] as const;
export type TerminatedBy = (typeof terminators)[number];

/** A consumer's standing permission: exactly one in force per (app, open id, plan). */
export interface Contract {
  readonly contractId: ContractId;
  readonly contractCode: string;
  readonly signingId: SigningId;
  readonly planId: PlanId;
  readonly planVersion: number;
  readonly appId: AppId;
  readonly openId: OpenId;
  readonly consumerId: ConsumerId;
  readonly userId: string | undefined;
  /** Whose contract it is; others may charge only by `contractScope`. */
  readonly merchantNo: MerchantNo;
  readonly kind: PlanKind;
  readonly title: string;
  readonly perTransactionLimit: Money;
  readonly perDayLimit: Money;
  readonly fixedMerchantNos: readonly MerchantNo[];
  readonly channel: ChannelName;
  readonly channelContractNo: string;
  readonly cardToken: string;
  readonly cardLabel: string;
  readonly signedAt: Instant;
  /** When it ends by itself: the midnight after its last day; absent = when somebody ends it. */
  readonly expiresAt: Instant | undefined;
  readonly state: ContractState;
  readonly terminatedBy: TerminatedBy | undefined;
  readonly reason: string | undefined;
  /** Since when no deduction can succeed. */
  readonly endedAt: Instant | undefined;
  readonly terminatedAt: Instant | undefined;
  /** When the channel is asked again about an unsign it did not agree to yet. */
  readonly askAfter: Instant | undefined;
  readonly asks: number;
  readonly version: number;
  /** SHA-256 over the latest lifecycle event and the hash before it: a removed, edited or moved event shows. */
  readonly chain: string;
}

export type ContractAdvance =
  | { readonly type: "suspended"; readonly at: Instant; readonly reason: string | undefined }
  | { readonly type: "resumed"; readonly at: Instant }
  | {
    readonly type: "termination_asked";
    readonly at: Instant;
    readonly by: TerminatedBy;
    readonly reason: string | undefined;
    readonly askAfter: Instant;
  }
  | { readonly type: "termination_queried"; readonly askAfter: Instant }
  | {
    readonly type: "terminated";
    readonly at: Instant;
    readonly by: TerminatedBy;
    readonly reason: string | undefined;
  };

export type ContractRefusal = {
  readonly code: "contract_signal_refused";
  readonly contract_id: ContractId;
  readonly state: ContractState;
  readonly signal: ContractSignal;
};

/** The contract after `signal`, one version further; `chain` is set by whoever makes the event. */
export function advance(
  contract: Contract,
  signal: ContractAdvance,
): Result<Contract, ContractRefusal> {
  const state = contractMachine[contract.state][signal.type];
  if (!state) {
    return rejected({
      code: "contract_signal_refused",
      contract_id: contract.contractId,
      state: contract.state,
      signal: signal.type,
    });
  }
  const next = { ...contract, state, version: contract.version + 1 };
  switch (signal.type) {
    case "suspended":
      return ok({ ...next, reason: signal.reason });
    case "resumed":
      return ok({ ...next, reason: undefined });
    case "termination_asked":
      return ok({
        ...next,
        terminatedBy: signal.by,
        reason: signal.reason,
        endedAt: chargedUntil(contract, signal.at),
        askAfter: signal.askAfter,
      });
    case "termination_queried":
      return ok({ ...next, asks: contract.asks + 1, askAfter: signal.askAfter });
    case "terminated":
      return ok({
        ...next,
        terminatedBy: contract.terminatedBy ?? signal.by,
        reason: contract.reason ?? signal.reason,
        endedAt: contract.endedAt ?? chargedUntil(contract, signal.at),
        terminatedAt: signal.at,
        askAfter: undefined,
      });
  }
}

/** Its own time may have been over before anybody ended it. */
function chargedUntil({ expiresAt }: Contract, at: Instant): Instant {
  return expiresAt !== undefined && expiresAt < at ? expiresAt : at;
}
