import { type Money, noMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { BusinessDay } from "../time.ts";
import { type BankFileFlaw, type Flaw, flaw } from "./bank_file_flaw.ts";
import { readAmount, readDay } from "./cell.ts";
import { type Columns, columnsIn } from "./columns.ts";
import { readCsv } from "./read_csv.ts";
import { readXlsx } from "./read_xlsx.ts";
import type { TableRow } from "./table_row.ts";

export interface GivenBankFile {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Money that came in, as a bank's file says it. */
export interface IncomingLine {
  readonly lineNo: number;
  readonly bookedOn: BusinessDay;
  readonly amount: Money;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly payerBank: string;
  readonly remark: string;
  readonly bankRef: string | undefined;
}

/** Money that went out, to whom. */
export interface OutgoingLine
  extends Pick<IncomingLine, "bookedOn" | "amount" | "remark" | "bankRef"> {
  readonly payeeAccount: string;
}

export interface Movements {
  readonly incoming: readonly IncomingLine[];
  readonly outgoing: readonly OutgoingLine[];
}

export const BANK_FILE_BYTES_MAX = 8_388_608;
/** They are written as one unit. */
const LINES_MAX = 5_000;
/** So far down the names of the columns are looked for. */
const PREAMBLE_ROWS_MAX = 40;

/**
 * What came in on our account `accountNo` and went out of it, from a bank's export: a preamble, a row that names the columns, a row for
 * each movement, and perhaps totals. The whole file is good, or it is refused at its first flaw.
 */
export function readBankFile(
  { name, bytes }: GivenBankFile,
  accountNo: string,
): Result<Movements, BankFileFlaw> {
  const read = readTable(bytes, accountNo);
  return read.ok ? read : rejected({ ...read.error, file: name });
}

function readTable(bytes: Uint8Array, accountNo: string): Result<Movements, Flaw> {
  if (bytes.length > BANK_FILE_BYTES_MAX) {
    return rejected(flaw("file_too_large", [1, 1], `more than ${BANK_FILE_BYTES_MAX} bytes`));
  }
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    return rejected(flaw("cannot_unpack", [1, 1], "an old .xls: save it as .xlsx or .csv"));
  }
  const table = packed ? readXlsx(bytes) : readCsv(bytes);
  if (!table.ok) return table;
  const rows = table.value.filter(({ cells }) => cells.some((each) => each !== ""));
  if (rows.length === 0) return rejected(flaw("file_empty", [1, 1], "there is nothing in it"));
  const head = rows.slice(0, PREAMBLE_ROWS_MAX).findIndex(({ cells }) => columnsIn(cells));
  const columns = columnsIn(rows[head]?.cells ?? []);
  if (!columns) {
    const detail =
      "no row names a day (交易日期), what came in (收入金额) and from whom (对方户名)";
    return rejected(flaw("header_missing", [rows[0]!.line, 1], detail));
  }
  const preamble = rows.slice(0, head);
  const ours = checkAccount(preamble, columns, accountNo);
  if (!ours.ok) return ours;
  return readLines(rows.slice(head + 1), { preamble, columns, accountNo, padded: packed });
}

/** A file says above its table whose account it is, or in each of its lines. */
function checkAccount(
  preamble: readonly TableRow[],
  { own }: Columns,
  accountNo: string,
): Result<void, Flaw> {
  for (const { line, cells } of preamble) {
    const at = cells.findIndex((each) => /账号|帐号|账户|卡号/.test(each));
    const [found] = at === -1 ? [] : cells.slice(at).flatMap((each) => accountsIn(each));
    if (found === undefined) continue;
    if (found === accountNo) return ok(undefined);
    return rejected(flaw("wrong_account", [line, at + 1], `of the account ${found}, not ours`));
  }
  return own === undefined
    ? rejected(flaw("wrong_account", [1, 1], "it does not say of which account it is"))
    : ok(undefined);
}

function accountsIn(text: string): readonly string[] {
  return text.normalize("NFKC").replace(/(?<=\d)[\s-]+(?=\d)/g, "").match(/\d{8,32}/g) ?? [];
}

interface Reading {
  readonly preamble: readonly TableRow[];
  readonly columns: Columns;
  readonly accountNo: string;
  /** A spreadsheet leaves out empty cells at the end of a row. */
  readonly padded: boolean;
}

function readLines(
  rows: readonly TableRow[],
  { preamble, columns, accountNo, padded }: Reading,
): Result<Movements, Flaw> {
  const ends = rows.findIndex(({ cells }) => isTotal(cells));
  const body = ends === -1 ? rows : rows.slice(0, ends);
  if (body.length > LINES_MAX) {
    return rejected(flaw("file_too_large", [body[LINES_MAX]!.line, 1], `over ${LINES_MAX} lines`));
  }
  const incoming: IncomingLine[] = [];
  const outgoing: OutgoingLine[] = [];
  for (const row of body) {
    const width = row.cells.findLastIndex((each) => each !== "") + 1;
    const narrow = !padded && row.cells.length < columns.width;
    if (narrow || width > columns.width) {
      const detail = `expected ${columns.width} cells, found ${row.cells.length}`;
      return rejected(flaw("wrong_width", [row.line, Math.min(width, columns.width) + 1], detail));
    }
    const read = readLine(row, columns, accountNo);
    if (!read.ok) return read;
    if (read.value && "payeeAccount" in read.value) outgoing.push(read.value);
    else if (read.value) incoming.push(read.value);
  }
  const totals = ends === -1 ? [] : rows.slice(ends);
  const late = totals.find(({ cells }) => readDay(cells[columns.day ?? 0] ?? "") !== undefined);
  if (late) return rejected(flaw("wrong_value", [late.line, 1], "a line after the totals"));
  return checkCounts([...preamble, ...totals], { lines: body.length, incoming: incoming.length });
  function checkCounts(
    said: readonly TableRow[],
    found: { readonly lines: number; readonly incoming: number },
  ): Result<Movements, Flaw> {
    for (const { line, cells } of said) {
      const text = cells.join(" ").normalize("NFKC").replaceAll(",", "");
      const incoming = /(?:收入|贷方|存入)总?笔数[\s:]*(\d+)/.exec(text)?.[1];
      const all = /(?<!收入|支出|贷方|借方)总笔数[\s:]*(\d+)/.exec(text)?.[1];
      const short = incoming !== undefined && Number(incoming) !== found.incoming ||
        all !== undefined && Number(all) !== found.lines;
      if (short) {
        const detail = `it says ${incoming ?? all}, and has ${
          incoming === undefined ? found.lines : found.incoming
        }`;
        return rejected(flaw("file_truncated", [line, 1], detail));
      }
    }
    return ok({ incoming, outgoing });
  }
}

function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((each) => each !== "") ?? "";
  return /^(?:合计|总计|小计|总笔数|总收入|收入总|支出总|贷方总|借方总|收入笔数|贷方笔数|以下空白)/
    .test(first);
}

