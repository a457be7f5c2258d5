import type { Permission } from "../permission/permission.ts";
import { permits, type Role } from "../permission/role.ts";

/** What staff can be told, each with what whoever is told must be permitted; their own account is theirs anyway. */
const alerts = {
  own_account: undefined,
  proposal_waits: "proposals:read",
  // Those who settle and reconcile, not everybody who can see a payment.
  money_unclear: "statements:read",
  endpoint_disabled: "webhooks:read",
  key_retired: "keys:read",
  key_ends: "keys:read",
  channel_silent: "channels:read",
  job_dead: "jobs:read",
  head_unpublished: "jobs:read",
  credential_ends: "jobs:read",
  difference_overdue: "reconciliation:read",
  summary_differs: "reconciliation:read",
  dispute_opened: "disputes:read",
  dispute_due: "disputes:read",
  dispute_decided: "disputes:read",
} as const satisfies Readonly<Record<string, Permission | undefined>>;

export type AlertKind = keyof typeof alerts;

const alertKinds = Object.keys(alerts) as readonly AlertKind[];

/** What cannot wait until somebody reads their mail. */
const urgent: readonly AlertKind[] = ["own_account", "channel_silent", "job_dead"];

/** What somebody of this role is told by text message until they choose otherwise. */
export function urgentAlertsFor(role: Role): readonly AlertKind[] {
  return alertsFor(role).filter((kind) => urgent.includes(kind));
}

/** What somebody of this role may be told. */
export function alertsFor(role: Role): readonly AlertKind[] {
  return alertKinds.filter((kind) => {
    const permission = alerts[kind];
    return permission === undefined || permits(role, permission);
  });
}
