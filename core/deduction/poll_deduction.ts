import type { Deps } from "../deps.ts";
import type { DeductionId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Deduction } from "./deduction.ts";
import { guardPoll, type PollRefusal } from "./guard_poll.ts";
import { leftOf } from "./left_today.ts";

export interface PollDeduction {
  readonly caller: Caller;
  readonly deductionId: DeductionId;
}

export type PollDeductionRefusal =
  | CallerRefusal
  | { readonly code: "deduction_not_found" }
  | PollRefusal;

export interface PolledDeduction {
  readonly deduction: Deduction;
  readonly leftToday: Money;
}

/**
 * What is known of a deduction. Before `next_poll_at` the answer is the same as before; a caller that keeps polling
 * is refused, then blocked for a while, on this id alone. One round trip once it has ended, two while it is
 * processing.
 */
export async function pollDeduction(
  deps: Deps,
  { caller, deductionId }: PollDeduction,
): Promise<Result<PolledDeduction, PollDeductionRefusal>> {
  const now = deps.now();
  const [merchant, found] = await deps.load(
    deps.merchants.calling(caller),
    deps.deductions.ownById(caller, deductionId, now),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!found) return rejected({ code: "deduction_not_found" });

  const next = await guardPoll(deps, found, merchantNow(merchant, now));
  if (!next.ok) return next;
  return ok({
    deduction: { ...found.deduction, nextPollAt: next.value },
    leftToday: leftOf(found.contract, found.usedToday),
  });
}
