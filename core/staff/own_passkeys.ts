import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { PasskeyId } from "../id.ts";
import { readRegistration, registrationOptions } from "../passkey/register_passkey.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "./session.ts";
import type { Registration } from "../passkey/webauthn.ts";
import { PASSKEYS_MAX } from "../passkey/passkey.ts";
import { moved, type Passkey, type Staff } from "./staff.ts";

export type AddPasskeyRefusal =
  | { readonly code: "passkey_refused" }
  | { readonly code: "passkeys_too_many"; readonly max: number };
export type PasskeyRefusal =
  | { readonly code: "passkey_not_found" }
  | { readonly code: "last_passkey" };

/** What the browser needs to make one more passkey of whoever is signed in. */
export async function passkeyOptions(
  deps: Deps,
  { here, name }: { readonly here: SignedIn; readonly name: string },
) {
  const { staffId } = here.staff;
  const [existing] = await deps.load(deps.staff.passkeys(staffId));
  return await registrationOptions(deps, subjectOf(here), { ownerId: staffId, name, existing });
}

export async function addPasskey(
  deps: Deps,
  { here, name, response }: {
    readonly here: SignedIn;
    readonly name: string;
    readonly response: Registration;
  },
): Promise<Result<Passkey, AddPasskeyRefusal>> {
  const credential = await readRegistration(deps, subjectOf(here), response);
  if (!credential) return rejected({ code: "passkey_refused" });
  return await retryOnConflict(async () => {
    const { staffId } = here.staff;
    const [staff, existing] = await deps.load(
      deps.staff.byId(staffId),
      deps.staff.passkeys(staffId),
    );
    // Registered already, here or for somebody else.
    const [same] = await deps.load(deps.staff.byCredential(credential.credentialId));
    if (!staff || same) return rejected({ code: "passkey_refused" });
    if (existing.length >= PASSKEYS_MAX) {
      return rejected({ code: "passkeys_too_many", max: PASSKEYS_MAX });
    }
    const passkey: Passkey = {
      ...credential,
      passkeyId: deps.newId("pky"),
      staffId,
      name,
      createdAt: deps.now(),
      usedAt: undefined,
    };
    await deps.commit([step(deps, "staff.passkey_added", { staff, passkey, here })]);
    return ok(passkey);
  });
}

export function renamePasskey(
  deps: Deps,
  { here, passkeyId, name }: {
    readonly here: SignedIn;
    readonly passkeyId: PasskeyId;
    readonly name: string;
  },
): Promise<Result<Passkey, PasskeyRefusal>> {
  return retryOnConflict(async () => {
    const { staffId } = here.staff;
    const [staff, found] = await deps.load(
      deps.staff.byId(staffId),
      deps.staff.passkey(staffId, passkeyId),
    );
    if (!staff || !found) return rejected({ code: "passkey_not_found" });
    const passkey = { ...found, name };
    await deps.commit([step(deps, "staff.passkey_renamed", { staff, passkey, here })]);
    return ok(passkey);
  });
}

/** Removes one of several: whoever removed the last could not come in again. */
export function removePasskey(
  deps: Deps,
  { here, passkeyId }: { readonly here: SignedIn; readonly passkeyId: PasskeyId },
): Promise<Result<Passkey, PasskeyRefusal>> {
  return retryOnConflict(async () => {
    const { staffId } = here.staff;
    const [staff, all] = await deps.load(deps.staff.byId(staffId), deps.staff.passkeys(staffId));
    const passkey = all.find((each) => each.passkeyId === passkeyId);
    if (!staff || !passkey) return rejected({ code: "passkey_not_found" });
    if (all.length === 1) return rejected({ code: "last_passkey" });
    await deps.commit([step(deps, "staff.passkey_removed", { staff, passkey, here })]);
    return ok(passkey);
  });
}

/** One version later, so that of two at once one decides again: neither removes the last passkey. */
function step(
  deps: Deps,
  type: "staff.passkey_added" | "staff.passkey_renamed" | "staff.passkey_removed",
  { staff, passkey, here }: {
    readonly staff: Staff;
    readonly passkey: Passkey;
    readonly here: SignedIn;
  },
): DomainEvent {
  return {
    type,
    staff: moved(staff),
    passkey,
    within: here.session.sessionId,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byStaff(staff.staffId),
  };
}

function subjectOf({ session }: SignedIn): string {
  return `add ${session.sessionId}`;
}
