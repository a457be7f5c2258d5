import type { Fee } from "../fee/fee_of.ts";
import { feeParts } from "../fee/tariff.ts";
import { rfc3339 } from "../time.ts";
import type { ReadyStatement, StatementFileEntry, Sums } from "./statement.ts";

/** A statement as the API shows it. */
export function statementResource(statement: ReadyStatement) {
  return {
    statement_id: statement.statementId,
    merchant_no: statement.merchantNo,
    scope: statement.scope,
    day: statement.day,
    currency: "CNY" as const,
    opening_balance: statement.opening.fen,
    ...sumsResource(statement),
    closing_balance: statement.closing.fen,
    fee_parts: partsResource(statement.feeParts),
    totals: totalsResource(statement.totals),
    files: statement.files.map(fileResource),
    manifest: statement.manifest,
    issued_at: rfc3339(statement.issuedAt),
  };
}

export function partsResource(parts: Fee["parts"]) {
  return Object.fromEntries(feeParts.map((part) => [part, parts[part].fen]));
}

export function totalsResource(totals: ReadyStatement["totals"]) {
  return Object.entries(totals).map(([kind, sums]) => ({ kind, ...sumsResource(sums) }));
}

/** In the manifest it looks the same. */
export function fileResource({ format, name, bytes, sha256, ...sums }: StatementFileEntry) {
  return { format, name, bytes, sha256, ...sumsResource(sums) };
}

export function sumsResource({ lines, amount, fee, net }: Sums) {
  return { lines, amount: amount.fen, fee: fee.fen, net: net.fen };
}
