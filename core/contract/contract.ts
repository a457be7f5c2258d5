import type { ContractId } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type Instant } from "../time.ts";
import { askWait } from "./ask_wait.ts";
import { type ContractFacts, factsOf } from "./contract_facts.ts";
import { reasonsText, type Suspension, type Suspensions } from "./suspension.ts";

export type ContractState = "active" | "suspended" | "terminating" | "terminated";
export type ContractSignal =
  | "suspended"
  | "suspension_added"
  | "suspension_lifted"
  | "resumed"
  | "termination_asked"
  | "termination_queried"
  | "terminated";

/**
 * Suspended while at least one reason stands, each set and removed by itself. From `terminating` on no deduction can succeed; it
 * ends when the channel confirms, and we ask until it does.
 */
export const contractMachine = {
  active: { suspended: "suspended", termination_asked: "terminating", terminated: "terminated" },
  suspended: {
    suspension_added: "suspended",
    suspension_lifted: "suspended",
    resumed: "active",
    termination_asked: "terminating",
    terminated: "terminated",
  },
  terminating: { termination_queried: "terminating", terminated: "terminated" },
  terminated: {},
} as const satisfies Machine<ContractState, ContractSignal>;

export const terminators = [
  "consumer",
  "merchant",
  "operator",
  "channel",
  "expiry",
  "account_closure",
] as const;
export type TerminatedBy = (typeof terminators)[number];

/** Who ended it, and why. */
export interface ContractEnd {
  readonly terminatedBy: TerminatedBy;
  readonly reason: string | undefined;
  /** The contract by which its consumer replaced it, at the channel that its number trades through now. */
  readonly replacedBy?: ContractId | undefined;
  /** From then on no deduction can succeed. */
  readonly endedAt: Instant;
}

export type ContractStanding =
  | { readonly state: "active" }
  | { readonly state: "suspended"; readonly suspensions: Suspensions }
  | ContractEnd & {
    readonly state: "terminating";
    /** When to ask the channel again about an unsign it has not confirmed. */
    readonly askAfter: Instant;
    readonly asks: number;
  }
  | ContractEnd & { readonly state: "terminated"; readonly terminatedAt: Instant };

/** A consumer's standing permission: exactly one in force per (app, open id, plan). */
export type Contract = ContractFacts & ContractStanding;

export type ContractAdvance =
  | {
    readonly type: "suspended" | "suspension_added" | "suspension_lifted";
    /** Those that stand then. */
    readonly suspensions: Suspensions;
  }
  | { readonly type: "resumed" }
  | {
    readonly type: "termination_asked";
    readonly at: Instant;
    readonly by: TerminatedBy;
    readonly reason: string | undefined;
    readonly replacedBy?: ContractId;
  }
  | { readonly type: "termination_queried"; readonly at: Instant }
  | { readonly type: "terminated"; readonly at: Instant; readonly by: TerminatedBy };

export type ContractRefusal = {
  readonly code: "contract_signal_refused";
  readonly contract_id: ContractId;
  readonly state: ContractState;
  readonly signal: ContractSignal;
};

/** The contract after `signal`, one version later; `chain` is set by whoever builds the event. */
export function advance(
  contract: Contract,
  given: ContractAdvance,
): Result<Contract, ContractRefusal> {
  const step = stepOf(contractMachine, contract, given);
  if (!step) {
    return rejected({
      code: "contract_signal_refused",
      contract_id: contract.contractId,
      state: contract.state,
      signal: given.type,
    });
  }
  const facts: ContractFacts = { ...factsOf(contract), version: contract.version + 1 };
  const { type, from, signal } = step;
  switch (type) {
    case "suspended":
    case "suspension_added":
    case "suspension_lifted":
      return ok({ ...facts, state: "suspended", suspensions: signal.suspensions });
    case "resumed":
      return ok({ ...facts, state: "active" });
    case "termination_asked": {
      const askAfter = after(signal.at, askWait(0));
      return ok({ ...facts, ...endBy(from, signal), state: "terminating", askAfter, asks: 0 });
    }
    case "termination_queried": {
      const asks = from.asks + 1;
      return ok({ ...from, ...facts, askAfter: after(signal.at, askWait(asks)), asks });
    }
    case "terminated": {
      const end = endOf(from) ?? endBy(from, signal);
      return ok({ ...facts, ...end, state: "terminated", terminatedAt: signal.at });
    }
  }
}

/** Who ended it, by the first request; undefined while it is in use. */
export function endOf(contract: Contract): ContractEnd | undefined {
  if (contract.state === "active" || contract.state === "suspended") return undefined;
  const { terminatedBy, reason, replacedBy, endedAt } = contract;
  return { terminatedBy, reason, replacedBy, endedAt };
}

/** Why it is suspended or has ended, in the words of whoever did it. */
export function reasonOf(contract: Contract): string | undefined {
  if (contract.state === "active") return undefined;
  return contract.state === "suspended" ? reasonsText(contract.suspensions) : contract.reason;
}

/** The reasons for which it is suspended; none where it is not. */
export function suspensionsOf(contract: Contract): readonly Suspension[] {
  return contract.state === "suspended" ? contract.suspensions : [];
}

function endBy(
  { expiresAt }: Contract,
  { by, at, reason, replacedBy }: {
    readonly by: TerminatedBy;
    readonly at: Instant;
    readonly reason?: string | undefined;
    readonly replacedBy?: ContractId;
  },
): ContractEnd {
  // It may have expired before anything ended it.
  const endedAt = expiresAt !== undefined && expiresAt < at ? expiresAt : at;
  return { terminatedBy: by, reason, replacedBy, endedAt };
}
