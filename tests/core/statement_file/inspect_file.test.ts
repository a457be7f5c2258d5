import { zipSync, zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { merchantNo } from "../../../core/id.ts";
import { acomLayout } from "../../../core/statement_file/acom_layout.ts";
import { inspectFile } from "../../../core/statement_file/inspect_file.ts";
import { unpacker } from "../../../core/statement_file/unpack.ts";
import { zmLayout } from "../../../core/statement_file/zm_layout.ts";
import {
  acomnRecord,
  acomRecord,
  CRLF,
  fileOf,
  gbk,
  given,
  joined,
  MERCHANT,
  summaryText,
  zmeRecord,
  zmRecord,
} from "../../support/statement_files.ts";
import { seededRandom } from "../../support/random.ts";

const ZM = `INN26112088ZM_${MERCHANT}`;
const ZME = `INN26112088ZME_${MERCHANT}`;
const RD = `RD201026112001_${MERCHANT}`;
const ACOM = "IND26112001ACOM";
const ACOMN = "IND26112001ACOMN";

const inspect = (name: string, bytes: Uint8Array, piece?: number) =>
  inspectFile(given(name, bytes, piece), { merchantNo: undefined });

async function flaw(name: string, bytes: Uint8Array, no?: string) {
  const found = await inspectFile(given(name, bytes), {
    merchantNo: no === undefined ? undefined : merchantNo(no),
  });
  return found.ok ? undefined : found.error;
}

async function totalsOf(name: string, bytes: Uint8Array, piece?: number) {
  const found = await inspect(name, bytes, piece);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  const [file] = found.value;
  return file && { ...file, totals: { ...file.totals, net: file.totals.net.fen } };
}

const payment = zmRecord();
const refund = zmRecord({ back: true, amount: 800, fee: 5 });
const good = fileOf([payment, refund, zmRecord({ shop: "青瓷茶舍（河坊街店）" })]);

describe("inspectFile", () => {
  it("reads a merchant's detail file, a refund as what goes back with its fee", async () => {
    expect(await inspect(ZM, good)).toMatchObject({
      ok: true,
      value: [{
        kind: "zm",
        clearingDay: "2026-11-20",
        batch: "88",
        merchantNo: MERCHANT,
        bytes: good.length,
        totals: {
          lines: 3,
          paid: { fen: 17_600 },
          paidBack: { fen: 800 },
          fee: { fen: 101 },
          net: { fen: 17_600 - 106 - 800 + 5 },
        },
      }],
    });
  });

  it("reads the same in pieces of any size, and with either line end", async () => {
    const whole = await totalsOf(ZM, good);
    for (const piece of [1, 7, 606, 607, 608, 609]) {
      expect(await totalsOf(ZM, good, piece)).toEqual(whole);
    }
    const withLf = await totalsOf(ZM, fileOf([payment, refund], gbk("\n")), 5);
    expect(withLf?.totals).toEqual((await totalsOf(ZM, fileOf([payment, refund])))?.totals);
    const unended = await totalsOf(ZM, joined([payment, CRLF, refund]));
    expect(unended?.totals).toEqual(withLf?.totals);
  });

  it("reads corrections, of which there may be none, and an institution's files", async () => {
    expect(await totalsOf(ZME, fileOf([zmeRecord()]))).toMatchObject({
      kind: "zme",
      totals: { lines: 1, net: 53 - 8_800 },
    });
    expect(await totalsOf(ZME, new Uint8Array(0))).toMatchObject({ totals: { lines: 0 } });
    const lines = [{ orderNo: "01KAG8M0000000000000000001" }, { back: true }];
    for (const [name, record] of [[ACOM, acomRecord], [ACOMN, acomnRecord]] as const) {
      expect(await totalsOf(name, fileOf(lines.map((line) => record(line))))).toMatchObject({
        merchantNo: undefined,
        totals: { lines: 2, net: 0 },
      });
    }
  });

  it("reads a summary", async () => {
    expect(await totalsOf(RD, gbk(summaryText({ lines: 2, amount: 17_600, fee: 106 }))))
      .toMatchObject({ kind: "summary", totals: { lines: 2, net: 17_494 } });
  });

  it("takes off zip, zlib around it and base64 around that, and passes over other files", async () => {
    const summary = gbk(summaryText({ lines: 1, amount: 8_800, fee: 53 }));
    const zip = zipSync({ [`a/${ZM}`]: fileOf([payment]), [RD]: summary, "PED_1": gbk("other") });
    const text = zlibSync(zip).toBase64();
    for (const bytes of [zip, zlibSync(zip), gbk(text), gbk(text.replace(/.{76}/g, "$&\r\n"))]) {
      for (const piece of [3, 65_536]) {
        const found = await inspect("statement.zip", bytes, piece);
        expect(found.ok && found.value.map(({ kind, totals: { lines } }) => [kind, lines]))
          .toEqual([["zm", 1], ["summary", 1]]);
      }
    }
    expect(await totalsOf(ZM, zlibSync(good))).toMatchObject({ bytes: good.length });
  });
});

describe("a bad file", () => {
  const at = (line: number, column: number) => ({ line, column });
  const column = (name: keyof typeof zmLayout.spans) => zmLayout.spans[name].from + 1;
  const damaged = (column: number, text: string) => {
    const record = zmRecord();
    record.set(gbk(text), column - 1);
    return fileOf([payment, record, payment]);
  };

  it.each([
    ["wrong_width", "a byte short", fileOf([payment, payment.subarray(1)]), at(2, 607)],
    ["wrong_width", "a byte long", fileOf([payment, joined([payment, gbk(" ")])]), at(2, 608)],
    ["wrong_width", "an empty line", joined([fileOf([payment]), CRLF]), at(2, 1)],
    ["wrong_width", "a text without end", new Uint8Array(9_000).fill(0x30), at(1, 608)],
    ["file_truncated", "cut off", good.subarray(0, 1_000), at(2, 392)],
    ["file_truncated", "cut off in its first record", good.subarray(0, 100), at(1, 101)],
    ["trailing_garbage", "with a mark at its end", joined([good, gbk("\x1a")]), at(4, 1)],
    ["trailing_garbage", "with a word at its end", joined([good, gbk("<END>")]), at(4, 1)],
    ["wrong_separator", "a column too long", damaged(4, "x"), at(2, 4)],
    ["wrong_encoding", "a control character", damaged(20, "\t"), at(2, 20)],
    [
      "wrong_value",
      "an amount with a letter",
      damaged(column("amount"), "00000000880O"),
      at(2, column("amount")),
    ],
    [
      "wrong_value",
      "an amount with a sign",
      damaged(column("amount"), "-00000008800"),
      at(2, column("amount")),
    ],
    [
      "wrong_value",
      "no sign before a fee",
      damaged(column("fee"), " 000000000053"),
      at(2, column("fee")),
    ],
    [
      "wrong_value",
      "a time that is none",
      damaged(column("traceTime"), "1320093000"),
      at(2, column("traceTime")),
    ],
    [
      "sums_disagree",
      "another amount than the net says",
      damaged(column("amount"), "000000008801"),
      at(2, column("net")),
    ],
    [
      "wrong_day",
      "of another month",
      damaged(column("traceTime"), "1020093000"),
      at(2, column("traceTime")),
    ],
    [
      "wrong_merchant",
      "of another number",
      damaged(column("merchantNo"), "990100000000002"),
      at(2, column("merchantNo")),
    ],
    ["file_empty", "with nothing in it", new Uint8Array(0), at(1, 1)],
    ["wrong_kind", "of another kind", fileOf([acomRecord()]), at(1, 1)],
  ])("is refused as %s: %s", async (code, _what, bytes, place) => {
    expect(await flaw(ZM, bytes)).toMatchObject({ code, file: ZM, ...place });
  });

  it("is refused for UTF-8 and for what is not GBK", async () => {
    const utf8 = zmRecord();
    const at = zmLayout.spans.subMerchantName.from;
    utf8.set(new TextEncoder().encode("青瓷茶舍"), at);
    const broken = zmRecord();
    broken.set([0xc7, 0xff], at);
    for (const record of [utf8, broken]) {
      expect(await flaw(ZM, fileOf([payment, record])))
        .toMatchObject({ code: "wrong_encoding", line: 2, column: at + 1 });
    }
  });

  it("is refused for its name", async () => {
    for (const name of ["statement.txt", `INN26113288ZM_${MERCHANT}`, `INN261120ZM_${MERCHANT}`]) {
      expect(await flaw(name, good)).toMatchObject({ code: "unknown_name" });
    }
    expect(await flaw(ZM, good, "990100000000002")).toMatchObject({ code: "wrong_merchant" });
    expect(await flaw(ACOM, fileOf([acomRecord()]), "990100000000002"))
      .toMatchObject({
        code: "wrong_merchant",
        line: 1,
        column: acomLayout.spans.merchantNo.from + 1,
      });
  });

  it("is refused as a summary that contradicts its name or itself", async () => {
    const text = summaryText({ lines: 2, amount: 17_600, fee: 106 });
    const summary = (given: string) => flaw(RD, gbk(given));
    expect(await summary(text.replace("清算日期:20261120", "清算日期:20261121")))
      .toMatchObject({ code: "wrong_day", line: 3 });
    expect(await summary(text.replace(MERCHANT, "990100000000002")))
      .toMatchObject({ code: "wrong_merchant", line: 2 });
    expect(await summary(text.replace("176.00", "175.00")))
      .toMatchObject({ code: "sums_disagree", line: 9 });
    expect(await summary(text.slice(0, -4))).toMatchObject({ code: "file_truncated" });
    expect(await flaw(RD, new TextEncoder().encode(text))).toMatchObject({
      code: "wrong_encoding",
    });
    expect(await flaw(RD, good)).toMatchObject({ code: "wrong_day" });
  });

  it("is refused as an archive that is cut off, foreign, nested or a bomb", async () => {
    const zip = zipSync({ [ZM]: good });
    const archive = (bytes: Uint8Array) => flaw("statement.zip", bytes);
    expect(await archive(zip.subarray(0, 200))).toMatchObject({ code: "file_truncated" });
    expect(await archive(zlibSync(zip).subarray(0, -20))).toMatchObject({ code: "file_truncated" });
    expect(await archive(new Uint8Array([0x1f, 0x9d, 0x90, 0x41])))
      .toMatchObject({ code: "cannot_unpack" });
    expect(await archive(zipSync({ [ZM]: zip }))).toMatchObject({ code: "wrong_width" });
    const bomb = zipSync({ [ZM]: new Uint8Array(20_000_000).fill(0x20) });
    expect(await archive(bomb)).toMatchObject({ code: "wrong_width", file: ZM, line: 1 });
    const others = zipSync({ "other.txt": new Uint8Array(3_000_000) });
    expect(unpacker("statement.zip", 2_000_000).push(others))
      .toMatchObject({ ok: false, error: { code: "cannot_unpack" } });
    expect(unpacker("statement.zip", 4_000_000).push(others)).toMatchObject({ ok: true });
  });

  it("is refused as an archive in which any bit is another, or read as if it were not", async () => {
    const lines = Array.from({ length: 40 }, (_, i) => zmRecord({ orderNo: `T-${i}` }));
    const zip = zipSync({ [ZM]: fileOf(lines) });
    const right = await inspect("statement.zip", zip);
    for (const [name, packed] of [["statement.zip", zip], [ZM, zlibSync(fileOf(lines))]] as const) {
      let refused = 0;
      for (let at = 4; at < packed.length; at += 3) {
        const bytes = packed.slice();
        bytes[at]! ^= 1 << at % 8;
        const found = await inspect(name, bytes);
        if (!found.ok) refused++;
        else expect([at, found.value[0]?.sha256]).toEqual([at, right.ok && right.value[0]?.sha256]);
      }
      expect(refused).toBeGreaterThan(packed.length / 6);
    }
  });

  it("is named for one line of 10,000 that is damaged in any way, and never without", async () => {
    const random = seededRandom(20261120);
    const records = Array.from(
      { length: 10_000 },
      (_, i) =>
        zmRecord({ orderNo: `ORDER${String(i).padStart(8, "0")}`, amount: 100 + i, fee: i % 60 }),
    );
    const whole = fileOf(records);
    expect(await flaw(ZM, whole)).toBeUndefined();
    const width = records[0]!.length + CRLF.length;
    for (const [name, into] of places) {
      const line = 1 + random.below(records.length);
      const bytes = whole.slice();
      const at = (line - 1) * width + zmLayout.spans[name].from + into;
      bytes[at] = bytes[at]! + 1;
      expect(await flaw(ZM, bytes)).toMatchObject({ file: ZM, line });
    }
    const line = 1 + random.below(records.length);
    const [before, after] = [whole.subarray(0, line * width - 3), whole.subarray(line * width - 2)];
    for (const bytes of [joined([before, after]), joined([before, gbk("  "), after])]) {
      expect(await flaw(ZM, bytes)).toMatchObject({ code: "wrong_width", file: ZM, line });
    }
  });

  /** A byte so far into a column becomes the next one; before the column is its separator. */
  const places = [
    ["amount", 4],
    ["amount", 11],
    ["fee", 12],
    ["net", 0],
    ["net", 12],
    ["traceTime", 1],
    ["merchantNo", 3],
    ["billType", -1],
  ] as const;
});
