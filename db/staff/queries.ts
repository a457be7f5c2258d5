import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Query } from "../../core/query.ts";
import { SESSIONS_MAX } from "../../core/staff/session.ts";
import { PASSKEYS_MAX } from "../../core/passkey/passkey.ts";
import { STAFF_MAX } from "../../core/staff/staff.ts";
import type { Awake, Place, StaffStore } from "../../core/staff/staff_store.ts";
import { after, milliseconds } from "../../core/time.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { awakeThen, inSession, openTo } from "./places.ts";
import { readPasskey, readSession, readStaff, readWaitingPhone, seenAtOf } from "./rows.ts";
import {
  staff,
  staffPasskeys,
  staffPhoneCodes,
  staffRecoveryCodes,
  staffSessions,
} from "./table.ts";

const at = sql.placeholder;

const staffRow = pack([staff, ""]);
const phoneRow = pack([staffPhoneCodes, ""]);
const passkeyRow = pack([staffPasskeys, ""]);
const passkeyWithStaff = pack([staffPasskeys, "p_"], [staff, ""]);
const sessionRow = pack([staffSessions, ""]);

const where = (condition: SQL | undefined) =>
  build.select(staffRow.fields).from(staff).where(condition);
const ofPlace = sql`coalesce(${staff.merchantNo}, '') = ${at("place")}`;
const there = sql`${staff.state} <> 'removed'`;

const list = prepare(where(and(ofPlace, there)).orderBy(asc(staff.staffId)).limit(STAFF_MAX));
const ownById = prepare(where(and(ofPlace, eq(staff.staffId, at("staffId")))));
const byIds = prepare(
  where(sql`${staff.staffId} in (select s.value from json_each(${at("ids")}) s)`).limit(at("max")),
);
const byId = prepare(where(eq(staff.staffId, at("staffId"))));
const byMail = prepare(where(and(ofPlace, there, eq(staff.mailDigest, at("mailDigest")))));
const byInvitation = prepare(where(eq(staff.invitationDigest, at("digest"))));
const byCode = prepare(
  where(
    sql`${staff.staffId} = (select staff_id from staff_recovery_codes where digest = ${
      at("digest")
    })`,
  ),
);
const byCredential = prepare(
  build.select(passkeyWithStaff.fields).from(staffPasskeys)
    .innerJoin(staff, eq(staff.staffId, staffPasskeys.staffId))
    .where(eq(staffPasskeys.credentialId, at("credentialId"))),
);
const passkeys = prepare(
  build.select(passkeyRow.fields).from(staffPasskeys)
    .where(eq(staffPasskeys.staffId, at("staffId")))
    .orderBy(asc(staffPasskeys.passkeyId)).limit(PASSKEYS_MAX),
);
const passkey = prepare(
  build.select(passkeyRow.fields).from(staffPasskeys).where(and(
    eq(staffPasskeys.staffId, at("staffId")),
    eq(staffPasskeys.passkeyId, at("passkeyId")),
  )),
);
const codesLeft = prepare(
  build.select({ left: sql`count(*)`.as("codes_left") }).from(staffRecoveryCodes)
    .where(eq(staffRecoveryCodes.staffId, at("staffId"))),
);

const waitingPhone = prepare<{ staffId: string; now: number }>(
  build.select(phoneRow.fields).from(staffPhoneCodes).where(and(
    eq(staffPhoneCodes.staffId, at("staffId")),
    gt(staffPhoneCodes.expiresAt, at("now")),
  )),
);
const sweepPhones = prepare(
  build.delete(staffPhoneCodes).where(sql`staff_id in (
    select staff_id from staff_phone_codes where expires_at <= ${at("now")} limit 50)`),
);
const putPhone = prepare(
  build.insert(staffPhoneCodes).values({
    staffId: at("staffId"),
    sealedPhone: at("sealedPhone"),
    digest: at("digest"),
    sentAt: at("sentAt"),
    expiresAt: at("expiresAt"),
  }).onConflictDoUpdate({
    target: staffPhoneCodes.staffId,
    set: {
      sealedPhone: sql`excluded.sealed_phone`,
      digest: sql`excluded.digest`,
      sentAt: sql`excluded.sent_at`,
      expiresAt: sql`excluded.expires_at`,
    },
  }),
);

const sessions = prepare(
  build.select(sessionRow.fields).from(staffSessions)
    .where(and(eq(staffSessions.staffId, at("staffId")), awakeThen))
    .orderBy(sql`seen_at desc`).limit(SESSIONS_MAX),
);
const touch = prepare(
  build.update(staffSessions).set({ seenAt: sql`max(seen_at, ${at("now")})` })
    .where(eq(staffSessions.sessionId, at("sessionId"))),
);

export const staffStore: StaffStore = {
  list: (place) => all(staffRow, list({ place: placeOf(place) }), readStaff),
  ownById: (place, staffId) =>
    first(staffRow, ownById({ place: placeOf(place), staffId }), readStaff),
  byIds: (ids) => all(staffRow, byIds({ ids: JSON.stringify(ids), max: ids.length }), readStaff),
  byId: (staffId) => first(staffRow, byId({ staffId }), readStaff),
  byMail: (place, mailDigest) =>
    first(staffRow, byMail({ place: placeOf(place), mailDigest }), readStaff),
  byInvitation: (digest) => first(staffRow, byInvitation({ digest }), readStaff),
  byCode: (digest) => first(staffRow, byCode({ digest }), readStaff),
  byCredential: (credentialId) =>
    first(
      passkeyWithStaff,
      byCredential({ credentialId }),
      (row) => ({ passkey: readPasskey(row, "p_"), staff: readStaff(row) }),
    ),
  passkeys: (staffId) => all(passkeyRow, passkeys({ staffId }), readPasskey),
  passkey: (staffId, passkeyId) => first(passkeyRow, passkey({ staffId, passkeyId }), readPasskey),
  codesLeft: (staffId): Query<number> => ({
    statement: codesLeft({ staffId }),
    read: (rows) => Number(rows[0]?.["codes_left"] ?? 0),
  }),
  waitingPhone: (staffId, now) => first(phoneRow, waitingPhone({ staffId, now }), readWaitingPhone),
  putWaitingPhone: ({ sentAt: now, ...waiting }) => ({
    statements: [sweepPhones({ now }), putPhone({ ...waiting, sentAt: now })],
  }),
  sessions: (staffId, awake) =>
    all(
      sessionRow,
      sessions({ staffId, ...since(awake) }),
      (row) => ({ session: readSession(row), seenAt: seenAtOf(row) }),
    ),
  inSession: (tokenDigest, awake) => inSession({ tokenDigest, ...since(awake) }),
  openTo: (staffId, merchantNo, now) => openTo({ staffId, place: merchantNo, now }),
  touchSession: (sessionId, now) => ({ statements: [touch({ sessionId, now })] }),
};

function placeOf(place: Place): string {
  return place ?? "";
}

function since({ now, idle }: Awake) {
  return { now, idleSince: after(now, milliseconds(-idle)) };
}
