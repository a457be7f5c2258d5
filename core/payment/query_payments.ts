import { byClock } from "../actor.ts";
import { Conflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import type { Instant } from "../time.ts";
import { advance, type Payment } from "./payment.ts";
import { recordOutcome } from "./record_outcome.ts";
import { callChannel } from "../channel/call_channel.ts";

const PAYMENTS_PER_SWEEP_MAX = 100;

/**
 * Queries channels about payments that no notice has settled: 5 minutes after sending, then 10, 20, 40 … minutes
 * apart, for at most 24 hours. The next time is committed before the query, so a crash never queries twice.
 */
export async function queryPayments(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    const [due] = await deps.load(
      deps.payments.dueToQuery(now, merchantNo, PAYMENTS_PER_SWEEP_MAX),
    );
    await Promise.all(due.map((payment) => queryPayment(deps, payment, now)));
  });
}

async function queryPayment(deps: Deps, payment: Payment, at: Instant): Promise<void> {
  const channel = deps.channels[payment.channel];
  if (payment.state !== "processing" || !channel) return;
  const queried = advance(payment, { type: "queried", at });
  if (!queried.ok) return;
  const [found] = await deps.load(deps.orders.byId(payment.orderId));
  if (!found) return;
  try {
    const eventId = deps.newId("evt");
    const { order } = found;
    await deps.commit([
      { type: "payment.queried", payment: queried.value, order, eventId, at, by: byClock },
    ]);
  } catch (error) {
    // A notice arrived first, or another process is asking.
    if (error instanceof Conflict) return;
    throw error;
  }
  const { channelOrderNo, sentAt } = payment;
  const response = await callChannel(deps, await channel.query({ channelOrderNo, sentAt }));
  if (!response) return;
  const outcome = await channel.readQuery(response);
  await recordOutcome(deps, { channelOrderNo, outcome, amount: undefined });
}
