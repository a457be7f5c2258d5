import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { AlertKind } from "../../core/alert/alert_kind.ts";
import type { AlertStore } from "../../core/alert/alert_store.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { readStaff } from "../staff/rows.ts";
import { staff } from "../staff/table.ts";
import { staffMails } from "./table.ts";

const at = sql.placeholder;
const row = pack([staffMails, "k_"], [staff, ""]);

const due = prepare<{ now: number; max: number }>(
  build.select(row.fields).from(staffMails)
    .innerJoin(staff, eq(staff.staffId, staffMails.staffId))
    .where(and(sql`${staffMails.dueAt} is not null`, lte(staffMails.dueAt, at("now"))))
    .orderBy(asc(staffMails.dueAt)).limit(at("max")),
);

const TAKE = `update staff_mails set due_at = ?2, tries = tries + 1
  where mail_id = ?1 and due_at <= ?3 returning mail_id`;
const SETTLE = `update staff_mails set due_at = null where mail_id = ?1`;
const AGAIN = `update staff_mails set due_at = ?2 where mail_id = ?1 and due_at is not null`;

export const alertStore: AlertStore = {
  due: (now, max) =>
    all(row, due({ now, max }), (found) => {
      const columns = new Columns(found, "k_");
      return {
        mailId: columns.text("mail_id"),
        kind: columns.text("kind") as AlertKind,
        type: columns.text("type"),
        subjectId: columns.text("subject_id"),
        at: instant(columns.int("at")),
        tries: columns.int("tries"),
        staff: readStaff(found),
      };
    }),
  take: (mailId, { now, until }) => unitOf(TAKE, mailId, until, now),
  settle: (mailId) => unitOf(SETTLE, mailId),
  again: (mailId, from) => unitOf(AGAIN, mailId, from),
};
