import { describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import { formatMoney } from "../../views/parts/money.tsx";
import { QrCode } from "../../views/parts/qr_code.tsx";
import { Seal } from "../../views/parts/seal.tsx";

describe("formatMoney", () => {
  it("groups thousands, always shows two places, and has a real minus sign", () => {
    const shown = [0, 1, 99, 100, 123_450, 100_000_000_000, -5_000].map((fen) =>
      formatMoney(cny(fen))
    );
    expect(shown).toEqual([
      "¥0.00",
      "¥0.01",
      "¥0.99",
      "¥1.00",
      "¥1,234.50",
      "¥1,000,000,000.00",
      "−¥50.00",
    ]);
  });
});

describe("QrCode", () => {
  it("is 246 px for 62 bytes: six whole pixels for each of 41 modules", () => {
    const html = String(<QrCode content={"x".repeat(62)} alt="pay" />);
    expect(html).toContain('viewBox="0 0 41 41" width="246" height="246"');
    expect(html).toContain('shape-rendering="crispEdges"');
    expect(html).toContain('role="img" aria-label="pay"');
  });

  it("keeps whole pixels for longer contents", () => {
    const [, modules, side] = /viewBox="0 0 (\d+) \1" width="(\d+)"/.exec(
      String(<QrCode content={"x".repeat(90)} alt="pay" />),
    ) ?? [];
    expect(Number(side) / Number(modules)).toBe(5);
  });
});

describe("Seal", () => {
  it("is for the eye only, and is filled only while in force", () => {
    const paid = String(<Seal kind="paid" lang="zh" />);
    expect(paid).toContain('aria-hidden="true"');
    expect(paid).toContain("seal filled");
    expect(String(<Seal kind="signed" lang="zh" />)).toContain("seal filled");
    expect(String(<Seal kind="refunded" lang="zh" />)).toContain("seal outlined");
    expect(String(<Seal kind="ended" lang="zh" />)).toContain("seal outlined");
  });

  it("says its word in English on a wide body", () => {
    const html = String(<Seal kind="refunded" lang="en" />);
    expect(html).toContain(">REFUNDED</text>");
    expect(html).toContain('viewBox="0 0 228 64"');
  });
});
