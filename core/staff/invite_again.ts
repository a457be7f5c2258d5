import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { actorOf, type Invited } from "./invite_staff.ts";
import { newInvitation } from "./one_time_link.ts";
import { needsSecondPerson, type SecondPersonNeeded } from "./second_person.ts";
import type { SignedIn } from "./session.ts";
import { advance, type Staff } from "./staff.ts";
import type { Place } from "./staff_store.ts";

export type StaffNotFound = { readonly code: "staff_not_found" };

interface InviteAgain {
  readonly place: Place;
  readonly staffId: StaffId;
  /** Undefined for somebody with a shell of ours. */
  readonly here: SignedIn | undefined;
}

interface Reinvitation extends Invited {
  readonly before: Staff;
  readonly events: readonly DomainEvent[];
}

/**
 * Gives somebody a new link: the first one was lost, or the device with their passkeys is. The link before it is dead at
 * once. Their passkeys and sessions last until they join by the new one.
 */
export function inviteAgain(
  deps: Deps,
  command: InviteAgain,
): Promise<Result<Invited, StaffNotFound | SecondPersonNeeded>> {
  return retryOnConflict(async () => {
    const again = await reinvitation(deps, command);
    if (!again.ok) return again;
    // Whoever holds the link becomes that person.
    if (command.here && needsSecondPerson(again.value.before)) {
      return rejected({ code: "second_person_needed" });
    }
    await deps.commit(again.value.events);
    return again;
  });
}

/** The same, decided and not committed. */
export async function reinvitation(
  deps: Deps,
  { place, staffId, here }: InviteAgain,
): Promise<Result<Reinvitation, StaffNotFound>> {
  const [before] = await deps.load(deps.staff.ownById(place, staffId));
  const { token, invitation } = await newInvitation(deps);
  const staff = before && advance(before, { type: "invited_again", invitation });
  if (!before || !staff || staff === before) return rejected({ code: "staff_not_found" });
  const event: DomainEvent = {
    type: "staff.invited_again",
    staff,
    within: here?.session.sessionId,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: actorOf(here),
  };
  return ok({ before, staff, token, events: [event] });
}
