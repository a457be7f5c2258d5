import type { Instant } from "../../core/time.ts";
import type { StatementFileId } from "../../core/id.ts";
import type { Match } from "../../core/statement_file/match_line.ts";
import type {
  Chunk,
  KeptLine,
  RematchedLine,
} from "../../core/statement_file/statement_file_store.ts";
import type { Statement, Unit } from "../../core/unit.ts";

// Lines travel as one JSON argument, so that a chunk is one statement and not five hundred.
const INSERT = `insert into statement_lines (
    file_id, kind, line_no, digest, occurrence, merchant_no, order_no, txn_no, trace_time,
    trace_no, direction, amount, fee, net, state, subject_id, differs, card_type,
    original_trace, transaction_code
  )
  select ?1, ?2, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
    j.value ->> 11, j.value ->> 12, j.value ->> 13, j.value ->> 14, j.value ->> 15, j.value ->> 16,
    j.value ->> 17
  from json_each(?3) j
  where true
  on conflict (file_id, line_no) do nothing`;

const RESOLVE = `update statement_gaps set state = 'resolved', resolved_at = ?2
  where state = 'open' and subject_id in (select value from json_each(?1))`;

const PROOF = "select 1 from statement_lines where file_id = ?1 and line_no = ?2";

const REMATCH = `update statement_lines set
    state = j.value ->> 1, subject_id = j.value ->> 2, differs = j.value ->> 3
  from json_each(?2) j
  where statement_lines.file_id = ?1 and statement_lines.line_no = j.value ->> 0
    and statement_lines.state <> 'matched'`;

/** Lines that were open, as they are found now. What is matched stays so. */
export function rematchLines(
  fileId: StatementFileId,
  lines: readonly RematchedLine[],
  at: Instant,
): Unit {
  const rows = lines.map((
    { lineNo, state, subjectId, differs },
  ) => [lineNo, state, subjectId, JSON.stringify(differs)]);
  return {
    statements: [
      { sql: REMATCH, args: [fileId, JSON.stringify(rows)] },
      ...resolved(lines, at),
    ],
  };
}

function resolved(lines: readonly Pick<Match, "subjectId">[], at: Instant): readonly Statement[] {
  const met = lines.flatMap(({ subjectId }) => subjectId ?? []);
  return met.length === 0 ? [] : [{ sql: RESOLVE, args: [JSON.stringify(met), BigInt(at)] }];
}

/** Together, so that what a line has met is no gap any more. */
export function keepLines(
  lines: readonly KeptLine[],
  { fileId, kind, until, at }: Chunk & { readonly at: Instant },
): Unit {
  return {
    statements: [
      { sql: INSERT, args: [fileId, kind, JSON.stringify(lines.map(rowOf))] },
      ...resolved(lines, at),
    ],
    proof: { sql: PROOF, args: [fileId, BigInt(until)] },
  };
}

function rowOf(line: KeptLine) {
  return [
    line.lineNo,
    line.digest,
    line.occurrence,
    line.merchantNo,
    line.orderNo,
    line.txnNo,
    line.traceTime,
    line.traceNo,
    line.direction,
    line.amount.fen,
    line.fee.fen,
    line.net.fen,
    line.state,
    line.subjectId,
    JSON.stringify(line.differs),
    line.cardType,
    line.originalTrace,
    line.transactionCode,
  ];
}
