import { and, eq, sql } from "drizzle-orm";
import type { Sums } from "../../core/statement/statement.ts";
import type { StatementEvent } from "../../core/statement/statement_events.ts";
import {
  fileResource,
  partsResource,
  sumsResource,
} from "../../core/statement/statement_resource.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { statementTurns } from "./table.ts";

const READY =
  `update statements set state = 'ready', attempt = ?2, lines = ?3, amount = ?4, fee = ?5,
    net = ?6, totals = ?7, files = ?8, manifest = ?9, issued_at = ?10, fee_parts = ?11, version = 1
  where statement_id = ?1`;

const at = sql.placeholder;
/** Five minutes after the day has ended in Asia/Shanghai, by the number's clock as it is in this very write. */
const next = prepare(
  build.update(statementTurns).set({
    day: sql`${at("nextDay")}`,
    dueAt: sql`unixepoch(${at("nextDay")}) * 1000 + 86400000 - 28800000 + 300000
      - (select clock_offset_ms from merchants where merchant_no = ${at("merchantNo")})`,
  }).where(and(
    eq(statementTurns.merchantNo, at("merchantNo")),
    eq(statementTurns.scope, at("scope")),
    eq(statementTurns.day, at("day")),
  )),
);

const SET_OPTIONS = `insert into statement_options (merchant_no, metadata_keys, version)
  values (?1, ?2, ?3) on conflict (merchant_no) do update set
    metadata_keys = excluded.metadata_keys, version = excluded.version`;

export const statementChanges = {
  "statement.ready": ({ statement, nextDay }) => {
    const { statementId, merchantNo, scope, day, attempt, manifest, issuedAt } = statement;
    const { lines, amount, fee, net } = sumsResource(statement);
    const totals = Object.fromEntries(
      Object.entries<Sums>(statement.totals).map(([kind, sums]) => [kind, sumsResource(sums)]),
    );
    const files = JSON.stringify(statement.files.map(fileResource));
    const parts = JSON.stringify(partsResource(statement.feeParts));
    const sums = [lines, amount, fee, net].map(BigInt);
    const kept = [...sums, JSON.stringify(totals), files, manifest, BigInt(issuedAt), parts];
    return [
      { sql: READY, args: [statementId, attempt, ...kept] },
      next({ merchantNo, scope, day, nextDay }),
    ];
  },
  "statement_options.set": ({ merchantNo, metadataKeys, version }) => [
    { sql: SET_OPTIONS, args: [merchantNo, JSON.stringify(metadataKeys), BigInt(version)] },
  ],
} satisfies Changes<StatementEvent>;
