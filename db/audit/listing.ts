import type { AuditEntry, AuditPage } from "../../core/audit/audit_entry.ts";
import type { AuditStore } from "../../core/audit/audit_store.ts";
import type { Row } from "../../core/query.ts";
import { days, startOfBusinessDay } from "../../core/time.ts";
import type { SqlArg } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all } from "../engine/query.ts";
import { readStep } from "../event/read_step.ts";

const COLUMNS = `a.seq as entry, e.type, e.subject_id, e.merchant_no, e.at, e.by, e.data`;
/** Word by word the condition of the indexes. */
const AUDITED = `(${
  ["st", "op", "ti"].map((who) => `substr(e.by, 1, 2) = '${who}'`).join(" or ")
})`;
/** The row of the event at an entry's number: both grow together. */
const EVENT_AT = (entry: string) =>
  `(select b.seq from audit_entries o cross join events b on b.event_id = o.event_id
    where o.seq = ${entry})`;

/** Filters that are not given leave no trace in the text, so that each has its own index. */
export const auditListing: Pick<AuditStore, "entries"> = {
  entries: (page) => {
    const args: SqlArg[] = [];
    const bind = (value: string | number) => {
      args.push(typeof value === "number" ? BigInt(value) : value);
      return `?${args.length}`;
    };
    const sql = textOf(page, bind);
    return all({ sql, args }, readEntry);
  },
};

function textOf(page: AuditPage, bind: (value: string | number) => string): string {
  const { place, by, type, day, before } = page;
  const max = bind(page.max);
  if (place === undefined && by === undefined && type === undefined && day === undefined) {
    const until = before === undefined ? "" : `and a.seq < ${bind(before)}`;
    return `select ${COLUMNS} from audit_entries a cross join events e on e.event_id = a.event_id
      where a.seq > 0 ${until} order by a.seq desc limit ${max}`;
  }
  const start = day && startOfBusinessDay(day);
  const conditions = [
    AUDITED,
    ...(by === undefined ? [] : [`e.by = ${bind(by)}`]),
    ...(type === undefined ? [] : [`e.type = ${bind(type)}`]),
    ...(start === undefined ? [] : [`e.at >= ${bind(start)} and e.at < ${bind(start + days(1))}`]),
    ...(before === undefined ? [] : [`e.seq < ${EVENT_AT(bind(before))}`]),
  ];
  if (place === undefined) {
    return `select ${COLUMNS} from events e cross join audit_entries a on a.event_id = e.event_id
      where ${conditions.join(" and ")} order by e.seq desc limit ${max}`;
  }
  // A page of each of its people and tills by the index, of which the newest are taken; of a live number's people what
  // they did at its test number.
  const at = bind(place);
  const near = `merchant_no in (${at}, (select test_of from merchants where merchant_no = ${at}))`;
  return `select ${COLUMNS} from events e cross join audit_entries a on a.event_id = e.event_id
    where e.seq in (
      select s.value from (
        select merchant_no, 'staff:' || staff_id as who from staff where ${near}
        union all select merchant_no, 'till:' || screen_id from screens where ${near}
      ) m cross join json_each((
        select json_group_array(seq) from (
          select e.seq from events e cross join audit_entries x on x.event_id = e.event_id
          where ${conditions.join(" and ")} and e.by = m.who
            and (m.merchant_no = ${at} or e.merchant_no = ${at})
          order by e.seq desc limit ${max})
      )) s order by s.value desc limit ${max}
    ) order by e.seq desc limit ${max}`;
}

function readEntry(row: Row): AuditEntry {
  const columns = new Columns(row);
  return {
    ...readStep(columns),
    entry: columns.int("entry"),
    subjectId: columns.text("subject_id"),
  };
}
