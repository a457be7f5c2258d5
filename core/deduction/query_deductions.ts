import { callChannel } from "../channel/call_channel.ts";
import { Conflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import type { Instant } from "../time.ts";
import { advance } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";
import { recordDeductionOutcome } from "./record_deduction_outcome.ts";

const DEDUCTIONS_PER_SWEEP_MAX = 100;

/**
 * Asks channels about deductions that no notice settled, on the same ladder as payments; never charges again. The next
 * time is committed before asking, so a crash never asks twice.
 */
export async function queryDeductions(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    const [due] = await deps.load(
      deps.deductions.dueToQuery(now, merchantNo, DEDUCTIONS_PER_SWEEP_MAX),
    );
    await Promise.all(due.map((found) => queryDeduction(deps, found, now)));
  });
}

async function queryDeduction(deps: Deps, found: FoundDeduction, at: Instant): Promise<void> {
  const { deduction, contract, usedToday } = found;
  const channel = deps.channels[contract.channel]?.contracts;
  if (deduction.sentAt === undefined || !channel) return;
  const queried = advance(deduction, { type: "queried", at });
  if (!queried.ok) return;
  try {
    await deps.commit([{
      type: "deduction.queried",
      deduction: queried.value,
      contract,
      leftToday: leftOf(contract, usedToday),
      eventId: deps.newId("evt"),
      at,
    }]);
  } catch (error) {
    // A notice arrived first, or another process is asking.
    if (error instanceof Conflict) return;
    throw error;
  }
  const { channelOrderNo, sentAt } = deduction;
  const response = await callChannel(
    deps,
    await channel.queryDeduction({ channelOrderNo, sentAt }),
  );
  if (!response) return;
  const outcome = await channel.readDeduct(response);
  await recordDeductionOutcome(deps, { channelOrderNo, outcome, amount: undefined });
}
