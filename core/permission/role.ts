import { type Permission, permissions } from "./permission.ts";

/** Of a merchant number's staff, and of the institution's. */
export const merchantRoles = ["owner", "developer", "finance", "viewer", "till"] as const;
export const institutionRoles = ["admin", "reviewer", "support"] as const;

export type MerchantRole = (typeof merchantRoles)[number];
export type InstitutionRole = (typeof institutionRoles)[number];
export type Role = MerchantRole | InstitutionRole;

/** Whoever may do everything in their place: each place keeps at least one. */
export type HeadRole = Extract<Role, "owner" | "admin">;

const ofInstitution =
  /^(?:merchants|applications|unclear_money|blocks|complaints|reconciliation|settlements|channels|bank_lines|jobs|personal_data|institution_settings):/;
const ofMerchants = permissions.filter((each) => !ofInstitution.test(each));

const viewed: readonly Permission[] = [
  "orders:read",
  "payments:read",
  "refunds:read",
  "links:read",
  "screens:read",
  "plans:read",
  "signings:read",
  "contracts:read",
  "deductions:read",
  "disputes:read",
  "events:read",
];

/** A role is a bundle of permissions and nothing more: no code asks for a role where it means a permission. */
const bundles: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ofMerchants,
  developer: [
    ...viewed,
    "plans:write",
    "webhooks:read",
    "webhooks:write",
    "keys:read",
    "keys:write",
    "merchant_settings:read",
    "merchant_settings:write",
    "children:read",
    "proposals:read",
  ],
  finance: [
    ...viewed,
    "refunds:write",
    "deductions:write",
    "disputes:write",
    "settlement_account:read",
    "settlement_account:write",
    "statements:read",
    "statements:write",
    "exports:read",
    "children:read",
    "proposals:read",
    "proposals:write",
  ],
  viewer: viewed,
  till: [
    "orders:read",
    "orders:write",
    "payments:read",
    "links:read",
    "screens:read",
    "screens:write",
  ],
  admin: permissions,
  reviewer: [
    ...viewed,
    "merchants:read",
    "applications:read",
    "applications:write",
    "plans:write",
    "contracts:write",
    "unclear_money:read",
    "unclear_money:write",
    "blocks:read",
    "blocks:write",
    "complaints:read",
    "complaints:write",
    "disputes:write",
    "reconciliation:read",
    "reconciliation:write",
    "settlements:read",
    "settlements:write",
    "bank_lines:read",
    "bank_lines:write",
    "channels:read",
    "jobs:read",
    "settlement_account:read",
    "statements:read",
    "sharing:read",
    "sharing:write",
    "audit:read",
    "proposals:read",
    "proposals:write",
  ],
  support: [
    ...viewed,
    "merchants:read",
    "applications:read",
    "unclear_money:read",
    "blocks:read",
    "complaints:read",
    "complaints:write",
    "channels:read",
    "jobs:read",
    "webhooks:read",
    "audit:read",
  ],
};

const permitted = new Map(
  Object.entries(bundles).map(([role, bundle]) => [role, new Set(bundle)] as const),
);

/** Whether the bundle of this role has the permission. */
export function permits(role: Role, permission: Permission): boolean {
  return permitted.get(role)?.has(permission) ?? false;
}

/** A merchant's staff have a merchant's roles, the institution's have its own. */
export function rolesOf(merchantNo: string | undefined): readonly Role[] {
  return merchantNo === undefined ? institutionRoles : merchantRoles;
}

export function headRoleOf(merchantNo: string | undefined): HeadRole {
  return merchantNo === undefined ? "admin" : "owner";
}
