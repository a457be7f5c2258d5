import { describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import { csv } from "../../views/parts/csv.ts";

const columns = [
  { header: "Name", type: "text", of: ({ name }: { name: string }) => name },
  { header: "Count", type: "number", of: () => undefined },
  { header: "Left (CNY)", type: "amount", of: () => cny(-123_405) },
] as const;

/** The first cell of the only row. */
const cellOf = (name: string) => csv(columns, [{ name }]).split("\r\n")[1]?.slice(0, -10);

describe("a CSV file", () => {
  it("is UTF-8 that says so, with a header, CRLF, and quoted text", () => {
    expect(csv(columns, [{ name: "茶" }]))
      .toBe('\u{feff}"Name","Count","Left (CNY)"\r\n"茶",,-1234.05\r\n');
    expect(csv(columns, [])).toBe('\u{feff}"Name","Count","Left (CNY)"\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "＋1"])(
    "keeps a spreadsheet from calculating %j",
    (name) => expect(cellOf(name)).toBe(`"'${name}"`),
  );

  it("leaves other text as it is, and doubles its quotes", () => {
    expect(cellOf('a,"b" = c')).toBe('"a,""b"" = c"');
    expect(cellOf("a\nb")).toBe('"a\nb"');
  });

  it("leaves a negative amount a number, to the last fen", () => {
    const amounts = [0, 5, -5, 100, -100, 123_456_789].map((fen) =>
      csv([{ header: "x", type: "amount", of: () => cny(fen) }], [1]).split("\r\n")[1]
    );
    expect(amounts).toEqual(["0.00", "0.05", "-0.05", "1.00", "-1.00", "1234567.89"]);
  });
});
