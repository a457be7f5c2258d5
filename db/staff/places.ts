import { and, eq, gt, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { MerchantNo } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Query, Row } from "../../core/query.ts";
import { ROLE_ABOVE, type SignedIn } from "../../core/staff/session.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readMerchant } from "../merchant/queries.ts";
import { merchantLines, merchants } from "../merchant/table.ts";
import { actsToday } from "../sharing/acts_today.ts";
import { readSession, readStaff, seenAtOf } from "./rows.ts";
import { staff, staffSessions } from "./table.ts";

const at = sql.placeholder;

/** Their own number, its test number, and where they work. */
const own = alias(merchants, "own");
const test = alias(merchants, "test");
const there = alias(merchants, "there");
const parent = alias(merchants, "parent");

/** Below their own number or its test number, and covered by an agreement that lets the parent act for it today. */
const lookedAt = sql`exists (
  select 1 from ${merchantLines} join ${merchants} ${sql.identifier("parent")}
    on ${parent.merchantNo} = ${merchantLines.aboveNo}
  join sharing_agreements a on a.parent_no = ${parent.merchantNo}
  where ${merchantLines.merchantNo} = ${there.merchantNo} and ${merchantLines.depth} > 0
    and ${merchantLines.aboveNo} in (${own.merchantNo}, ${test.merchantNo})
    and ${actsToday(parent, merchantLines.depth)})`;

/** The merchant number of `place`, while it is open to them. */
const openPlace = (place: SQLWrapper): SQL =>
  sql`${there.merchantNo} = ${place} and (
    ${there.merchantNo} in (${own.merchantNo}, ${test.merchantNo}) or ${lookedAt})`;

export const awakeThen = and(
  gt(staffSessions.expiresAt, at("now")),
  gt(staffSessions.seenAt, at("idleSince")),
);

const signedInRow = pack(
  [staffSessions, "s_"],
  [staff, ""],
  [own, "own_"],
  [test, "test_"],
  [there, "there_"],
);
const bySession = prepare<{ tokenDigest: string; now: number; idleSince: number }>(
  build.select(signedInRow.fields).from(staffSessions)
    .innerJoin(staff, eq(staff.staffId, staffSessions.staffId))
    .leftJoin(own, eq(own.merchantNo, staff.merchantNo))
    .leftJoin(test, eq(test.testOf, staff.merchantNo))
    .leftJoin(there, openPlace(staffSessions.place))
    .where(and(
      eq(staffSessions.tokenDigest, at("tokenDigest")),
      awakeThen,
      eq(staff.state, "active"),
    )),
);

const placeRow = pack([there, ""]);
const byPlace = prepare<{ staffId: string; place: string; now: number }>(
  build.select(placeRow.fields).from(staff)
    .innerJoin(own, eq(own.merchantNo, staff.merchantNo))
    .leftJoin(test, eq(test.testOf, staff.merchantNo))
    .innerJoin(there, openPlace(at("place")))
    .where(eq(staff.staffId, at("staffId"))),
);

export function inSession(
  given: { readonly tokenDigest: string; readonly now: number; readonly idleSince: number },
): Query<SignedIn | undefined> {
  return first(signedInRow, bySession(given), readSignedIn);
}

export function openTo(
  given: { readonly staffId: string; readonly place: MerchantNo; readonly now: number },
): Query<Merchant | undefined> {
  return first(placeRow, byPlace(given), (row) => readMerchant(row));
}

/** A place that is open to them no more gives way to their own. */
function readSignedIn(row: Row): SignedIn {
  const found = readStaff(row);
  if (found.state !== "active") throw new TypeError("Cannot read a session: its owner is gone");
  const { merchantNo, role, ...person } = found;
  const merchant = merchantIn(row, "own_");
  const reach = [merchant, merchantIn(row, "test_")].flatMap((each) => each ?? []);
  const place = merchantIn(row, "there_") ?? merchant;
  const reached = place === undefined ||
    reach.some((each) => each.merchantNo === place.merchantNo);
  return {
    staff: person,
    home: { merchantNo, role },
    session: readSession(row, "s_"),
    seenAt: seenAtOf(row, "s_"),
    place: place?.merchantNo,
    role: reached ? role : ROLE_ABOVE,
    merchant: place,
    reach,
  };
}

function merchantIn(row: Row, prefix: string): Merchant | undefined {
  return row[`${prefix}merchant_no`] === null ? undefined : readMerchant(row, prefix);
}
