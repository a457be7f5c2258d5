import { type SQL, sql } from "drizzle-orm";
import type { DifferenceStore, Finding } from "../../core/difference/difference_store.ts";
import type { Row } from "../../core/query.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readDifference, readFound } from "./read_difference.ts";
import { differences } from "./table.ts";

const at = sql.placeholder;
const known = pack([differences, ""]);

const foundColumns = [
  "file_id",
  "line_no",
  "subject_id",
  "merchant_no",
  "clearing_day",
  "reason",
  "differs",
  "theirs",
  "ours",
] as const;
const finding: Packing = {
  columns: [...foundColumns, ...known.columns.map((each) => `known_${each}`)],
  fields: {
    row: sql`json_array(${
      sql.join(
        [
          ...foundColumns.map((each) => sql`found.${sql.identifier(each)}`),
          ...known.columns.map((each) => sql`differences.${sql.identifier(each)}`),
        ],
        sql`, `,
      )
    })`.as("row"),
  },
};

/** Of a payment, a deduction or a refund, whichever the id is. */
const ofSubject = (column: SQL, id: SQL) =>
  sql`coalesce((select ${column} from payments where payment_id = ${id}),
    (select ${column} from deductions where deduction_id = ${id}),
    (select ${column} from refunds where refund_id = ${id}))`;
const signed = (id: SQL) =>
  sql`${ofSubject(sql`amount`, id)} * iif(${id} like 'rfd\\_%' escape '\\', -1, 1)`;
const lineSubject = sql`l.subject_id`;
/** Whose a line is: of what it is about, else by its number, or by the one that trades as it at the channel. */
const lineMerchant = sql`coalesce(${ofSubject(sql`merchant_no`, lineSubject)},
  (select merchant_no from merchants where merchant_no = l.merchant_no),
  (select min(merchant_no) from connections where mer_id = l.merchant_no having count(*) = 1))`;
/** A second line of the same, or what did not succeed here, has no money here. */
const hasNone =
  sql`exists (select 1 from json_each(l.differs) j where j.value in ('repeated', 'state'))`;

const linesWithout = prepare(
  build.select(finding.fields).from(sql`(
    select l.file_id, l.line_no, l.subject_id, ${lineMerchant} as merchant_no, f.clearing_day,
      l.state as reason, l.differs, l.amount * iif(l.direction = 'in', 1, -1) as theirs,
      iif(l.subject_id is null or ${hasNone}, 0, ${signed(lineSubject)}) as ours
    from statement_lines l join statement_files f on f.file_id = l.file_id and f.state = 'imported'
    where l.file_id = ${at("fileId")} and l.state <> 'matched'
  ) found left join ${differences} on differences.about = found.file_id || ':' || found.line_no`)
    .where(sql`differences.difference_id is null or differences.state = 'resolved'
      or (differences.reason, differences.differs, coalesce(differences.subject_id, ''))
        <> (found.reason, found.differs, coalesce(found.subject_id, ''))`)
    .orderBy(sql`found.line_no`).limit(at("max")),
);

const gapsWithout = prepare(
  build.select(finding.fields).from(sql`(
    select null as file_id, null as line_no, g.subject_id, g.merchant_no, g.day as clearing_day,
      'missing_there' as reason, '[]' as differs, 0 as theirs, ${signed(sql`g.subject_id`)} as ours
    from statement_gaps g where g.merchant_no = ${at("merchantNo")} and g.state = 'open'
      and g.day between ${at("from")} and ${at("until")}
  ) found left join ${differences} on differences.about = found.subject_id`)
    .where(sql`differences.difference_id is null or differences.state = 'resolved'`)
    .limit(at("max")),
);

/** Open, or corrected before it came to agree. */
const unended = sql`(differences.state = 'open'
  or (differences.state = 'settled' and differences.corrected <> 0))
  and differences.reason <> 'overcorrected'`;
const linesAgreed = prepare(
  build.select(known.fields).from(differences).where(
    sql`differences.file_id = ${at("fileId")} and ${unended} and exists (
      select 1 from statement_lines l where l.file_id = differences.file_id
        and l.line_no = differences.line_no and l.state = 'matched')`,
  ).limit(at("max")),
);
const gapsAgreed = prepare(
  build.select(known.fields).from(differences).where(
    sql`differences.merchant_no = ${at("merchantNo")} and differences.file_id is null
      and differences.clearing_day between ${at("from")} and ${at("until")} and ${unended}
      and exists (select 1 from statement_gaps g where g.subject_id = differences.subject_id
        and g.state = 'resolved')`,
  ).limit(at("max")),
);

/** What a look at the files finds beside the cases that there are. */
export const findingQueries: Pick<
  DifferenceStore,
  "linesWithout" | "gapsWithout" | "linesAgreed" | "gapsAgreed"
> = {
  linesWithout: (fileId, max) => all(finding, linesWithout({ fileId, max }), readFinding),
  gapsWithout: (days, max) => all(finding, gapsWithout({ ...days, max }), readFinding),
  linesAgreed: (fileId, max) => all(known, linesAgreed({ fileId, max }), readDifference),
  gapsAgreed: (days, max) => all(known, gapsAgreed({ ...days, max }), readDifference),
};

function readFinding(row: Row): Finding {
  const before = Object.entries(row).flatMap(([name, value]) =>
    name.startsWith("known_") ? [[name.slice("known_".length), value] as const] : []
  );
  return {
    found: readFound(new Columns(row)),
    known: row["known_difference_id"] === null
      ? undefined
      : readDifference(Object.fromEntries(before)),
  };
}
