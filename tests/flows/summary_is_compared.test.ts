import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importFile } from "../support/imported_file.ts";
import { fileOf, gbk, given, summaryText, zmRecord } from "../support/statement_files.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const no = () => app.merchant.merchantNo;

describe("a day's summary", () => {
  const fee = 0;
  const zm = (batch: string, amount: number) =>
    given(
      `INN261120${batch}ZM_${no()}`,
      fileOf([zmRecord({ merchantNo: no(), orderNo: batch, amount, fee })]),
    );
  const rd = (lines: number, amount: number, batch = "01") =>
    given(
      `RD2010261120${batch}_${no()}`,
      gbk(summaryText({ lines, amount, fee, merchantNo: no() })),
    );
  const agreed = async () => {
    const [found] = await app.deps.load({
      statement: {
        sql: "select name, summary_agrees from statement_files order by name",
        args: [],
      },
      read: (rows) => rows.map((row) => [String(row["name"]).slice(0, 13), row["summary_agrees"]]),
    });
    return found;
  };

  it("beside each of two files is that of both once both are here", async () => {
    const both = [rd(2, 300)];
    expect(await importFile(app, zm("88", 100), both)).toMatchObject({ summary_agrees: false });
    expect(await importFile(app, zm("89", 200), both)).toMatchObject({ summary_agrees: true });
    expect(await agreed()).toEqual([["INN26112088ZM", 1], ["INN26112089ZM", 1]]);
    expect(await importFile(app, zm("90", 400), [rd(1, 400)])).toMatchObject({
      summary_agrees: true,
    });
    expect(await importFile(app, zm("91", 500), [rd(1, 501)])).toMatchObject({
      summary_agrees: false,
    });
  });

  it("imported before, between or after the files is compared with all of them", async () => {
    expect(await importFile(app, zm("88", 100))).toMatchObject({ summary_agrees: null });
    expect(await importFile(app, rd(2, 300))).toMatchObject({ summary_agrees: false });
    expect(await agreed()).toEqual([["INN26112088ZM", 0], ["RD20102611200", 0]]);
    expect(await importFile(app, zm("89", 200))).toMatchObject({ summary_agrees: true });
    const whole = [["INN26112088ZM", 1], ["INN26112089ZM", 1], ["RD20102611200", 1]];
    expect(await agreed()).toEqual(whole);
    expect(await importFile(app, zm("90", 400))).toMatchObject({ summary_agrees: false });
    expect(await importFile(app, rd(1, 400, "02"))).toMatchObject({ summary_agrees: true });
    expect((await agreed()).map(([, agrees]) => agrees)).toEqual([1, 1, 1, 1, 1]);
  });
});
