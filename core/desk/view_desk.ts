import type { Deps } from "../deps.ts";
import { advancedAt, isOverdueAdvance } from "../deduction/list_advances.ts";
import type { Permission } from "../permission/permission.ts";
import { type Instant, startOfBusinessDay } from "../time.ts";

/** One of the desk's queues at a glance. */
export interface QueueGlance {
  readonly queue: QueueName;
  /** Exact up to `GLANCE_MAX`. */
  readonly count: number;
  readonly oldest: Instant | undefined;
}

/** What each queue's list takes to be read. */
export const queueNeeds = {
  unclear: "unclear_money:read",
  proposals: "proposals:read",
  applications: "applications:read",
  plans: "plans:read",
  unsigns: "contracts:read",
  endpoints: "webhooks:read",
  complaints: "complaints:read",
  differences: "reconciliation:read",
  summaries: "reconciliation:read",
  disputes: "disputes:read",
  claims: "disputes:read",
  unclaimed: "bank_lines:read",
  advances: "reconciliation:read",
} as const satisfies Readonly<Record<string, Permission>>;
export type QueueName = keyof typeof queueNeeds;
const queueNames = Object.keys(queueNeeds) as readonly QueueName[];

/** A person has enough to do with so many: more are not counted. */
export const GLANCE_MAX = 99;

/** What waits for a person, in one round trip. */
export async function viewDesk(
  deps: Deps,
): Promise<readonly QueueGlance[]> {
  const { load, desk, proposals, complaints, differences, disputes, claims, now } = deps;
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
    apart,
    against,
    disputed,
    twice,
    stranded,
    advances,
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
    differences.list({ ...page, state: "open" }),
    desk.summaries(page),
    disputes.ofState({ ...page, state: "escalated" }),
    claims.ofState("open", page.max),
    deps.refunds.stranded(page.max),
    deps.deductions.advances({ ...page, state: "outstanding" }, now()),
  );
  const unclear = [...payments, ...refunds, ...deductions].map((each) => each.queriesEndedAt);
  const overdue = advances.flatMap(({ deduction }) =>
    isOverdueAdvance(deduction, now()) ? [advancedAt(deduction)] : []
  );
  const applications = [...numbers, ...apps];
  const waiting: Readonly<Record<QueueName, readonly Instant[]>> = {
    unclear,
    proposals: seconds.map((each) => each.proposedAt),
    applications: applications.map((each) => each.submittedAt),
    plans: plans.map((each) => each.submittedAt),
    unsigns: unsigns.map((each) => each.endedAt),
    endpoints: endpoints.flatMap((each) => each.failingSince ?? []),
    complaints: open.map((each) => startOfBusinessDay(each.receivedOn)),
    differences: apart.map((each) => each.foundAt),
    summaries: against.map((each) => each.importedAt),
    disputes: disputed.flatMap((each) => each.escalatedAt ?? []),
    claims: twice.map((each) => each.openedAt),
    unclaimed: stranded.flatMap((each) => each.stranded?.since ?? []),
    advances: overdue,
  };
  const counts: Readonly<Record<QueueName, number>> = {
    unclear: unclear.length,
    proposals: seconds.length,
    applications: applications.length,
    plans: plans.length,
    unsigns: unsigns.length,
    endpoints: endpoints.length,
    complaints: open.length,
    differences: apart.length,
    summaries: against.length,
    disputes: disputed.length,
    claims: twice.length,
    unclaimed: stranded.length,
    advances: overdue.length,
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
