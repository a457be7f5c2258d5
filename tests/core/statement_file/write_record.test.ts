import { describe, expect, it } from "vitest";
import { acomLayout } from "../../../core/statement_file/acom_layout.ts";
import { writeRecord } from "../../../core/statement_file/write_record.ts";
import { zmLayout } from "../../../core/statement_file/zm_layout.ts";

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
