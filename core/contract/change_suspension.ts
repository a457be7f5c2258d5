import type { Actor } from "../actor.ts";
import type { Stamp } from "../event_spec.ts";
import type { EventId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import { ok, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { chained } from "./chain.ts";
import { advance, type Contract, type ContractAdvance, type ContractRefusal } from "./contract.ts";
import type { ContractWithUse } from "./contract_store.ts";
import { has, type SuspensionReason, withoutReason, withReason } from "./suspension.ts";

export type SuspensionChange =
  | { readonly set: SuspensionReason; readonly text?: string | undefined }
  | { readonly lift: SuspensionReason };

/** A step of a contract's life, for the commit of whoever takes it. */
export type SuspensionStep = Stamp & {
  readonly type: `contract.${Signal["type"]}`;
  readonly contract: Contract;
  readonly usedToday: Money;
};

/**
 * One reason more, or one less: merchants are told when that suspends or resumes the contract, and its history has
 * each. Undefined where the reason stands already, or none is there to lift.
 */
export async function changeSuspension(
  { contract, owner, usedToday }: Pick<ContractWithUse, "contract" | "owner" | "usedToday">,
  change: SuspensionChange,
  { eventId, now, by }: { readonly eventId: EventId; readonly now: Instant; readonly by: Actor },
): Promise<Result<SuspensionStep | undefined, ContractRefusal>> {
  const at = merchantNow(owner, now);
  const signal = signalOf(contract, change, at);
  if (!signal) return ok(undefined);
  const next = advance(contract, signal);
  if (!next.ok) return next;
  const type = `contract.${signal.type}` as const;
  return ok({
    type,
    contract: await chained(next.value, { type, at }),
    usedToday,
    eventId,
    at,
    by,
  });
}

type Signal = Extract<ContractAdvance, { readonly suspensions: unknown } | { type: "resumed" }>;

function signalOf(contract: Contract, change: SuspensionChange, at: Instant): Signal | undefined {
  if ("set" in change) {
    const { set: reason, text } = change;
    const added = { reason, setAt: at, text };
    if (contract.state !== "suspended") return { type: "suspended", suspensions: [added] };
    const suspensions = withReason(contract.suspensions, added);
    return suspensions && { type: "suspension_added", suspensions };
  }
  if (contract.state === "active") return undefined;
  if (contract.state !== "suspended") return { type: "resumed" };
  if (!has(contract.suspensions, change.lift)) return undefined;
  const suspensions = withoutReason(contract.suspensions, change.lift);
  return suspensions ? { type: "suspension_lifted", suspensions } : { type: "resumed" };
}
