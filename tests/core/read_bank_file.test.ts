import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type IncomingLine, readBankFile } from "../../core/bank_file/read_bank_file.ts";
import { demoAccount } from "../../start/transfer_settings.ts";
import { bankCsv, bankXlsx, BUYER } from "../support/bank_files.ts";
import { gbk, joined } from "../support/statement_files.ts";

const { accountNo } = demoAccount;
const rows = [
  { amount: "12,345.60", remark: "货款,尾款", ref: "A1" },
  { out: "9.00", ref: "A2" },
  { amount: "0.05", payer: "O'Neill & Sons", ref: "A3" },
] as const;
const text = (content: string, name = "b.csv") => ({ name, bytes: strToU8(content) });
const head = `账号,${accountNo}\n交易日期,收入金额,对方户名,附言\n`;

function fens(file: { name: string; bytes: Uint8Array }): readonly number[] {
  const read = readBankFile(file, accountNo);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.incoming.map(({ amount }: IncomingLine) => amount.fen);
}

function flawOf(file: { name: string; bytes: Uint8Array }) {
  const read = readBankFile(file, accountNo);
  return read.ok ? undefined : read.error;
}

describe("readBankFile", () => {
  it("reads a CSV in GB18030 and a spreadsheet alike, and only what came in", () => {
    const plain = rows.map((row) => ({ ...row, payer: BUYER }));
    const csv = readBankFile(bankCsv(plain), accountNo);
    const sheet = readBankFile(bankXlsx(plain), accountNo);
    const facts = (read: typeof csv) =>
      read.ok && read.value.incoming.map(({ lineNo: _, ...each }) => each);
    expect(facts(csv)).toEqual(facts(sheet));
    expect(csv).toMatchObject({
      value: {
        incoming: [{
          lineNo: 5,
          bookedOn: "2025-11-20",
          amount: { fen: 1_234_560 },
          payerName: BUYER,
          remark: "货款,尾款",
          bankRef: "A1",
        }, { amount: { fen: 5 } }],
        outgoing: [{ amount: { fen: 900 }, bankRef: "A2", payeeAccount: "6210000000000001" }],
      },
    });
  });

  it("reads a name that GB18030 writes in four bytes, two of them digits", () => {
    // U+20000, of which GB18030 says 0x95328236.
    const name = new Uint8Array([0x95, 0x32, 0x82, 0x36]);
    const before = gbk(`${head}20251120,"1,234.50",`);
    const file = { name: "b.csv", bytes: joined([before, name, gbk(",茶\n")]) };
    expect(readBankFile(file, accountNo)).toMatchObject({
      value: { incoming: [{ amount: { fen: 123_450 }, payerName: "\u{20000}", remark: "茶" }] },
    });
  });

  it("reads UTF-8 with a mark, tabs, and amounts with their direction", () => {
    const tabs = `\uFEFF账号\t${accountNo}\n交易日\t金额\t借贷标志\t对方名称\n` +
      `20251120\t1,000\t贷\t甲\n2025/1/2\t3.5\t借\t乙\n2025年11月2日\t7.10\tC\t丙\n`;
    expect(fens(text(tabs))).toEqual([100_000, 710]);
  });

  it("reads a spreadsheet's numbers, days and inline texts", () => {
    const inline = (at: string, value: string) =>
      `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const titles = ["交易日期", "收入金额", "对方户名"].map((each, i) =>
      inline(`${"ABC"[i]}2`, each)
    );
    const sheet = `<worksheet><sheetData><row r="1">${inline("A1", `账号:${accountNo}`)}</row>` +
      `<row r="2">${titles.join("")}</row>` +
      `<row r="3"><c r="A3"><v>45981</v></c><c r="B3"><v>1234.5</v></c>${
        inline("C3", "甲&amp;乙")
      }` +
      `</row></sheetData></worksheet>`;
    const bytes = zipSync({ "xl/worksheets/sheet1.xml": strToU8(sheet) });
    expect(readBankFile({ name: "b.xlsx", bytes }, accountNo)).toMatchObject({
      value: {
        incoming: [{
          bookedOn: "2025-11-20",
          amount: { fen: 123_450 },
          payerName: "甲&乙",
          lineNo: 3,
        }],
      },
    });
  });

  const good = bankCsv(rows);
  it.each([
    ["nothing in it", text(" \n\n"), "file_empty", 1, 1],
    ["no header", text("a,b\n1,2\n"), "header_missing", 1, 1],
    ["another account", bankCsv(rows, { account: "6200000000000099" }), "wrong_account", 2, 1],
    ["no account", text("交易日期,收入金额,对方户名\n20251120,1,甲\n"), "wrong_account", 1, 1],
    ["fewer lines than it says", bankCsv(rows, { counted: 4 }), "file_truncated", 8, 1],
    [
      "an end within quotes",
      text(`${head}20251120,"1,00`),
      "file_truncated",
      3,
      2,
    ],
    ["a cell too few", text(`${head}20251120,1,甲\n`), "wrong_width", 3, 4],
    ["a cell too many", text(`${head}20251120,1,甲,乙,丙\n`), "wrong_width", 3, 5],
    ["no day", text(`${head}2025-02-30,1,甲,乙\n`), "wrong_value", 3, 1],
    ["a wrong separator", text(`${head}20251120,"1,00.0",甲,乙\n`), "wrong_value", 3, 2],
    ["parts of a fen", text(`${head}20251120,1.005,甲,乙\n`), "wrong_value", 3, 2],
    ["a reversal", text(`${head}20251120,-1,甲,乙\n`), "wrong_value", 3, 2],
    [
      "another encoding",
      { name: "b.csv", bytes: new Uint8Array([...gbk("账号\n"), 0xff, 0xff, 0x0a]) },
      "wrong_encoding",
      2,
      1,
    ],
    [
      "an old spreadsheet",
      { name: "b.xls", bytes: new Uint8Array([0xd0, 0xcf, 0x11]) },
      "cannot_unpack",
      1,
      1,
    ],
    [
      "a spreadsheet cut off",
      { name: "b.xlsx", bytes: bankXlsx(rows).bytes.slice(0, 200) },
      "cannot_unpack",
      1,
      1,
    ],
  ])("refuses %s, and says where", (_, file, code, line, column) => {
    expect(flawOf(file)).toMatchObject({ code, file: file.name, line, column });
  });

  it("refuses a spreadsheet in which any bit is another, or reads it as if it were not", () => {
    const many = Array.from(
      { length: 60 },
      (_, i) => ({ amount: `${1_000 + i}.00`, ref: `R${i}` }),
    );
    const { bytes: right } = bankXlsx(many);
    const read = (bytes: Uint8Array) => readBankFile({ name: "b.xlsx", bytes }, accountNo);
    let refused = 0;
    for (let at = 4; at < right.length; at += 3) {
      const bytes = right.slice();
      bytes[at]! ^= 1 << at % 8;
      const found = read(bytes);
      if (!found.ok) refused++;
      else expect([at, found]).toEqual([at, read(right)]);
    }
    expect(refused).toBeGreaterThan(right.length / 6);
  });

  it.each([
    ["rows", "sheet1", "<row>"],
    ["cells", "sheet1", "<row><c>"],
    ["texts", "strings", "<si><rPh>"],
    ["places", "sheet1", `<row><c r="${"1".repeat(500)}`],
  ])("comes to the end of a spreadsheet with a million %s that have none", (_, part, text) => {
    const many = strToU8(text.repeat(2_000_000 / text.length));
    const bytes = zipSync({
      "xl/worksheets/sheet1.xml": part === "sheet1" ? many : strToU8("<sheetData/>"),
      "xl/sharedStrings.xml": part === "strings" ? many : strToU8("<sst/>"),
    });
    expect(flawOf({ name: "b.xlsx", bytes })).toMatchObject({ code: "file_empty" });
  });

  it("reads a cell without the readings of its text, and one that has no place", () => {
    const sheet = `<row r="1"><c r="A1" t="inlineStr"><is><t>账号</t></is></c>
      <c t="inlineStr"><is><t>${accountNo}</t></is></c></row>`;
    const text = "<r><t>青竹</t></r><rPh sb='0' eb='2'><t>qing zhu</t></rPh><r><t>贸易</t></r>";
    const head = ["交易时间", "收入金额", "对方户名"].map((each) =>
      `<c t="inlineStr"><is><t>${each}</t></is></c>`
    ).join("");
    const line = `<c><v>20261120</v></c><c><v>8.00</v></c><c t="s"><v>0</v></c>`;
    const bytes = zipSync({
      "xl/worksheets/sheet1.xml": strToU8(
        `<sheetData>${sheet}<row>${head}</row><row/><row>${line}</row></sheetData>`,
      ),
      "xl/sharedStrings.xml": strToU8(`<sst><si>${text}</si></sst>`),
    });
    const read = readBankFile({ name: "b.xlsx", bytes }, accountNo);
    expect(read.ok && read.value.incoming).toMatchObject([{ payerName: "青竹贸易" }]);
  });

  it("refuses a spreadsheet that unpacks to too much", () => {
    const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(70_000_000) }, { level: 9 });
    expect(flawOf({ name: "b.xlsx", bytes: bomb })).toMatchObject({ code: "cannot_unpack" });
  });

  it("refuses it cut off anywhere before its totals", () => {
    const ends = good.bytes.length - gbk("总笔数：3\r\n").length;
    const cut = [10, 40, 90, 150].map((less) =>
      flawOf({ name: "b.csv", bytes: good.bytes.slice(0, ends - less) })
    );
    expect(cut.map((each) => each?.code)).not.toContain(undefined);
  });
});
