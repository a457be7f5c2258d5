import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { isLastHead, type StaffChange, type StaffChangeRefusal } from "./change_role.ts";
import { needsSecondPerson, type SecondPersonNeeded } from "./second_person.ts";
import type { SignedIn } from "./session.ts";
import { advance } from "./staff.ts";
import type { Place } from "./staff_store.ts";

interface RemoveStaff {
  readonly place: Place;
  readonly staffId: StaffId;
  readonly here: SignedIn;
}

/** Removes somebody of a place: from the commit on neither session, passkey, code nor link of theirs opens anything. */
export function removeStaff(
  deps: Deps,
  command: RemoveStaff,
): Promise<Result<StaffChange, StaffChangeRefusal | SecondPersonNeeded>> {
  return retryOnConflict(async () => {
    const change = await removal(deps, command);
    if (!change.ok) return change;
    if (needsSecondPerson(change.value.before)) return rejected({ code: "second_person_needed" });
    await deps.commit(change.value.events);
    return change;
  });
}

/** The same, decided and not committed. */
export async function removal(
  deps: Deps,
  { place, staffId, here }: RemoveStaff,
): Promise<Result<StaffChange, StaffChangeRefusal>> {
  const [before, others] = await deps.load(
    deps.staff.ownById(place, staffId),
    deps.staff.list(place),
  );
  if (!before || before.state === "removed") return rejected({ code: "staff_not_found" });
  if (isLastHead(before, others)) return rejected({ code: "last_head" });
  const at = deps.now();
  const staff = advance(before, { type: "removed", at });
  const event: DomainEvent = {
    type: "staff.removed",
    staff,
    within: here.session.sessionId,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(here.staff.staffId),
  };
  return ok({ before, staff, events: [event] });
}
