import { eq, sql } from "drizzle-orm";
import { SESSIONS_MAX, type StaffSession } from "../../core/staff/session.ts";
import type { PasskeyUse } from "../../core/passkey/passkey.ts";
import type { StaffEvent } from "../../core/staff/staff_events.ts";
import type { Passkey, Staff } from "../../core/staff/staff.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { credentialRow } from "../passkey/credential_row.ts";
import { staffRow } from "./rows.ts";
import {
  staff,
  staffPasskeys,
  staffPhoneCodes,
  staffRecoveryCodes,
  staffSessions,
} from "./table.ts";

export const staffChanges = {
  "staff.invited": (event) => [insertStaff(staffRow(event.staff))],
  "staff.invited_again": update,
  "staff.joined": (event) => [
    ...update(event),
    // Only the new passkey, codes and session count: whoever has the old ones may be somebody else.
    ...forgetKeys(event.staff),
    ...(event.passkey ? [insertPasskey(credentialRow(event.passkey))] : []),
    ...insertCodes(event),
    ...(event.session ? beginSession(event.session) : []),
  ],
  "staff.role_changed": (event) => [...update(event), ...endSessions(event)],
  "staff.removed": (event) => [...update(event), ...forgetKeys(event.staff)],
  "staff.signed_in": (event) => [
    ...update(event),
    ...(event.used ? [countUse(event.used, event.at)] : []),
    ...(event.code === undefined ? [] : [useCode({ digest: event.code })]),
    ...beginSession(event.session),
  ],
  "staff.confirmed": ({ session, used, ...event }) => [
    ...update(event),
    countUse(used, event.at),
    confirm({ ...session, seenAt: event.at }),
  ],
  "staff.place_changed": ({ place, within, ...event }) => [
    ...update(event),
    changePlace({ place, sessionId: within }),
  ],
  "staff.signed_out": (event) => [
    ...update(event),
    ...(event.ended === "all"
      ? endSessions(event)
      : [endSession({ sessionId: event.ended, staffId: event.staff.staffId })]),
  ],
  "staff.passkey_added": (event) => [...update(event), insertPasskey(credentialRow(event.passkey))],
  "staff.passkey_renamed": (event) => [
    ...update(event),
    rename({ passkeyId: event.passkey.passkeyId, name: event.passkey.name }),
  ],
  "staff.passkey_removed": (event) => [
    ...update(event),
    removePasskey({ passkeyId: event.passkey.passkeyId }),
  ],
  "staff.alerts_chosen": update,
  "staff.phone_set": (event) => [
    ...update(event),
    forgetPhoneCode({ staffId: event.staff.staffId }),
  ],
  "staff.phone_removed": update,
  "staff.codes_replaced": (event) => [
    ...update(event),
    forgetCodes({ staffId: event.staff.staffId }),
    ...insertCodes(event),
  ],
} satisfies Changes<StaffEvent>;

const at = sql.placeholder;

