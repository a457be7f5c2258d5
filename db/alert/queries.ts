import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { AlertKind } from "../../core/alert/alert_kind.ts";
import type { AlertStore } from "../../core/alert/alert_store.ts";
import type { AlertWay } from "../../core/alert/owed_alert.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { readStaff } from "../staff/rows.ts";
import { staff } from "../staff/table.ts";
import { staffAlerts } from "./table.ts";

const at = sql.placeholder;
const row = pack([staffAlerts, "k_"], [staff, ""]);

const due = prepare<{ now: number; max: number }>(
  build.select(row.fields).from(staffAlerts)
    .innerJoin(staff, eq(staff.staffId, staffAlerts.staffId))
    .where(and(sql`${staffAlerts.dueAt} is not null`, lte(staffAlerts.dueAt, at("now"))))
    .orderBy(asc(staffAlerts.dueAt)).limit(at("max")),
);

const TAKE = `update staff_alerts set due_at = ?2, tries = tries + 1
  where alert_id = ?1 and due_at <= ?3 returning alert_id`;
const SETTLE = `update staff_alerts set due_at = null where alert_id = ?1`;
const AGAIN = `update staff_alerts set due_at = ?2 where alert_id = ?1 and due_at is not null`;

export const alertStore: AlertStore = {
  due: (now, max) =>
    all(row, due({ now, max }), (found) => {
      const columns = new Columns(found, "k_");
      return {
        alertId: columns.text("alert_id"),
        way: columns.text("way") as AlertWay,
        kind: columns.text("kind") as AlertKind,
        type: columns.text("type"),
        subjectId: columns.text("subject_id"),
        at: instant(columns.int("at")),
        tries: columns.int("tries"),
        staff: readStaff(found),
      };
    }),
  take: (alertId, { now, until }) => unitOf(TAKE, alertId, until, now),
  settle: (alertId) => unitOf(SETTLE, alertId),
  again: (alertId, from) => unitOf(AGAIN, alertId, from),
};
