import type { AlertKind } from "../../core/alert/alert_kind.ts";
import type { MerchantNo, SessionId, StaffId } from "../../core/id.ts";
import type { Role } from "../../core/permission/role.ts";
import type { Row } from "../../core/query.ts";
import type { Proof, StaffSession } from "../../core/staff/session.ts";
import {
  invitationOf,
  type Passkey,
  type Staff,
  type StaffStanding,
} from "../../core/staff/staff.ts";
import type { WaitingPhone } from "../../core/staff/waiting_phone.ts";
import { type Instant, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { readCredential } from "../passkey/credential_row.ts";

export function readStaff(row: Row, prefix = ""): Staff {
  const columns = new Columns(row, prefix);
  return {
    staffId: columns.text("staff_id") as StaffId,
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    role: columns.text("role") as Role,
    sealedName: columns.textOrNone("sealed_name"),
    sealedMail: columns.textOrNone("sealed_mail"),
    mailDigest: columns.textOrNone("mail_digest"),
    sealedPhone: columns.textOrNone("sealed_phone"),
    alerts: columns.list("alerts") as readonly AlertKind[],
    smsAlerts: columns.list("sms_alerts") as readonly AlertKind[],
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    ...standing(columns),
  };
}

function standing(columns: Columns): StaffStanding {
  const state = columns.text("state") as Staff["state"];
  switch (state) {
    case "invited":
      return { state, invitation: invitation(columns) };
    case "active":
      return {
        state,
        joinedAt: instant(columns.int("joined_at")),
        invitation: columns.isNone("invitation_digest") ? undefined : invitation(columns),
      };
    case "removed":
      return { state, removedAt: instant(columns.int("removed_at")) };
  }
}

function invitation(columns: Columns) {
  return {
    digest: columns.text("invitation_digest"),
    expiresAt: instant(columns.int("invitation_expires_at")),
  };
}

export function staffRow(staff: Staff) {
  const invitation = invitationOf(staff);
  return {
    staffId: staff.staffId,
    merchantNo: staff.merchantNo,
    role: staff.role,
    state: staff.state,
    sealedName: staff.sealedName,
    sealedMail: staff.sealedMail,
    mailDigest: staff.mailDigest,
    sealedPhone: staff.sealedPhone,
    alerts: JSON.stringify(staff.alerts),
    smsAlerts: JSON.stringify(staff.smsAlerts),
    invitationDigest: invitation?.digest,
    invitationExpiresAt: invitation?.expiresAt,
    createdAt: staff.createdAt,
    joinedAt: staff.state === "active" ? staff.joinedAt : undefined,
    removedAt: staff.state === "removed" ? staff.removedAt : undefined,
    version: staff.version,
  };
}

export function readWaitingPhone(row: Row): WaitingPhone {
  const columns = new Columns(row);
  return {
    staffId: columns.text("staff_id") as StaffId,
    sealedPhone: columns.text("sealed_phone"),
    digest: columns.text("digest"),
    sentAt: instant(columns.int("sent_at")),
    expiresAt: instant(columns.int("expires_at")),
  };
}

export function readPasskey(row: Row, prefix = ""): Passkey {
  const columns = new Columns(row, prefix);
  return { ...readCredential(columns), staffId: columns.text("staff_id") as StaffId };
}

export function readSession(row: Row, prefix = ""): StaffSession {
  const columns = new Columns(row, prefix);
  return {
    sessionId: columns.text("session_id") as SessionId,
    tokenDigest: columns.text("token_digest"),
    staffId: columns.text("staff_id") as StaffId,
    proof: columns.text("proof") as Proof,
    confirmedAt: instant(columns.int("confirmed_at")),
    client: columns.text("client"),
    createdAt: instant(columns.int("created_at")),
    expiresAt: instant(columns.int("expires_at")),
  };
}

export function seenAtOf(row: Row, prefix = ""): Instant {
  return instant(new Columns(row, prefix).int("seen_at"));
}
