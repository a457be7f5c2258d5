import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { StaffId } from "../id.ts";
import { headRoleOf, type Role } from "../permission/role.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { StaffNotFound } from "./invite_again.ts";
import { needsSecondPerson, type SecondPersonNeeded } from "./second_person.ts";
import type { SignedIn } from "./session.ts";
import { moved, type Staff } from "./staff.ts";
import type { Place } from "./staff_store.ts";

interface ChangeRole {
  readonly place: Place;
  readonly staffId: StaffId;
  readonly role: Role;
  readonly here: SignedIn;
}

export type StaffChangeRefusal = StaffNotFound | { readonly code: "last_head" };

/** What is to be committed, and who it is about, before and afterwards. */
export interface StaffChange {
  readonly before: Staff;
  readonly staff: Staff;
  readonly events: readonly DomainEvent[];
}

/** Gives somebody of a place another role; their sessions end, so that none goes on with the old one. */
export function changeRole(
  deps: Deps,
  command: ChangeRole,
): Promise<Result<StaffChange, StaffChangeRefusal | SecondPersonNeeded>> {
  return retryOnConflict(async () => {
    const change = await roleChange(deps, command);
    if (!change.ok) return change;
    const { before, events } = change.value;
    if (events.length > 0 && needsSecondPerson(before, command.role)) {
      return rejected({ code: "second_person_needed" });
    }
    await deps.commit(events);
    return change;
  });
}

/** The same, decided and not committed. */
export async function roleChange(
  deps: Deps,
  { place, staffId, role, here }: ChangeRole,
): Promise<Result<StaffChange, StaffChangeRefusal>> {
  const [before, others] = await deps.load(
    deps.staff.ownById(place, staffId),
    deps.staff.list(place),
  );
  if (!before || before.state === "removed") return rejected({ code: "staff_not_found" });
  if (before.role === role) return ok({ before, staff: before, events: [] });
  if (isLastHead(before, others)) return rejected({ code: "last_head" });
  const staff = { ...moved(before), role };
  const event: DomainEvent = {
    type: "staff.role_changed",
    staff,
    within: here.session.sessionId,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byStaff(here.staff.staffId),
  };
  return ok({ before, staff, events: [event] });
}

/** Nobody else in their place may do everything. */
export function isLastHead(staff: Staff, others: readonly Staff[]): boolean {
  const headRole = headRoleOf(staff.merchantNo);
  if (staff.state !== "active" || staff.role !== headRole) return false;
  return !others.some((each) =>
    each.staffId !== staff.staffId && each.state === "active" && each.role === headRole
  );
}
