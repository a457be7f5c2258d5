import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { MerchantNo, SessionId } from "../id.ts";
import { headRoleOf } from "../permission/role.ts";
import type { StaffSession } from "./session.ts";
import type { PasskeyUse } from "../passkey/passkey.ts";
import { type Passkey, type Staff, STAFF_MAX } from "./staff.ts";

/** `within`: the session in which it was done, which must still be open in the write; undefined for the commands. */
interface Act {
  readonly staff: Staff;
  readonly within: SessionId | undefined;
}

export type StaffEvent =
  | Act & { readonly type: "staff.invited"; readonly first?: true }
  | Act & {
    readonly type:
      | "staff.invited_again"
      | "staff.role_changed"
      | "staff.removed"
      | "staff.alerts_chosen"
      | "staff.phone_removed";
  }
  /** Digest of the code that was sent to it and is used up. */
  | Act & { readonly type: "staff.phone_set"; readonly code: string }
  | {
    readonly type: "staff.joined";
    readonly staff: Staff;
    readonly passkey: Passkey | undefined;
    /** Digests of the recovery codes that replace all earlier ones. */
    readonly codes: readonly string[];
    readonly session: StaffSession | undefined;
  }
  | {
    readonly type: "staff.signed_in";
    readonly staff: Staff;
    readonly session: StaffSession;
    readonly used: PasskeyUse | undefined;
    /** Digest of the recovery code that is used up. */
    readonly code: string | undefined;
  }
  /** The session with its new token. */
  | Act & {
    readonly type: "staff.confirmed";
    readonly session: StaffSession;
    readonly used: PasskeyUse;
  }
  /** Their session works at another merchant number from now on. */
  | Act & {
    readonly type: "staff.place_changed";
    readonly within: SessionId;
    readonly place: MerchantNo;
  }
  | Act & { readonly type: "staff.signed_out"; readonly ended: SessionId | "all" }
  | Act & {
    readonly type: "staff.passkey_added" | "staff.passkey_renamed" | "staff.passkey_removed";
    readonly passkey: Passkey;
  }
  | Act & { readonly type: "staff.codes_replaced"; readonly codes: readonly string[] };

export const staffEvents = {
  "staff.invited": {
    subject,
    data,
    holds: (event) => ({
      ...within(event),
      staff_at_most: { merchantNo: event.staff.merchantNo, max: STAFF_MAX },
      ...(event.first ? { nobody_yet: { merchantNo: event.staff.merchantNo } } : {}),
    }),
  },
  "staff.invited_again": { subject, data, holds: within },
  "staff.joined": { subject, data },
  "staff.role_changed": { subject, data, holds: leavesAHead },
  "staff.removed": { subject, data, holds: leavesAHead },
  "staff.signed_in": {
    subject,
    data: ({ session: { sessionId, proof } }) => ({ session_id: sessionId, proof }),
  },
  "staff.confirmed": {
    subject,
    data: ({ session: { sessionId } }) => ({ session_id: sessionId }),
    holds: within,
  },
  "staff.place_changed": { subject, data: ({ place }) => ({ place }), holds: within },
  "staff.signed_out": { subject, data: ({ ended }) => ({ session_id: ended }) },
  "staff.passkey_added": { subject, data: passkeyData, holds: within },
  "staff.passkey_renamed": { subject, data: passkeyData, holds: within },
  "staff.passkey_removed": { subject, data: passkeyData, holds: within },
  "staff.alerts_chosen": {
    subject,
    data: ({ staff: { alerts, smsAlerts } }) => ({ alerts, sms_alerts: smsAlerts }),
    holds: within,
  },
  "staff.phone_set": {
    subject,
    data,
    holds: (event) => ({
      ...within(event),
      phone_code_waits: { staffId: event.staff.staffId, digest: event.code },
    }),
  },
  "staff.phone_removed": { subject, data, holds: within },
  "staff.codes_replaced": {
    subject,
    data: ({ codes }) => ({ recovery_codes: codes.length }),
    holds: within,
  },
} satisfies EventSpecs<StaffEvent>;

function subject({ staff: { staffId, version, merchantNo } }: StaffEvent): Subject {
  return { subjectId: staffId, version, merchantNo };
}

/** No name, mail address or phone: events are kept for ever. */
function data({ staff: { role, state } }: StaffEvent) {
  return { role, state };
}

function passkeyData({ passkey: { passkeyId } }: { readonly passkey: Passkey }) {
  return { passkey_id: passkeyId };
}

/** Whoever was signed out, removed or given another role in the meantime does nothing any more. */
function within({ within: sessionId }: Act): Holds {
  return sessionId === undefined ? {} : { session_open: sessionId };
}

/** Each place keeps somebody who may do everything in it. */
function leavesAHead(act: Act): Holds {
  const { staffId, merchantNo, role, state } = act.staff;
  const headRole = headRoleOf(merchantNo);
  const staysHead = state === "active" && role === headRole;
  return {
    ...within(act),
    ...(staysHead ? {} : { head_remains: { merchantNo, headRole, staffId } }),
  };
}
