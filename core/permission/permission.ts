/** What staff can look at and change. A new page names its area here. */
const areas = [
  // Of a merchant number, for its own staff and, across merchants, for operators.
  "orders",
  "payments",
  "refunds",
  "links",
  "screens",
  "plans",
  "signings",
  "contracts",
  "deductions",
  "disputes",
  "events",
  "webhooks",
  "keys",
  "settlement_account",
  "statements",
  "exports",
  "children",
  "sharing",
  "merchant_settings",
  // Of the institution alone.
  "merchants",
  "applications",
  "unclear_money",
  "blocks",
  "complaints",
  "reconciliation",
  "settlements",
  "channels",
  "bank_lines",
  "jobs",
  "personal_data",
  "institution_settings",
  // Of both.
  "staff",
  "audit",
  "proposals",
] as const;

type Area = (typeof areas)[number];
/** `area:read` looks, `area:write` changes. */
export type Permission = `${Area}:${"read" | "write"}`;

/** Every permission there is. */
export const permissions: readonly Permission[] = areas.flatMap((area): Permission[] => [
  `${area}:read`,
  `${area}:write`,
]);
