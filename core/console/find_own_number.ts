import { kindOf, type NumberKind } from "../desk/find_number.ts";
import type { FoundNumber, NumberedKind } from "../desk/found_number.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import type { Permission } from "../permission/permission.ts";
import { permits, type Role } from "../permission/role.ts";

/** Who may see what is found. */
const permissionFor: Readonly<Record<NumberedKind, Permission>> = {
  order: "orders:read",
  payment: "payments:read",
  refund: "refunds:read",
  deduction: "deductions:read",
  contract: "contracts:read",
  signing: "signings:read",
  link: "links:read",
  plan: "plans:read",
  event: "events:read",
  merchant: "merchant_settings:read",
};

export interface OwnNumberFound {
  readonly text: string;
  readonly kind: NumberKind;
  readonly found: readonly FoundNumber[];
}

/**
 * Looks at one merchant number for whatever has a number that somebody holds in their hand: one of our ids, the
 * merchant's own of an order, refund, deduction or contract, of one of its users, or the channel's. Only what the role
 * may see.
 */
export async function findOwnNumber(
  deps: Deps,
  { merchantNo, role, given }: {
    readonly merchantNo: MerchantNo;
    readonly role: Role;
    readonly given: string;
  },
): Promise<OwnNumberFound> {
  const text = given.trim();
  const kind = kindOf(text);
  if (text === "") return { text, kind, found: [] };
  const [found] = await deps.load(deps.desk.numberedAt(merchantNo, text));
  return { text, kind, found: found.filter((each) => permits(role, permissionFor[each.kind])) };
}
