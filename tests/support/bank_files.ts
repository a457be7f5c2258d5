import { strToU8, zipSync } from "fflate";
import type { GivenBankFile } from "../../core/bank_file/read_bank_file.ts";
import { demoAccount } from "../../start/transfer_settings.ts";
import { gbk } from "./statement_files.ts";

/** A line of a bank's export, as people of it see it. */
export interface BankRow {
  readonly amount?: string;
  readonly out?: string;
  readonly payer?: string;
  readonly account?: string;
  readonly remark?: string;
  readonly ref?: string;
  readonly day?: string;
}

/** The account from which the channel pays what it has cleared. */
export const CHANNEL_PAYER = "6210000000000099";
export const BUYER = "青竹贸易有限公司";
const HEAD = ["交易时间", "收入金额", "支出金额", "对方户名", "对方账号", "交易流水号", "附言"];

function cellsOf(row: BankRow): readonly string[] {
  const { amount = "", out = "", payer = BUYER, account = "6210000000000001", remark = "" } = row;
  return [row.day ?? "2025-11-20 09:30:00", amount, out, payer, account, row.ref ?? "", remark];
}

/** A CSV with a preamble and totals, in GB18030, with thousands separators in quotes. */
export function bankCsv(
  rows: readonly BankRow[],
  { name = "bank.csv", account = demoAccount.accountNo, counted = rows.length } = {},
): GivenBankFile {
  const lines = [
    ["账户明细查询"],
    [`账号：${account}`, "", "币种：人民币"],
    [],
    HEAD,
    ...rows.map(cellsOf),
    [`总笔数：${counted}`],
  ];
  const quoted = (cell: string) => /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const text = lines.map((cells) => cells.map(quoted).join(",")).join("\r\n");
  return { name, bytes: gbk(`${text}\r\n`) };
}

/** The same as a spreadsheet, with shared strings. */
export function bankXlsx(rows: readonly BankRow[], name = "bank.xlsx"): GivenBankFile {
  const table = [["账号", demoAccount.accountNo], HEAD, ...rows.map(cellsOf)];
  const strings: string[] = [];
  const cell = (text: string, at: number, row: number) => {
    if (text === "") return "";
    const place = `${String.fromCharCode(65 + at)}${row}`;
    strings.push(text.replaceAll("&", "&amp;"));
    return `<c r="${place}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const sheet = table.map((cells, i) =>
    `<row r="${i + 1}">${cells.map((text, at) => cell(text, at, i + 1)).join("")}</row>`
  ).join("");
  const bytes = zipSync({
    "xl/worksheets/sheet1.xml": strToU8(
      `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ),
    "xl/sharedStrings.xml": strToU8(
      `<sst>${strings.map((each) => `<si><t>${each}</t></si>`).join("")}</sst>`,
    ),
  });
  return { name, bytes };
}
