import { eq, sql } from "drizzle-orm";
import type { BankFile, BankLine } from "../../core/bank_line/bank_line.ts";
import type { BankLineEvent } from "../../core/bank_line/bank_line_events.ts";
import {
  importedTransfers,
  joinedTransfers,
  returnedTransfers,
} from "../../core/bank_line/bank_line_transfers.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { postOwn } from "../book/post.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { bankAllocations, bankFiles, bankLines } from "./table.ts";

const at = sql.placeholder;

const insertFile = prepare(
  build.insert(bankFiles).values({
    fileId: at("fileId"),
    name: at("name"),
    sha256: at("sha256"),
    accountNo: at("accountNo"),
    lines: at("lines"),
    known: at("known"),
    amount: at("amount"),
    importedAt: at("importedAt"),
    version: sql`1`,
  }),
);

// Lines travel as one JSON argument, so that a file is two statements and not thousands.
const INSERT_LINES = `insert into bank_lines (
    file_id, account_no, mode, line_id, line_no, identity, booked_on, amount, sealed_payer, remark,
    bank_ref, code, order_id, merchant_no, state, allocated, returned, version
  )
  select ?1, ?2, ?3, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
    'new', 0, 0, 0
  from json_each(?4) j`;

const updateLine = prepare(
  build.update(bankLines).set({
    state: sql`${at("state")}`,
    reason: sql`${at("reason")}`,
    allocated: sql`${at("allocatedFen")}`,
    returned: sql`${at("returnedFen")}`,
    receiptId: sql`${at("receiptId")}`,
    payoutId: sql`${at("payoutId")}`,
    version: sql`${at("version")}`,
  }).where(eq(bankLines.lineId, at("lineId"))),
);

const allocate = prepare(
  build.insert(bankAllocations).values({
    lineId: at("lineId"),
    paymentId: at("paymentId"),
    orderId: at("orderId"),
    amount: at("amount"),
  }),
);

export const bankLineChanges = {
  "bank_file.imported": ({ file, lines, at }) => [
    insertFile({ ...file, amount: file.amount.fen }),
    ...insertLines(file, lines, at),
  ],
  "bank_line.suspended": ({ line }) => [update(line)],
  "bank_line.allocated": ({ line, parts }) => [
    update(line),
    ...parts.map(({ paymentId, orderId, amount }) =>
      allocate({ lineId: line.lineId, paymentId, orderId, amount: amount.fen })
    ),
  ],
  "bank_line.joined": ({ line, at }) => {
    const { lineId: subjectId, version, mode } = line;
    const transfers = joinedTransfers(line);
    return [update(line), ...postOwn({ subjectId, version, at, mode, transfers })];
  },
  "bank_line.returned": ({ line, amount, at }) => {
    const { lineId: subjectId, version, mode } = line;
    const transfers = returnedTransfers(line, amount);
    return [update(line), ...postOwn({ subjectId, version, at, mode, transfers })];
  },
} satisfies Changes<BankLineEvent>;

function update(
  { lineId, state, reason, allocated, returned, receiptId, payoutId, version }: BankLine,
): Statement {
  return updateLine({
    lineId,
    state,
    reason,
    allocatedFen: allocated.fen,
    returnedFen: returned.fen,
    receiptId,
    payoutId,
    version,
  });
}

function insertLines(
  { fileId, accountNo, version }: BankFile,
  lines: readonly (BankLine & { readonly identity: string })[],
  at: Instant,
): readonly Statement[] {
  const [one] = lines;
  if (!one) return [];
  const { mode } = one;
  const rows = lines.map((line) => [
    line.lineId,
    line.lineNo,
    line.identity,
    line.bookedOn,
    line.amount.fen,
    line.sealedPayer,
    line.remark,
    line.bankRef ?? null,
    line.code ?? null,
    line.orderId ?? null,
    line.merchantNo ?? null,
  ]);
  const transfers = importedTransfers(lines);
  return [
    { sql: INSERT_LINES, args: [fileId, accountNo, mode, JSON.stringify(rows)] },
    ...postOwn({ subjectId: fileId, version, at, mode, transfers }),
  ];
}
