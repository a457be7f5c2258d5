import type { Deps } from "../deps.ts";
import type { ApplicationId } from "../id.ts";
import { rejected, type Result } from "../result.ts";
import { type Invited, inviteStaff, type InviteStaffRefusal } from "../staff/invite_staff.ts";
import type { Person } from "../staff/seal_staff.ts";
import type { SignedIn } from "../staff/session.ts";

export interface InviteFirstOwner {
  readonly applicationId: ApplicationId;
  readonly person: Person;
  readonly here: SignedIn;
}

export type InviteFirstOwnerRefusal = InviteStaffRefusal | { readonly code: "merchant_not_opened" };

/** Invites the first owner of the number that an approval opened. Once anybody is there, an owner takes two people. */
export async function inviteFirstOwner(
  deps: Deps,
  { applicationId, person, here }: InviteFirstOwner,
): Promise<Result<Invited, InviteFirstOwnerRefusal>> {
  const [application] = await deps.load(deps.applications.byId(applicationId));
  const place = application?.merchantNo;
  if (place === undefined) return rejected({ code: "merchant_not_opened" });
  return await inviteStaff(deps, { place, role: "owner", person, here, first: true });
}
