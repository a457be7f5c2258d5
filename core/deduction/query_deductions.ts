import { byClock } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import { Conflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import type { Instant } from "../time.ts";
import { advance, queriesAreOver } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";
import { recordDeductionOutcome } from "./record_deduction_outcome.ts";

const DEDUCTIONS_PER_SWEEP_MAX = 100;

/**
 * Queries channels about deductions that no notice has settled, on the same schedule as payments; never charges
 * again. The next time is committed before the query, so a crash never queries twice. After a day the queries end,
 * and the operator is alerted.
 */
export async function queryDeductions(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    const [due] = await deps.load(
      deps.deductions.dueToQuery(now, merchantNo, DEDUCTIONS_PER_SWEEP_MAX),
    );
    await Promise.all(
      due.map((found) =>
        queriesAreOver(found.deduction)
          ? endQueries(deps, found, now)
          : queryDeduction(deps, found, now)
      ),
    );
  });
}

async function queryDeduction(deps: Deps, found: FoundDeduction, at: Instant): Promise<void> {
  const { channelOrderNo, sentAt } = found.deduction;
  if (sentAt === undefined || !await moved(deps, found, { type: "queried", at })) return;

  const channel = deps.channels[found.contract.channel]?.contracts;
  if (!channel) return;
  const response = await callChannel(
    deps,
    await channel.queryDeduction({ channelOrderNo, sentAt }),
  );
  if (!response) return;
  const outcome = await channel.readDeduct(response);
  await recordDeductionOutcome(deps, { channelOrderNo, outcome, amount: undefined });
}

/** Unclear is never failed: it stays processing, counts against its day, and a notice may still settle it. */
async function endQueries(deps: Deps, found: FoundDeduction, at: Instant): Promise<void> {
  if (!await moved(deps, found, { type: "queries_ended", at })) return;
  const { deductionId, merchantNo, contractId, channel, channelOrderNo, amount } = found.deduction;
  deps.log.error(
    "deduction still unclear after 24 hours: needs manual follow-up with the channel",
    {
      deduction_id: deductionId,
      merchant_no: merchantNo,
      contract_id: contractId,
      channel,
      channel_order_no: channelOrderNo,
      amount: amount.fen,
    },
  );
}

/** False when a notice arrived first, or another process has it. */
async function moved(
  deps: Deps,
  { deduction, contract, usedToday }: FoundDeduction,
  signal: { readonly type: "queried" | "queries_ended"; readonly at: Instant },
): Promise<boolean> {
  const next = advance(deduction, signal);
  if (!next.ok) return false;
  try {
    await deps.commit([{
      type: `deduction.${signal.type}`,
      deduction: next.value,
      contract,
      leftToday: leftOf(contract, usedToday),
      eventId: deps.newId("evt"),
      at: signal.at,
      by: byClock,
    }]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}
