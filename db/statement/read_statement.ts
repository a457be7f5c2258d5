import type { MerchantNo, StatementId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type {
  Cut,
  ReadyStatement,
  Statement,
  StatementFileEntry,
  StatementScope,
} from "../../core/statement/statement.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

/** Sums as they are kept: in fen. */
interface Kept {
  readonly lines: number;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
}

export function readStatement(row: Row): Statement {
  const columns = new Columns(row);
  const facts = {
    statementId: columns.text("statement_id") as StatementId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    scope: columns.text("scope") as StatementScope,
    day: columns.text("day") as BusinessDay,
    cutFrom: columns.json<Cut>("cut_from"),
    cutUntil: columns.json<Cut>("cut_until"),
    opening: cny(columns.int("opening")),
    closing: cny(columns.int("closing")),
    metadataKeys: columns.json<readonly string[]>("metadata_keys"),
    begunAt: instant(columns.int("begun_at")),
  };
  if (columns.text("state") === "issuing") return { ...facts, state: "issuing" };
  const totals = columns.json<Readonly<Record<string, Kept>>>("totals");
  const files = columns.json<readonly (Omit<StatementFileEntry, keyof Kept> & Kept)[]>("files");
  return {
    ...facts,
    state: "ready",
    attempt: columns.text("attempt"),
    ...sumsOf({
      lines: columns.int("lines"),
      amount: columns.int("amount"),
      fee: columns.int("fee"),
      net: columns.int("net"),
    }),
    feeParts: Object.fromEntries(
      Object.entries(columns.json<Readonly<Record<string, number>>>("fee_parts"))
        .map(([part, fen]) => [part, cny(fen)]),
    ) as ReadyStatement["feeParts"],
    totals: Object.fromEntries(
      Object.entries(totals).map(([kind, kept]) => [kind, sumsOf(kept)]),
    ),
    files: files.map((file) => ({ ...file, ...sumsOf(file) })),
    manifest: columns.text("manifest"),
    issuedAt: instant(columns.int("issued_at")),
  };
}

export function readReady(row: Row): ReadyStatement {
  const statement = readStatement(row);
  if (statement.state === "ready") return statement;
  throw new TypeError(`Cannot read ${statement.statementId}: it is not ready`);
}

function sumsOf({ lines, amount, fee, net }: Kept) {
  return { lines, amount: cny(amount), fee: cny(fee), net: cny(net) };
}
