import { eq, sql } from "drizzle-orm";
import type { BankLine } from "../../core/bank_line/bank_line.ts";
import type { BankLineEvent } from "../../core/bank_line/bank_line_events.ts";
import type { Statement } from "../../core/unit.ts";
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
    file_id, account_no, line_id, line_no, identity, booked_on, amount, sealed_payer, remark,
    bank_ref, code, order_id, merchant_no, state, allocated, returned, version
  )
  select ?1, ?2, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
    'new', 0, 0, 0
  from json_each(?3) j`;

const updateLine = prepare(
  build.update(bankLines).set({
    state: sql`${at("state")}`,
    reason: sql`${at("reason")}`,
    allocated: sql`${at("allocatedFen")}`,
    returned: sql`${at("returnedFen")}`,
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
  "bank_file.imported": ({ file, lines }) => [
    insertFile({ ...file, amount: file.amount.fen }),
    ...(lines.length === 0 ? [] : [insertLines(file.fileId, file.accountNo, lines)]),
  ],
  "bank_line.suspended": ({ line }) => [update(line)],
  "bank_line.allocated": ({ line, parts }) => [
    update(line),
    ...parts.map(({ paymentId, orderId, amount }) =>
      allocate({ lineId: line.lineId, paymentId, orderId, amount: amount.fen })
    ),
  ],
  "bank_line.returned": ({ line }) => [update(line)],
} satisfies Changes<BankLineEvent>;

function update({ lineId, state, reason, allocated, returned, version }: BankLine): Statement {
  return updateLine({
    lineId,
    state,
    reason,
    allocatedFen: allocated.fen,
    returnedFen: returned.fen,
    version,
  });
}

function insertLines(
  fileId: string,
  accountNo: string,
  lines: readonly (BankLine & { readonly identity: string })[],
): Statement {
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
  return { sql: INSERT_LINES, args: [fileId, accountNo, JSON.stringify(rows)] };
}
