import { describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import { instant } from "../../core/time.ts";
import { withMoments } from "../../views/parts/moments.tsx";
import { formatMoney } from "../../views/parts/money.tsx";
import { QrCode } from "../../views/parts/qr_code.tsx";
import { Seal } from "../../views/parts/seal.tsx";
import { formatTime, monthOf, Time } from "../../views/parts/time.tsx";
import { langs, words } from "../../views/words.ts";

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

it("names a month as each language does", () => {
  expect([monthOf("2026-11", "zh"), monthOf("2026-11", "en")]).toEqual(["2026-11", "Nov 2026"]);
});

describe("formatTime", () => {
  const at = instant(Date.UTC(2026, 10, 26, 17, 40, 59));

  it("is absolute and in Shanghai, in English with the zone, and rounded down", () => {
    expect(formatTime(at, "zh")).toBe("2026-11-27 01:40");
    expect(formatTime(at, "en")).toBe("27 Nov 2026, 01:40 (UTC+8)");
  });

  it("stays whole in a sentence", () => {
    const whole = (time: string) => `<span class="whole">${time}</span>`;
    for (const lang of langs) {
      const time = formatTime(at, lang);
      expect(String(<p>{withMoments(words(lang).payby(time))}</p>)).toContain(whole(time));
    }
  });

  it("is for programs, too, where it stands on its own", () => {
    expect(String(<Time at={at} lang="en" />)).toBe(
      '<time class="whole" datetime="2026-11-26T17:40:59.000Z">27 Nov 2026, 01:40 (UTC+8)</time>',
    );
    expect(String(<Time at={at} lang="zh" />)).toContain(">2026-11-27 01:40:59<");
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
