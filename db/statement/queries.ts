import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { Month } from "../../core/fee/fee_month.ts";
import { feeParts } from "../../core/fee/tariff.ts";
import type { MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import {
  type Cut,
  statementAccounts,
  type StatementScope,
  type Turn,
} from "../../core/statement/statement.ts";
import type {
  FeesOfMonth,
  IssuedDay,
  StatementStore,
} from "../../core/statement/statement_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first } from "../engine/query.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { lineQueries } from "./lines.ts";
import { partStore } from "./parts.ts";
import { readReady, readStatement } from "./read_statement.ts";
import { statementMembers, statementOptions, statements } from "./table.ts";

/** How far behind a day a statement may lie that no rolled-up one has yet. */
const STRAGGLERS_DAYS = 7;
const STRAGGLERS = `date(?2, '-${STRAGGLERS_DAYS} days')`;

// A parent waits until everything below it has had its turn.
const DUE = `select merchant_no, scope, day from statement_turns t
  where due_at <= ?1 and (scope = 'own' or not exists (
    select 1 from merchant_lines l join statement_turns below
      on below.merchant_no = l.merchant_no and below.scope = 'own'
    where l.above_no = t.merchant_no and below.day <= t.day))
  order by due_at, merchant_no, scope limit ?2`;

const OF_DAY = "select * from statements where merchant_no = ?1 and scope = ?2 and day = ?3";
const BEFORE = `select * from statements
  where merchant_no = ?1 and scope = ?2 and day < ?3 and state = 'ready' order by day desc`;

// In the order in which facts were booked a day ends before the first that was booked after its midnight, whichever of the
// accounts that touched: so both are cut between the same two facts.
const DAY_END = `with next (booked_at, seq) as (
    select e.booked_at, v.seq from json_each(?3) j
    join book_entries e on (e.account, e.booked_at, e.no) = (
      select account, booked_at, no from book_entries
      where account = j.value || ':' || ?1 and booked_at >= ?2 order by booked_at, no limit 1)
    join book_transfers t on t.subject_id = e.subject_id and t.line = e.line
    join events v on v.subject_id = t.subject_id and v.version = t.version)
  select j.value as name, e.booked_at, e.no, e.balance, (select min(booked_at) from next) as next_at
  from json_each(?3) j
  left join book_entries e on (e.account, e.booked_at, e.no) = (
    select n.account, n.booked_at, n.no from book_entries n
    join book_transfers t on t.subject_id = n.subject_id and t.line = n.line
    join events v on v.subject_id = t.subject_id and v.version = t.version
    where n.account = j.value || ':' || ?1 and n.booked_at < ?2
      and v.seq < coalesce((select min(seq) from next), 9223372036854775807)
    order by n.booked_at desc, n.no desc limit 1)`;
const ACCOUNTS = JSON.stringify(statementAccounts);

function readDayEnd(rows: readonly Row[]) {
  const until: Record<string, unknown> = {};
  let closing = 0;
  let nextAt: number | undefined;
  for (const row of rows) {
    const columns = new Columns(row);
    nextAt = columns.intOrNone("next_at");
    if (columns.isNone("no")) continue;
    until[columns.text("name")] = {
      bookedAt: columns.int("booked_at"),
      no: columns.int("no"),
    };
    closing += columns.int("balance");
  }
  return {
    until: until as Cut,
    closing: cny(closing),
    nextAt: nextAt === undefined ? undefined : instant(nextAt),
  };
}

const BELOW = `from merchant_lines l
  join statements s on s.merchant_no = l.merchant_no and s.scope = 'own' and s.state = 'ready'
  where l.above_no = ?1`;
const UNROLLED = `${BELOW} and s.day <= ?2 and s.day >= ${STRAGGLERS} and not exists (
    select 1 from statement_members m where m.parent_no = ?1 and m.member_id = s.statement_id)`;
const MEMBERS =
  `select coalesce(sum(s.opening), 0) as opening, coalesce(sum(s.closing), 0) as closing,
  (select min(s.day) ${BELOW} and s.day > ?2) as next_day ${UNROLLED}`;

const BEGIN =
  `insert into statements (statement_id, merchant_no, scope, day, state, cut_from, cut_until,
    opening, closing, metadata_keys, begun_at, version)
  values (?1, ?2, ?3, ?4, 'issuing', ?5, ?6, ?7, ?8, ?9, ?10, 0)`;
const KEEP_MEMBERS = `insert into statement_members
    (statement_id, merchant_no, day, member_id, parent_no)
  select ?3, s.merchant_no, s.day, s.statement_id, ?1 ${UNROLLED}`;
const at = sql.placeholder;
const membersOf = prepare(
  build.select(getTableColumns(statements)).from(statementMembers)
    .innerJoin(statements, eq(statements.statementId, statementMembers.memberId))
    .where(and(
      eq(statementMembers.statementId, at("statementId")),
      sql`(${statementMembers.merchantNo}, ${statementMembers.day}) > (${at("pastNo")}, ${
        at("pastDay")
      })`,
    )).orderBy(statementMembers.merchantNo, statementMembers.day).limit(at("max")),
);
const optionsOf = prepare(
  build.select({
    metadata_keys: statementOptions.metadataKeys,
    version: statementOptions.version,
  }).from(statementOptions).where(eq(statementOptions.merchantNo, at("merchantNo"))),
);

const OF_ALL = `select s.* from statements s join merchants m using (merchant_no)
  where s.day = ?1 and s.state = 'ready' and s.scope = 'own' and s.lines > 0 and m.mode = ?2
    and s.merchant_no > ?3
  order by s.merchant_no limit ?4`;
const DAYS = `select s.day, count(*) as statements, sum(s.lines) as lines, sum(s.amount) as amount,
    sum(s.fee) as fee, sum(s.net) as net
  from statements s join merchants m using (merchant_no)
  where s.state = 'ready' and s.scope = 'own' and m.mode = ?1 and s.day < ?2 and s.day in (
    select distinct day from statements where state = 'ready' and day < ?2 order by day desc limit ?3)
  group by s.day order by s.day desc limit ?3`;
const MONTHS = `select substr(day, 1, 7) as month, count(*) as statements, sum(lines) as lines,
    sum(amount) as amount, sum(fee) as fee,
    ${feeParts.map((part) => `sum(fee_parts ->> '${part}') as ${part}`).join(", ")}
  from statements where merchant_no = ?1 and scope = 'own' and state = 'ready'
    and day between ?2 and ?3
  group by 1 order by 1 desc limit ?4`;
const END_OF_DAYS = "9999-12-31";

function readTurn(row: Row): Turn {
  const columns = new Columns(row);
  return {
    merchantNo: columns.text("merchant_no") as MerchantNo,
    scope: columns.text("scope") as StatementScope,
    day: columns.text("day") as BusinessDay,
  };
}

function readMonth(row: Row): FeesOfMonth {
  const columns = new Columns(row);
  return {
    month: columns.text("month") as Month,
    statements: columns.int("statements"),
    lines: columns.int("lines"),
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
    parts: Object.fromEntries(
      feeParts.map((part) => [part, cny(columns.int(part))]),
    ) as FeesOfMonth["parts"],
  };
}

function readDay(row: Row): IssuedDay {
  const columns = new Columns(row);
  return {
    day: columns.text("day") as BusinessDay,
    statements: columns.int("statements"),
    lines: columns.int("lines"),
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
    net: cny(columns.int("net")),
  };
}

export const statementStore: StatementStore = {
  due: (now, max) => all({ sql: DUE, args: [BigInt(now), BigInt(max)] }, readTurn),
  ofDay: (turn) => first({ sql: OF_DAY, args: turnArgs(turn) }, readStatement),
  ready: (turn) => first({ sql: `${OF_DAY} and state = 'ready'`, args: turnArgs(turn) }, readReady),
  before: (turn) => first({ sql: `${BEFORE} limit 1`, args: turnArgs(turn) }, readReady),
  readyBefore: ({ merchantNo, scope }, before, max) =>
    all({
      sql: `${BEFORE} limit ?4`,
      args: [merchantNo, scope, before ?? END_OF_DAYS, BigInt(max)],
    }, readReady),
  dayEnd: (merchantNo, midnight) => ({
    statement: { sql: DAY_END, args: [merchantNo, BigInt(midnight), ACCOUNTS] },
    read: readDayEnd,
  }),
  members: ({ merchantNo, day }) => {
    const found = all({ sql: MEMBERS, args: [merchantNo, day] }, (row) => {
      const columns = new Columns(row);
      return {
        opening: cny(columns.int("opening")),
        closing: cny(columns.int("closing")),
        nextDay: columns.textOrNone("next_day") as BusinessDay | undefined,
      };
    });
    return { ...found, read: (rows) => found.read(rows)[0]! };
  },
  options: (merchantNo) =>
    first(optionsOf({ merchantNo }), (row) => {
      const columns = new Columns(row);
      return {
        metadataKeys: columns.json<readonly string[]>("metadata_keys"),
        version: columns.int("version"),
      };
    }),
  begin: (statement) => {
    const { statementId, merchantNo, scope, day } = statement;
    const { statements: [insert] } = unitOf(
      BEGIN,
      statementId,
      merchantNo,
      scope,
      day,
      JSON.stringify(statement.cutFrom),
      JSON.stringify(statement.cutUntil),
      statement.opening.fen,
      statement.closing.fen,
      JSON.stringify(statement.metadataKeys),
      statement.begunAt,
    );
    const members = { sql: KEEP_MEMBERS, args: [merchantNo, day, statementId] };
    return { statements: scope === "own" ? [insert!] : [insert!, members] };
  },
  membersOf: (statementId, past, max) =>
    all(
      membersOf({ statementId, pastNo: past?.merchantNo ?? "", pastDay: past?.day ?? "", max }),
      readReady,
    ),
  months: (merchantNo, month, max) => {
    const [first, last] = month === undefined ? ["", END_OF_DAYS] : [month, `${month}-31`];
    return all({ sql: MONTHS, args: [merchantNo, first, last, BigInt(max)] }, readMonth);
  },
  ofAll: (day, mode, { past, max }) =>
    all({ sql: OF_ALL, args: [day, mode, past, BigInt(max)] }, readReady),
  days: (mode, before, max) =>
    all({ sql: DAYS, args: [mode, before ?? END_OF_DAYS, BigInt(max)] }, readDay),
  ...lineQueries,
  ...partStore,
};

function turnArgs({ merchantNo, scope, day }: Turn): readonly string[] {
  return [merchantNo, scope, day];
}
