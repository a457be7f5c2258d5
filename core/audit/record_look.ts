import { type Actor, isAudited } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { PersonalField } from "./audit_events.ts";

export interface Look {
  readonly by: Actor;
  /** Whose data: a consumer's id, for instance. */
  readonly of: string;
  readonly fields: readonly PersonalField[];
  readonly reason: string;
}

/**
 * Records that somebody of ours is about to see personal data unmasked. Nothing may be shown before this has returned.
 * Throws a TypeError for an actor whose looks are not audited, and for a look at nothing; otherwise as `commit` does.
 */
export async function recordLook(
  deps: Pick<Deps, "commit" | "newId" | "now">,
  { by, of, fields, reason }: Look,
): Promise<void> {
  if (!isAudited(by)) throw new TypeError(`Cannot record a look: ${by.type} is not audited`);
  if (fields.length === 0) throw new TypeError("Cannot record a look: expected at least one field");
  await deps.commit([{
    type: "audit.unmasked",
    auditId: deps.newId("aud"),
    of,
    fields,
    reason,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by,
  }]);
}
