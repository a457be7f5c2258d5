import { describe, expect, it } from "vitest";
import { Poster } from "../../views/link/poster.tsx";
import { START } from "../support/fake_clock.ts";
import { teaHouse } from "../support/fixtures.ts";

const link = {
  linkId: "lnk_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  subject: "柜台收款 Counter",
  amount: undefined,
  state: "active",
  createdAt: START,
  version: 1,
} as const;

function footOf(institution: string): string {
  const svg = String(
    <Poster
      link={link}
      merchant={teaHouse}
      institution={institution}
      imprint={{ licence: "Z0000000000000", phone: "000-0000-0000", termsUrl: undefined }}
      logo={undefined}
      url="https://pay.example/l"
    />,
  );
  return svg.slice(svg.lastIndexOf("<g "));
}

describe("Poster", () => {
  it("says at its foot whose portal it leads to, under the house's tile in ink", () => {
    const foot = footOf("Countersign");
    expect(foot).toMatch(/^<g [^>]*stroke="#000"[^>]*><path d="M7 3 90 4/);
    expect(foot).toContain("Countersign · 柜台收款 Counter · 商户号尾号 0001</text>");
  });

  it("keeps a long name from pushing out what the code is for", () => {
    const foot = footOf("A Payment Institution With A Very Long Registered Name, Limited");
    expect(foot).toMatch(/>A Payment[^<]*… · 柜台收款 Counter · 商户号尾号 0001</);
    const [, left = ""] = /translate\(([\d.]+) /.exec(foot) ?? [];
    expect(Number(left)).toBeGreaterThan(12);
  });
});
