import { alertsFor } from "../alert/alert_kind.ts";
import { type Actor, byOperator, byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, StaffId } from "../id.ts";
import { headRoleOf, type Role } from "../permission/role.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { newInvitation } from "./one_time_link.ts";
import { type Person, sealPerson } from "./seal_staff.ts";
import type { SecondPersonNeeded } from "./second_person.ts";
import type { SignedIn } from "./session.ts";
import { type Invitation, type Staff, STAFF_MAX, type StaffFacts } from "./staff.ts";
import type { Place } from "./staff_store.ts";

export interface InviteStaff {
  readonly place: Place;
  readonly role: Role;
  readonly person: Person;
  /** Undefined for somebody with a shell of ours. */
  readonly here: SignedIn | undefined;
  /** Only while there is nobody at all. */
  readonly first?: true;
}

export type InviteStaffRefusal =
  | { readonly code: "staff_already_there" }
  | { readonly code: "staff_too_many"; readonly max: number }
  | { readonly code: "somebody_already_there" }
  | SecondPersonNeeded;

export interface Invited {
  readonly staff: Staff;
  /** For the link; shown once and never stored. */
  readonly token: string;
}

/**
 * Invites somebody by a one-time link; whoever may do everything is invited by two people, except the first of a place.
 * Whoever is there under the same mail address is not invited twice.
 */
export function inviteStaff(
  deps: Deps,
  command: InviteStaff,
): Promise<Result<Invited, InviteStaffRefusal>> {
  return retryOnConflict(async () => {
    const { place, person } = command;
    const staffId = deps.newId("stf");
    const sealed = await sealPerson(deps.vault, staffId, person);
    const { token, invitation } = await newInvitation(deps);
    const [others, same] = await deps.load(
      deps.staff.list(place),
      deps.staff.byMail(place, sealed.mailDigest ?? ""),
    );
    const given = { staffId, sealed, invitation, eventId: deps.newId("evt"), now: deps.now() };
    const decision = decide(command, { others, same }, given);
    if (!decision.ok) return decision;
    await deps.commit([decision.value]);
    return ok({ staff: decision.value.staff, token });
  });
}

function decide(
  { place, role, here, first }: InviteStaff,
  { others, same }: { readonly others: readonly Staff[]; readonly same: Staff | undefined },
  given: {
    readonly staffId: StaffId;
    readonly sealed: Pick<StaffFacts, "sealedName" | "sealedMail" | "mailDigest">;
    readonly invitation: Invitation;
    readonly eventId: EventId;
    readonly now: Instant;
  },
): Result<Extract<DomainEvent, { type: "staff.invited" }>, InviteStaffRefusal> {
  if (here && !first && role === headRoleOf(place)) {
    return rejected({ code: "second_person_needed" });
  }
  if (first && others.length > 0) return rejected({ code: "somebody_already_there" });
  if (same) return rejected({ code: "staff_already_there" });
  if (others.length >= STAFF_MAX) return rejected({ code: "staff_too_many", max: STAFF_MAX });
  const { staffId, sealed, invitation, eventId, now } = given;
  const staff: Staff = {
    staffId,
    merchantNo: place,
    role,
    ...sealed,
    sealedPhone: undefined,
    alerts: alertsFor(role),
    smsAlerts: [],
    createdAt: now,
    version: 1,
    state: "invited",
    invitation,
  };
  const within = here?.session.sessionId;
  const by = actorOf(here);
  return ok({
    type: "staff.invited",
    staff,
    within,
    eventId,
    at: now,
    by,
    ...(first ? { first } : {}),
  });
}

/** Whoever is signed in, or somebody with a shell of ours. */
export function actorOf(here: SignedIn | undefined): Actor {
  return here ? byStaff(here.staff.staffId) : byOperator;
}
