import { byStaff } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { assertionOptions, readAssertion } from "../passkey/assert_passkey.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestToken, newToken } from "./one_time_link.ts";
import type { SignedIn, StaffSession } from "./session.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import { moved } from "./staff.ts";

export type ConfirmRefusal = { readonly code: "passkey_refused" };

/** What the browser needs to show that whoever signed in is still there. */
export async function confirmationOptions(deps: Deps, { staff, session }: SignedIn) {
  const [passkeys] = await deps.load(deps.staff.passkeys(staff.staffId));
  return await assertionOptions(deps, subjectOf(session), passkeys);
}

/**
 * Makes the session good for dangerous acts for two minutes. It goes on under another token, and the one before is dead
 * at once: whoever had copied it has nothing.
 */
export async function confirmSession(
  deps: Deps,
  { here, response }: {
    readonly here: SignedIn;
    readonly response: Assertion;
  },
): Promise<Result<{ readonly sessionToken: string }, ConfirmRefusal>> {
  const { staffId } = here.staff;
  const found = await readAssertion(deps, {
    subject: subjectOf(here.session),
    response,
    owner: deps.staff.byCredential,
  });
  if (found?.staff.staffId !== staffId) return rejected({ code: "passkey_refused" });
  const sessionToken = newToken(deps.random);
  const now = deps.now();
  const session: StaffSession = {
    ...here.session,
    tokenDigest: await digestToken(sessionToken),
    proof: "passkey",
    confirmedAt: now,
  };
  const conflict = await conflictOf(deps.commit([{
    type: "staff.confirmed",
    staff: moved(found.staff),
    session,
    used: found.used,
    within: session.sessionId,
    eventId: deps.newId("evt"),
    at: now,
    by: byStaff(staffId),
  }]));
  return conflict ? rejected({ code: "passkey_refused" }) : ok({ sessionToken });
}

function subjectOf({ sessionId }: StaffSession): string {
  return `confirm ${sessionId}`;
}
