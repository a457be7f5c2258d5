import type { Deps } from "../deps.ts";
import { type Instant, startOfBusinessDay } from "../time.ts";

/** One of the desk's queues at a glance. */
export interface QueueGlance {
  readonly queue: QueueName;
  /** Exact up to `GLANCE_MAX`. */
  readonly count: number;
  readonly oldest: Instant | undefined;
}

const queueNames = [
  "unclear",
  "proposals",
  "applications",
  "plans",
  "unsigns",
  "endpoints",
  "complaints",
] as const;
export type QueueName = (typeof queueNames)[number];

/** A person has enough to do with so many: more are not counted. */
export const GLANCE_MAX = 99;

/** What waits for a person, in one round trip. */
export async function viewDesk(
  { load, desk, proposals, complaints, now }: Deps,
): Promise<readonly QueueGlance[]> {
  const page = { past: undefined, max: GLANCE_MAX + 1 };
  const [
    payments,
    refunds,
    deductions,
    seconds,
    numbers,
    apps,
    plans,
    unsigns,
    endpoints,
    open,
  ] = await load(
    desk.payments(page),
    desk.refunds(page),
    desk.deductions(page),
    proposals.waiting(undefined, now()),
    desk.applications(page),
    desk.appApplications(page),
    desk.plans(page),
    desk.unsigns(page),
    desk.endpoints(page),
    complaints.list({ ...page, of: { type: "everybody" }, state: "open" }),
  );
  const unclear = [...payments, ...refunds, ...deductions].map((each) => each.queriesEndedAt);
  const applications = [...numbers, ...apps];
  const waiting: Readonly<Record<QueueName, readonly Instant[]>> = {
    unclear,
    proposals: seconds.map((each) => each.proposedAt),
    applications: applications.map((each) => each.submittedAt),
    plans: plans.map((each) => each.submittedAt),
    unsigns: unsigns.map((each) => each.endedAt),
    endpoints: endpoints.flatMap((each) => each.failingSince ?? []),
    complaints: open.map((each) => startOfBusinessDay(each.receivedOn)),
  };
  const counts: Readonly<Record<QueueName, number>> = {
    unclear: unclear.length,
    proposals: seconds.length,
    applications: applications.length,
    plans: plans.length,
    unsigns: unsigns.length,
    endpoints: endpoints.length,
    complaints: open.length,
  };
  return queueNames.map((queue) => ({
    queue,
    count: counts[queue],
    oldest: earliest(waiting[queue]),
  }));
}

function earliest(times: readonly Instant[]): Instant | undefined {
  return times.reduce<Instant | undefined>(
    (first, each) => first === undefined || each < first ? each : first,
    undefined,
  );
}