/** Undefined for what moved nothing. */
function readLine(
  { line, cells }: TableRow,
  columns: Columns,
  accountNo: string,
): Result<IncomingLine | OutgoingLine | undefined, Flaw> {
  const cell = (at: number | undefined) =>
    at === undefined ? "" : (cells[at] ?? "").normalize("NFC");
  const wrong = (at: number | undefined, detail: string) =>
    rejected(flaw("wrong_value", [line, (at ?? 0) + 1], detail));
  const own = cell(columns.own);
  if (own !== "" && accountsIn(own)[0] !== accountNo) {
    return rejected(flaw("wrong_account", [line, (columns.own ?? 0) + 1], "of another account"));
  }
  const bookedOn = readDay(cell(columns.day));
  if (!bookedOn) return wrong(columns.day, `no day: "${cell(columns.day)}"`);
  const account = () => cell(columns.payerAccount).replace(/\s/g, "");
  const facts = (amount: Money) => ({
    bookedOn,
    amount,
    remark: columns.remarks.map(cell).filter((each) => each !== "").join(" / "),
    bankRef: cell(columns.bankRef) || undefined,
  });
  const out = (amount: Money): OutgoingLine => ({ ...facts(amount), payeeAccount: account() });
  const at = columns.incoming ?? columns.amount;
  const amount = readAmount(cell(at));
  if (!amount) return wrong(at, `no amount: "${cell(at)}"`);
  if (amount.fen < 0) return wrong(at, "a negative amount: a reversal is settled by hand");
  if (columns.incoming === undefined) {
    const direction = cell(columns.direction);
    if (/^(?:借|支|出|D)/i.test(direction)) return ok(out(amount));
    if (!/^(?:贷|收|入|C)/i.test(direction)) {
      return wrong(columns.direction, `neither 借 nor 贷: "${direction}"`);
    }
  }
  const spent = readAmount(cell(columns.outgoing));
  if (columns.outgoing !== undefined && !spent) return wrong(columns.outgoing, "no amount");
  if (amount.fen > 0 && (spent ?? noMoney).fen !== 0) {
    return wrong(columns.outgoing, "money both in and out");
  }
  if (amount.fen === 0) return ok(spent && spent.fen > 0 ? out(spent) : undefined);
  return ok({
    lineNo: line,
    ...facts(amount),
    payerName: cell(columns.payerName),
    payerAccount: account(),
    payerBank: cell(columns.payerBank),
  });
}
