import { byClock } from "../actor.ts";
import { Conflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { Instant } from "../time.ts";
import { recordRefundOutcome } from "./record_refund_outcome.ts";
import { advance, type Refund } from "./refund.ts";

const REFUNDS_PER_SWEEP_MAX = 100;

/** Queries channels about refunds that no notice has settled, on the same schedule as payments. */
export async function queryRefunds(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    const [due] = await deps.load(deps.refunds.dueToQuery(now, merchantNo, REFUNDS_PER_SWEEP_MAX));
    await Promise.all(due.map((refund) => queryRefund(deps, refund, now)));
  });
}

async function queryRefund(deps: Deps, refund: Refund, at: Instant): Promise<void> {
  const channel = deps.channels[refund.channel];
  if (refund.state !== "processing" || !channel) return;
  const queried = advance(refund, { type: "queried", at });
  if (!queried.ok) return;
  try {
    const eventId = deps.newId("evt");
    await deps.commit([{
      type: "refund.queried",
      refund: queried.value,
      eventId,
      at,
      by: byClock,
    }]);
  } catch (error) {
    if (error instanceof Conflict) return;
    throw error;
  }
  const { channelOrderNo, sentAt } = refund;
  const response = await callChannel(deps, await channel.queryRefund({ channelOrderNo, sentAt }));
  if (!response) return;
  const outcome = await channel.readQueryRefund(response);
  await recordRefundOutcome(deps, { channelOrderNo, outcome, amount: undefined });
}
