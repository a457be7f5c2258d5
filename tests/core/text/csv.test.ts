import { describe, expect, it } from "vitest";
import { csvOf } from "../../../core/text/csv.ts";

describe("csvOf", () => {
  it("quotes what would end a cell", () => {
    expect(csvOf([["No.", "Name"], [1, 'a "b", c\nd']]))
      .toBe('\uFEFFNo.,Name\r\n1,"a ""b"", c\nd"\r\n');
  });

  it("leaves no formula to a spreadsheet", () => {
    const cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1"];
    expect(csvOf([cells])).toBe(`\uFEFF'=1+1,'+1,'-1,'@SUM(A1),'\t=1,"'\r=1",a=1\r\n`);
  });

  it("leaves numbers as they are", () => {
    expect(csvOf([[-5]])).toBe("\uFEFF-5\r\n");
  });
});
