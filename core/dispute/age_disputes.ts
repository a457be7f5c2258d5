import { byClock } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sameMoney } from "../money.ts";
import { sweepEachClock } from "../sweep.ts";
import { after, type Instant, milliseconds } from "../time.ts";
import {
  type Dispute,
  isWaiting,
  nextFacts,
  REMINDED_BEFORE,
  type WaitingDispute,
} from "./dispute.ts";
import type { DisputeEvent } from "./dispute_events.ts";
import { escalated } from "./follow_up.ts";

/**
 * What time makes of disputes: the merchant is reminded; what it did not answer goes to the institution; what the payer
 * did not take further ends; and what was given back some other way has ended too.
 */
export async function ageDisputes(deps: Deps, options?: FlowOptions): Promise<void> {
  const aged = await sweepEachClock<Dispute>(deps, {
    name: "age_disputes",
    subject: ({ disputeId: id, merchantNo }) => ({ id, merchantNo }),
    due: (now, merchantNo, max) => deps.disputes.due(now, merchantNo, max),
    work: async (dispute, now) => {
      const event = await stepOf(deps, dispute, now);
      if (!event) return false;
      const eventId = deps.newId("evt");
      const conflict = await conflictOf(
        deps.commit([{ ...event, eventId, at: now, by: byClock }]),
      );
      return conflict === undefined;
    },
  }, options);
  if (aged > 0) {
    deps.nudge("deliver_webhooks");
    deps.nudge("tell_consumers");
  }
}

async function stepOf(
  deps: Deps,
  dispute: Dispute,
  now: Instant,
): Promise<DisputeEvent | undefined> {
  if (!isWaiting(dispute)) return undefined;
  if (await isGivenBack(deps, dispute)) {
    const refunded = { ...nextFacts(dispute), state: "refunded", endedAt: now } as const;
    return { type: "dispute.closed", dispute: refunded };
  }
  switch (dispute.state) {
    case "open":
      if (dispute.dueAt <= now) return escalated(dispute, now);
      return dispute.remindedAt === undefined && now >= remindedFrom(dispute.dueAt)
        ? reminded(dispute, now)
        : undefined;
    case "contested": {
      if (now < dispute.dueAt) return undefined;
      const lapsed = { ...nextFacts(dispute), state: "lapsed", endedAt: now } as const;
      return { type: "dispute.closed", dispute: lapsed };
    }
    case "escalated":
      return undefined;
  }
}

function remindedFrom(dueAt: Instant): Instant {
  return after(dueAt, milliseconds(-REMINDED_BEFORE));
}

function reminded(dispute: WaitingDispute, now: Instant): DisputeEvent {
  const { dueAt } = dispute;
  return {
    type: "dispute.due_soon",
    dispute: { ...nextFacts(dispute), state: "open", dueAt, remindedAt: now },
  };
}

/** All of it, by refunds that succeeded. */
async function isGivenBack(
  { load, payments, deductions }: Deps,
  { of }: Dispute,
): Promise<boolean> {
  const [paid] = await load(
    of.deductionId === undefined ? payments.byId(of.paymentId) : deductions.byId(of.deductionId),
  );
  return paid?.state === "succeeded" && sameMoney(paid.refunded, paid.amount);
}
