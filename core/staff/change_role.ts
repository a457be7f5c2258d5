import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, StaffId } from "../id.ts";
import { headRoleOf, type Role } from "../permission/role.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { StaffNotFound } from "./invite_again.ts";
import type { SignedIn } from "./session.ts";
import { moved, type Staff } from "./staff.ts";

export interface ChangeRole {
  readonly staffId: StaffId;
  readonly role: Role;
  readonly here: SignedIn;
}

export type ChangeRoleRefusal = StaffNotFound | { readonly code: "last_head" };

export interface ChangedStaff {
  readonly staff: Staff;
  readonly events: readonly DomainEvent[];
}

/** Gives somebody of the same place another role; their sessions end, so that none goes on with the old one. */
export function changeRole(
  deps: Deps,
  command: ChangeRole,
): Promise<Result<ChangedStaff, ChangeRoleRefusal>> {
  return retryOnConflict(async () => {
    const place = command.here.staff.merchantNo;
    const [found, others] = await deps.load(
      deps.staff.ownById(place, command.staffId),
      deps.staff.list(place),
    );
    const given = { eventId: deps.newId("evt"), now: deps.now() };
    const decision = decide(command, { found, others }, given);
    if (decision.ok) await deps.commit(decision.value.events);
    return decision;
  });
}

function decide(
  { role, here }: ChangeRole,
  { found, others }: { readonly found: Staff | undefined; readonly others: readonly Staff[] },
  { eventId, now }: { readonly eventId: EventId; readonly now: Instant },
): Result<ChangedStaff, ChangeRoleRefusal> {
  if (!found || found.state === "removed") return rejected({ code: "staff_not_found" });
  if (found.role === role) return ok({ staff: found, events: [] });
  if (isLastHead(found, others)) return rejected({ code: "last_head" });
  const staff = { ...moved(found), role };
  const by = byStaff(here.staff.staffId);
  const within = here.session.sessionId;
  return ok({
    staff,
    events: [{ type: "staff.role_changed", staff, within, eventId, at: now, by }],
  });
}

/** Nobody else in their place may do everything. */
export function isLastHead(staff: Staff, others: readonly Staff[]): boolean {
  const headRole = headRoleOf(staff.merchantNo);
  if (staff.state !== "active" || staff.role !== headRole) return false;
  return !others.some((each) =>
    each.staffId !== staff.staffId && each.state === "active" && each.role === headRole
  );
}
