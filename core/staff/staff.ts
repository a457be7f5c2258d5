import type { AlertKind } from "../alert/alert_kind.ts";
import type { MerchantNo, StaffId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Credential } from "../passkey/passkey.ts";
import type { Role } from "../permission/role.ts";
import { days, type Duration, type Instant } from "../time.ts";

export type StaffState = "invited" | "active" | "removed";
export type StaffSignal = "joined" | "invited_again" | "removed";

/** Who has lost every passkey is invited again and joins once more; who was removed never comes back under this id. */
export const staffMachine: Machine<StaffState, StaffSignal> = {
  invited: { joined: "active", invited_again: "invited", removed: "removed" },
  active: { joined: "active", invited_again: "active", removed: "removed" },
  removed: {},
};

/** Of one merchant number or of the institution, those not removed. */
export const STAFF_MAX = 200;
export const INVITATION_LIFE: Duration = days(3);
export const NAME_CHARACTERS_MAX = 64;
export const MAIL_CHARACTERS_MAX = 254;

/** Somebody who works for a merchant number or for the institution. */
export type Staff = StaffFacts & StaffStanding;
export type ActiveStaff = StaffFacts & Extract<StaffStanding, { state: "active" }>;

export interface StaffFacts {
  readonly staffId: StaffId;
  /** Undefined for an operator, who belongs to the institution. */
  readonly merchantNo: MerchantNo | undefined;
  readonly role: Role;
  /** Sealed by the vault; see seal_staff.ts. Undefined while whoever is invited has not said it. */
  readonly sealedName: string | undefined;
  readonly sealedMail: string | undefined;
  /** Keyed, by which a mail address is looked up. */
  readonly mailDigest: string | undefined;
  /** Where they are told by text message; known to be theirs by a code sent to it. */
  readonly sealedPhone: string | undefined;
  /** What they are told by mail, and by text message while there is a phone. */
  readonly alerts: readonly AlertKind[];
  readonly smsAlerts: readonly AlertKind[];
  readonly createdAt: Instant;
  readonly version: number;
}

export type StaffStanding =
  | { readonly state: "invited"; readonly invitation: Invitation }
  | {
    readonly state: "active";
    readonly joinedAt: Instant;
    /** For somebody who lost their passkeys. */
    readonly invitation: Invitation | undefined;
  }
  | { readonly state: "removed"; readonly removedAt: Instant };

/** A one-time link; only the digest of its 256 random bits is kept. */
export interface Invitation {
  readonly digest: string;
  readonly expiresAt: Instant;
}

export interface Passkey extends Credential {
  readonly staffId: StaffId;
}

/** The open invitation of somebody who is not removed. */
export function invitationOf(staff: Staff): Invitation | undefined {
  return staff.state === "removed" ? undefined : staff.invitation;
}

type StaffAdvance =
  | {
    readonly type: "joined";
    readonly at: Instant;
    readonly person: Pick<StaffFacts, "sealedName" | "sealedMail" | "mailDigest">;
  }
  | { readonly type: "invited_again"; readonly invitation: Invitation }
  | { readonly type: "removed"; readonly at: Instant };

/** The same person one version later; a signal that leads nowhere leaves them as they are. */
export function advance(staff: Staff, signal: StaffAdvance): Staff {
  if (!staffMachine[staff.state][signal.type] || staff.state === "removed") return staff;
  const facts = next(staff);
  switch (signal.type) {
    case "joined": {
      const joinedAt = staff.state === "active" ? staff.joinedAt : signal.at;
      // The phone as well as the passkeys may be in somebody else's hands.
      const known = { ...facts, ...signal.person, ...withoutPhone(facts) };
      return { ...known, state: "active", joinedAt, invitation: undefined };
    }
    case "invited_again": {
      const { invitation } = signal;
      return staff.state === "active"
        ? { ...facts, state: "active", joinedAt: staff.joinedAt, invitation }
        : { ...facts, state: "invited", invitation };
    }
    case "removed":
      return { ...facts, ...withoutPhone(facts), state: "removed", removedAt: signal.at };
  }
}

/** What came by text message comes by mail from now on. */
export function withoutPhone(
  { alerts, smsAlerts }: Pick<StaffFacts, "alerts" | "smsAlerts">,
): Pick<StaffFacts, "sealedPhone" | "alerts" | "smsAlerts"> {
  const all = new Set([...alerts, ...smsAlerts]);
  return { sealedPhone: undefined, alerts: [...all], smsAlerts: [] };
}

/** After a step that leaves the standing as it is. */
export function moved<S extends Staff>(staff: S): S {
  return { ...staff, version: staff.version + 1 };
}

function next(staff: Staff): StaffFacts {
  const { staffId, merchantNo, role, sealedName, sealedMail, mailDigest } = staff;
  const { sealedPhone, alerts, smsAlerts, createdAt } = staff;
  const sealed = { sealedName, sealedMail, mailDigest, sealedPhone };
  const told = { alerts, smsAlerts };
  return { staffId, merchantNo, role, ...sealed, ...told, createdAt, version: staff.version + 1 };
}
