import type { Deps } from "../deps.ts";
import { inviteAgain } from "./invite_again.ts";
import { inviteStaff } from "./invite_staff.ts";
import { invitationOf } from "./staff.ts";

/**
 * The token for the link of the first operator, while there is none. Undefined once somebody has joined, and while the
 * link that was given out before still opens: only its digest is kept.
 */
export async function inviteFirstOperator(deps: Deps): Promise<string | undefined> {
  const [operators] = await deps.load(deps.staff.list(undefined));
  const now = deps.now();
  const waits = operators.some((each) =>
    each.state === "active" || (invitationOf(each)?.expiresAt ?? now) > now
  );
  if (waits) return undefined;
  const [missed] = operators;
  const invited = missed
    ? await inviteAgain(deps, { place: undefined, staffId: missed.staffId, here: undefined })
    : await inviteStaff(deps, {
      place: undefined,
      role: "admin",
      person: { name: undefined, mail: undefined },
      here: undefined,
      first: true,
    });
  return invited.ok ? invited.value.token : undefined;
}
