import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import {
  type NewCredential,
  readRegistration,
  registrationOptions,
} from "../passkey/register_passkey.ts";
import { ok, rejected, type Result } from "../result.ts";
import { digestToken, newToken } from "./one_time_link.ts";
import { newRecoveryCodes } from "./recovery_code.ts";
import { openPerson, type Person, sealPerson } from "./seal_staff.ts";
import { begun } from "./session.ts";
import type { Registration } from "../passkey/webauthn.ts";
import { advance, invitationOf, type Passkey, type Staff } from "./staff.ts";

/** Used, too old and invented get one answer. */
export type InvitationRefusal = { readonly code: "invitation_not_open" };
export type JoinRefusal =
  | InvitationRefusal
  | { readonly code: "passkey_refused" }
  | { readonly code: "staff_already_there" };

export interface Join {
  readonly token: string;
  readonly response: Registration;
  /** What they call the passkey. */
  readonly passkeyName: string;
  /** What the invitation did not say. */
  readonly person: Person;
  readonly client: string;
}

export interface Joined {
  readonly staff: Staff;
  /** For the cookie. */
  readonly sessionToken: string;
  /** Shown once. */
  readonly codes: readonly string[];
}

export interface OpenInvitation {
  readonly staff: Staff;
  readonly person: Person;
}

/** Whom this link invites, while it is open. */
export async function viewInvitation(
  deps: Deps,
  token: string,
): Promise<Result<OpenInvitation, InvitationRefusal>> {
  const [staff] = await deps.load(deps.staff.byInvitation(await digestToken(token)));
  const invitation = staff && invitationOf(staff);
  if (!staff || !invitation || deps.now() >= invitation.expiresAt) {
    return rejected({ code: "invitation_not_open" });
  }
  return ok({ staff, person: await openPerson(deps.vault, staff) });
}

/** What the browser needs to make the first passkey of whoever is invited. */
export async function joinOptions(
  deps: Deps,
  { token, name }: { readonly token: string; readonly name: string },
) {
  const invited = await viewInvitation(deps, token);
  if (!invited.ok) return invited;
  const { staff: { staffId } } = invited.value;
  const subject = await subjectOf(token);
  return ok(await registrationOptions(deps, subject, { ownerId: staffId, name, existing: [] }));
}

/**
 * Takes the invitation up: from now on the link is dead, this passkey and these recovery codes replace all earlier ones,
 * and sessions that were begun with those end.
 */
export async function join(deps: Deps, command: Join): Promise<Result<Joined, JoinRefusal>> {
  const credential = await readRegistration(deps, await subjectOf(command.token), command.response);
  if (!credential) return rejected({ code: "passkey_refused" });
  return await retryOnConflict(() => takeUp(deps, command, credential));
}

async function takeUp(
  deps: Deps,
  { token, person, passkeyName, client }: Join,
  credential: NewCredential,
): Promise<Result<Joined, JoinRefusal>> {
  const invited = await viewInvitation(deps, token);
  if (!invited.ok) return invited;
  const { staff: found, person: known } = invited.value;
  const { staffId } = found;
  const sealed = await sealPerson(deps.vault, staffId, {
    name: person.name ?? known.name,
    mail: known.mail ?? person.mail,
  });
  const [same] = await deps.load(deps.staff.byMail(found.merchantNo, sealed.mailDigest ?? ""));
  if (same && same.staffId !== staffId) return rejected({ code: "staff_already_there" });

  const now = deps.now();
  const passkey: Passkey = {
    ...credential,
    passkeyId: deps.newId("pky"),
    staffId,
    name: passkeyName,
    createdAt: now,
    usedAt: undefined,
  };
  const { codes, digests } = await newRecoveryCodes(deps);
  const sessionToken = newToken(deps.random);
  const session = begun(staffId, {
    sessionId: deps.newId("ses"),
    tokenDigest: await digestToken(sessionToken),
    proof: "invitation",
    client,
  }, { now, config: deps.config });
  const staff = advance(found, { type: "joined", at: now, person: sealed });
  await deps.commit([{
    type: "staff.joined",
    staff,
    passkey,
    codes: digests,
    session,
    eventId: deps.newId("evt"),
    at: now,
    by: byStaff(staffId),
  }]);
  return ok({ staff, sessionToken, codes });
}

async function subjectOf(token: string): Promise<string> {
  return `join ${await digestToken(token)}`;
}
