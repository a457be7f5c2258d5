import { asc, sql } from "drizzle-orm";
import { type Alarm, type AlarmKind, ALARMS_MAX } from "../../core/alarm/alarm.ts";
import type { AlarmStore } from "../../core/alarm/alarm_store.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { all as allRows } from "../engine/query.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { alarms } from "./table.ts";

const row = pack([alarms, ""]);

const open = prepare(
  build.select(row.fields).from(alarms).where(sql`state <> 'well'`)
    .orderBy(asc(alarms.noticedAt)).limit(ALARMS_MAX * 2),
);

const NOTICE = `insert into alarms (kind, subject, merchant_no, state, noticed_at, version)
  values (?1, ?2, ?3, 'noticed', ?4, 0)
  on conflict (kind, subject) do update set state = 'noticed', noticed_at = ?4
    where alarms.state = 'well'`;
const FORGET = `update alarms set state = 'well'
  where kind = ?1 and subject = ?2 and state = 'noticed'`;

const LAST_KEYS = `select k.merchant_no from merchant_keys k
  where k.state = 'active' and k.retire_at <= ?1 and not exists (
    select 1 from merchant_keys o where o.merchant_no = k.merchant_no and o.state = 'active'
      and (o.retire_at is null or (o.retire_at, o.kid) > (k.retire_at, k.kid)))
  order by k.retire_at limit ${ALARMS_MAX}`;

export const alarmStore: AlarmStore = {
  open: () => all(row, open({}), readAlarm),
  notice: ({ kind, subject, merchantNo }, now) =>
    unitOf(NOTICE, kind, subject, merchantNo ?? null, now),
  forget: ({ kind, subject }) => unitOf(FORGET, kind, subject),
  lastKeysEnding: (by) =>
    allRows(
      { sql: LAST_KEYS, args: [BigInt(by)] },
      (found) => String(found["merchant_no"]) as MerchantNo,
    ),
};

function readAlarm(found: Row): Alarm {
  const columns = new Columns(found);
  return {
    kind: columns.text("kind") as AlarmKind,
    subject: columns.text("subject"),
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    state: columns.text("state") as Alarm["state"],
    noticedAt: instant(columns.int("noticed_at")),
    version: columns.int("version"),
  };
}
