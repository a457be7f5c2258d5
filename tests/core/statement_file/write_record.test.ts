import { describe, expect, it } from "vitest";
import { acomLayout } from "../../../core/statement_file/acom_layout.ts";
import type { Span } from "../../../core/statement_file/layout.ts";
import { writeRecord } from "../../../core/statement_file/write_record.ts";
import { zmLayout } from "../../../core/statement_file/zm_layout.ts";
import { zmeLayout } from "../../../core/statement_file/zme_layout.ts";

/** As a public account of the channel's files counts them, in bytes, without the separators. */
const widths = {
  zm: [
    ...[3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32],
    ...[1, 21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98],
  ],
  zme: [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135],
  acom: [
    ...[11, 11, 6, 10, 19, 12, 12, 12, 4, 6, 4, 8, 15, 12, 2, 6, 11, 6, 2, 3, 12, 12, 12, 1, 3],
    ...[1, 1, 10, 11, 1, 2, 2, 12, 14],
  ],
};

describe("a layout", () => {
  it.each(
    [
      ["zm", zmLayout],
      ["zme", zmeLayout],
      ["acom", acomLayout],
    ] as const,
  )("of %s has the columns' widths, with one separator between any two", (kind, layout) => {
    const spans = Object.values(layout.spans);
    expect(spans.map(({ from, until }) => until - from)).toEqual(widths[kind]);
    expect(layout.separators).toEqual(spans.slice(1).map(({ from }) => from - 1));
    expect(layout.bytes).toBe(widths[kind].reduce((sum, each) => sum + each + 1, -1));
  });

  it.each(
    [
      ["zm", zmLayout, { amount: 7, txnNo: 10, orderNo: 12, fee: 16, net: 17, merchantNo: 28 }],
      ["zme", zmeLayout, { amount: 7, originalTraceNo: 11, originalTime: 12, fee: 15, net: 16 }],
      ["acom", acomLayout, { traceNo: 3, amount: 6, merchantNo: 13, feeReceivable: 21 }],
    ] as const,
  )("of %s has what is read of it in its place", (kind, layout, places) => {
    const spans: Readonly<Record<string, Span>> = layout.spans;
    for (const [column, place] of Object.entries(places)) {
      const from = widths[kind].slice(0, place - 1).reduce((sum, each) => sum + each + 1, 0);
      expect([column, spans[column]?.from]).toEqual([column, from]);
    }
  });
});

describe("writeRecord", () => {
  it("counts widths in bytes of GBK", () => {
    const record = writeRecord(zmLayout, { subMerchantName: "青瓷茶舍", subMerchantNo: "1" });
    const { from, until } = zmLayout.spans.subMerchantName;
    expect(record.length).toBe(607);
    expect(new TextDecoder("gbk").decode(record.subarray(from, until)))
      .toBe("青瓷茶舍" + " ".repeat(24));
    expect(writeRecord(acomLayout, {}).length).toBe(299);
  });

  it("writes nothing that does not fit, and nothing that GBK does not have", () => {
    expect(() => writeRecord(zmLayout, { merchantNo: "9901000000000011" })).toThrow(RangeError);
    expect(() => writeRecord(zmLayout, { subMerchantName: "青".repeat(17) })).toThrow(RangeError);
    expect(() => writeRecord(zmLayout, { subMerchantName: "🍵" })).toThrow();
  });
});