const insertStaff = prepare<ReturnType<typeof staffRow>>(
  build.insert(staff).values({
    staffId: at("staffId"),
    merchantNo: at("merchantNo"),
    role: at("role"),
    state: at("state"),
    sealedName: at("sealedName"),
    sealedMail: at("sealedMail"),
    mailDigest: at("mailDigest"),
    sealedPhone: at("sealedPhone"),
    alerts: at("alerts"),
    smsAlerts: at("smsAlerts"),
    invitationDigest: at("invitationDigest"),
    invitationExpiresAt: at("invitationExpiresAt"),
    createdAt: at("createdAt"),
    joinedAt: at("joinedAt"),
    removedAt: at("removedAt"),
    version: at("version"),
  }),
);
const updateStaff = prepare<ReturnType<typeof staffRow>>(
  build.update(staff).set({
    role: sql`${at("role")}`,
    state: sql`${at("state")}`,
    sealedName: sql`${at("sealedName")}`,
    sealedMail: sql`${at("sealedMail")}`,
    mailDigest: sql`${at("mailDigest")}`,
    sealedPhone: sql`${at("sealedPhone")}`,
    alerts: sql`${at("alerts")}`,
    smsAlerts: sql`${at("smsAlerts")}`,
    invitationDigest: sql`${at("invitationDigest")}`,
    invitationExpiresAt: sql`${at("invitationExpiresAt")}`,
    joinedAt: sql`${at("joinedAt")}`,
    removedAt: sql`${at("removedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(staff.staffId, at("staffId"))),
);

function update({ staff }: { readonly staff: Staff }): readonly Statement[] {
  return [updateStaff(staffRow(staff))];
}

const insertPasskey = prepare<ReturnType<typeof credentialRow<Passkey>>>(
  build.insert(staffPasskeys).values({
    passkeyId: at("passkeyId"),
    staffId: at("staffId"),
    credentialId: at("credentialId"),
    publicKey: at("publicKey"),
    counter: at("counter"),
    transports: at("transports"),
    name: at("name"),
    createdAt: at("createdAt"),
    usedAt: at("usedAt"),
  }),
);
const use = prepare(
  build.update(staffPasskeys)
    .set({ counter: sql`${at("counter")}`, usedAt: sql`${at("usedAt")}` })
    .where(eq(staffPasskeys.passkeyId, at("passkeyId"))),
);
const rename = prepare(
  build.update(staffPasskeys).set({ name: sql`${at("name")}` })
    .where(eq(staffPasskeys.passkeyId, at("passkeyId"))),
);
const removePasskey = prepare(
  build.delete(staffPasskeys).where(eq(staffPasskeys.passkeyId, at("passkeyId"))),
);
const forgetPasskeys = prepare(
  build.delete(staffPasskeys).where(eq(staffPasskeys.staffId, at("staffId"))),
);

function countUse({ passkeyId, counter }: PasskeyUse, usedAt: Instant): Statement {
  return use({ passkeyId, counter, usedAt });
}

const insertCode = prepare(
  build.insert(staffRecoveryCodes).values({ digest: at("digest"), staffId: at("staffId") }),
);
const useCode = prepare(
  build.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.digest, at("digest"))),
);
const forgetCodes = prepare(
  build.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, at("staffId"))),
);

const forgetPhoneCode = prepare(
  build.delete(staffPhoneCodes).where(eq(staffPhoneCodes.staffId, at("staffId"))),
);

function insertCodes(
  { staff: { staffId }, codes }: { readonly staff: Staff; readonly codes: readonly string[] },
): readonly Statement[] {
  return codes.map((digest) => insertCode({ digest, staffId }));
}

const insertSession = prepare(
  build.insert(staffSessions).values({
    sessionId: at("sessionId"),
    tokenDigest: at("tokenDigest"),
    staffId: at("staffId"),
    proof: at("proof"),
    confirmedAt: at("confirmedAt"),
    client: at("client"),
    createdAt: at("createdAt"),
    seenAt: at("createdAt"),
    expiresAt: at("expiresAt"),
  }),
);
const sweepSessions = prepare(
  build.delete(staffSessions).where(sql`session_id in (
    select session_id from staff_sessions where expires_at <= ${at("now")} limit 50)`),
);
const giveWay = prepare(
  build.delete(staffSessions).where(sql`session_id in (
    select session_id from staff_sessions where staff_id = ${at("staffId")}
    order by seen_at desc limit -1 offset ${at("kept")})`),
);
const confirm = prepare(
  build.update(staffSessions).set({
    tokenDigest: sql`${at("tokenDigest")}`,
    proof: sql`${at("proof")}`,
    confirmedAt: sql`${at("confirmedAt")}`,
    seenAt: sql`${at("seenAt")}`,
  }).where(eq(staffSessions.sessionId, at("sessionId"))),
);
const changePlace = prepare(
  build.update(staffSessions).set({ place: sql`${at("place")}` })
    .where(eq(staffSessions.sessionId, at("sessionId"))),
);
const endSession = prepare(
  build.delete(staffSessions).where(
    sql`session_id = ${at("sessionId")} and staff_id = ${at("staffId")}`,
  ),
);
const endAll = prepare(
  build.delete(staffSessions).where(eq(staffSessions.staffId, at("staffId"))),
);

function beginSession(session: StaffSession): readonly Statement[] {
  return [
    sweepSessions({ now: session.createdAt }),
    giveWay({ staffId: session.staffId, kept: SESSIONS_MAX - 1 }),
    insertSession({ ...session }),
  ];
}

function endSessions({ staff: { staffId } }: { readonly staff: Staff }): readonly Statement[] {
  return [endAll({ staffId })];
}

function forgetKeys({ staffId }: Staff): readonly Statement[] {
  return [forgetPasskeys, forgetCodes, forgetPhoneCode, endAll].map((forget) =>
    forget({ staffId })
  );
}
