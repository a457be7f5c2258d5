import { type SQL, sql } from "drizzle-orm";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type {
  KindFigures,
  ReconciliationStore,
} from "../../core/reconciliation/reconciliation_store.ts";
import type { DetailKind } from "../../core/statement_file/statement_file.ts";
import { Columns } from "../engine/columns.ts";
import { first, type Packing } from "../engine/packed.ts";
import { spanOf, succeededOn } from "../statement_file/succeeded_on.ts";
import { build, prepare } from "../engine/statement.ts";

const at = sql.placeholder;
const kindText: Readonly<Record<DetailKind, SQL>> = {
  zm: sql`'zm'`,
  zme: sql`'zme'`,
  acom: sql`'acom'`,
  acomn: sql`'acomn'`,
};
const kinds = Object.keys(kindText) as DetailKind[];

function packing(values: Readonly<Record<string, SQL>>): Packing {
  return {
    columns: Object.keys(values),
    fields: { row: sql`json_array(${sql.join(Object.values(values), sql`, `)})`.as("row") },
  };
}

const ofKind = (kind: DetailKind) =>
  sql`f.clearing_day = ${at("day")} and f.state = 'imported' and f.kind = ${kindText[kind]}`;
const files = (what: SQL, kind: DetailKind) =>
  sql`(select coalesce(sum(${what}), 0) from statement_files f where ${ofKind(kind)})`;
const open = (state: SQL, kind: DetailKind) =>
  sql`(select count(*) from statement_files f join statement_lines l on l.file_id = f.file_id
    where ${ofKind(kind)} and l.state <> 'matched' and l.state = ${state})`;
const ofKinds = packing(Object.fromEntries(kinds.flatMap((kind) => [
  [`${kind}_files`, files(sql`1`, kind)],
  [`${kind}_lines`, files(sql`lines`, kind)],
  [`${kind}_amount`, files(sql`paid - paid_back`, kind)],
  [`${kind}_fee`, files(sql`fee`, kind)],
  [`${kind}_differing`, open(sql`'differing'`, kind)],
  [`${kind}_missing`, open(sql`'missing_here'`, kind)],
])));
const figures = prepare<{ day: string }>(build.select(ofKinds.fields).from(sql`(select 1)`));

const difference = (condition: SQL) =>
  sql`(select count(*) from differences d where d.clearing_day = ${at("day")} and ${condition})`;
const ofDifferences = packing({
  open: difference(sql`d.state = 'open'`),
  settled: difference(sql`d.state = 'settled'`),
  resolved: difference(sql`d.state = 'resolved'`),
  missing_there: difference(sql`d.state = 'open' and d.reason = 'missing_there'`),
});
const differences = prepare<{ day: string }>(
  build.select(ofDifferences.fields).from(sql`(select 1)`),
);

/** The numbers of ours whose file of the day is here: the channel's own, or what trades by it. */
const numbers = sql`select f.merchant_no from statement_files f where f.clearing_day = ${at("day")}
    and f.state = 'imported' and f.kind = 'zm'
  union select c.merchant_no from statement_files f join connections c on c.mer_id = f.merchant_no
    where f.clearing_day = ${at("day")} and f.state = 'imported' and f.kind = 'zm'`;
const succeeded = (table: "payments" | "deductions" | "refunds") =>
  sql`(select count(*) from (${numbers}) own cross join ${sql.identifier(table)} t
    on ${succeededOn(table, sql`own.merchant_no`)})`;
const expectedRow = packing({
  expected: sql`${succeeded("payments")} + ${succeeded("deductions")} + ${succeeded("refunds")}`,
});
const expected = prepare<{ day: string } & ReturnType<typeof spanOf>>(
  build.select(expectedRow.fields).from(sql`(select 1)`),
);

/** What a day comes to. */
export const figureQueries: Pick<
  ReconciliationStore,
  "figuresOf" | "differencesOf" | "expectedOn"
> = {
  figuresOf: (day) => {
    const found = first(ofKinds, figures({ day }), readKinds);
    return { ...found, read: (rows) => found.read(rows) ?? [] };
  },
  differencesOf: (day) => {
    const found = first(ofDifferences, differences({ day }), (row) => {
      const columns = new Columns(row);
      return {
        open: columns.int("open"),
        settled: columns.int("settled"),
        resolved: columns.int("resolved"),
        missingThere: columns.int("missing_there"),
      };
    });
    return { ...found, read: (rows) => found.read(rows)! };
  },
  expectedOn: (day) => {
    const read = (row: Row) => new Columns(row).int("expected");
    const found = first(expectedRow, expected({ day, ...spanOf(day) }), read);
    return { ...found, read: (rows) => found.read(rows) ?? 0 };
  },
};

/** Those of which there are files. */
function readKinds(row: Row): readonly KindFigures[] {
  return kinds.map((kind) => {
    const columns = new Columns(row, `${kind}_`);
    return {
      kind,
      files: columns.int("files"),
      lines: columns.int("lines"),
      differing: columns.int("differing"),
      missingHere: columns.int("missing"),
      amount: cny(columns.int("amount")),
      fee: cny(columns.int("fee")),
    };
  }).filter((each) => each.files > 0);
}
