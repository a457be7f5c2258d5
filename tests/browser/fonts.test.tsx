import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Layout } from "../../views/layout.tsx";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { checkoutLooks } from "../support/checkout_looks.tsx";
import { codeLooks } from "../support/code_looks.tsx";
import { type LineReader, openLineReader } from "../support/line_breaks.ts";
import { linkLooks } from "../support/link_looks.tsx";
import type { Look } from "../support/look.ts";
import { otherLooks } from "../support/other_looks.tsx";
import { sandboxLooks } from "../support/sandbox_looks.tsx";
import { screenLooks } from "../support/screen_looks.tsx";
import { signLooks } from "../support/sign_looks.tsx";
import { walletLooks } from "../support/wallet_looks.tsx";

/** Figures as long as a small screen with narrow letters, an amount on two lines, a name and a moment with little room. */
const flawed: Look = (frame) => (
  <Layout frame={frame} title="Flawed" mode="live" script={false}>
    <p class="money">{"8".repeat(30)}</p>
    <p class="money">
      ¥1,234<br />.50
    </p>
    <dl class="facts">
      <div>
        <dt>Whoever is to be paid</dt>
        <dd>
          <bdi>Teahouse-on-the-Square Konditoreibetriebe</bdi> 20 Nov 2026, 14:30 (UTC+8)
        </dd>
      </div>
    </dl>
  </Layout>
);

const families = {
  "the checkout": checkoutLooks,
  "a scanned code": codeLooks,
  "a printed code and its poster": linkLooks,
  "signing": signLooks,
  "a person's contracts": walletLooks,
  "a shop's screen": screenLooks,
  "the sandbox": sandboxLooks,
  "the pages in between": otherLooks,
} as const;

let browsers: readonly TestBrowser[];
let narrow: LineReader;
let wide: LineReader;
beforeAll(async () => {
  browsers = await Promise.all([openBrowser("chinese"), openBrowser("wide")]);
  const looks = Object.assign({ flawed }, ...Object.values(families));
  [narrow, wide] = await Promise.all(
    browsers.map((each) => openLineReader(each, looks)),
  ) as [LineReader, LineReader];
});
afterAll(async () => {
  await Promise.all(browsers.map((each) => each.close()));
  await Promise.all([narrow.close(), wide.close()]);
});

describe("brokenIn", () => {
  it("names what is broken or too wide, at which width", async () => {
    const [inNarrow, inWide] = await Promise.all([
      narrow.brokenIn("flawed"),
      wide.brokenIn("flawed"),
    ]);
    for (const found of [inNarrow, inWide]) {
      for (const width of [320, 360, 390, 768, 1024, 1280, 1920]) {
        expect(found).toContain(`zh ${width}: broken ¥1,234.50`);
        expect(found).toContain(`en ${width}: broken ¥1,234.50`);
      }
      expect(found).toContainEqual(expect.stringMatching(/^en \d+: broken Konditoreibetriebe$/));
      expect(found).toContain("en 320: broken 20 Nov 2026, 14:30 (UTC+8)");
    }
    // Letters are wider in the one font than in the other, or there is nothing to compare.
    const tooWide = (found: readonly string[]) => found.filter((each) => /wider/.test(each));
    expect(tooWide(inNarrow)).toEqual([]);
    expect(tooWide(inWide)).toEqual([
      expect.stringMatching(/^zh 320: \d+ px wider than the screen$/),
      expect.stringMatching(/^en 320: \d+ px wider than the screen$/),
    ]);
  });
});

describe.each(Object.entries(families))("in either font, every state of %s", (_, looks) => {
  it.each(Object.keys(looks))(
    "%s fits, and breaks no amount, no moment and no word of a name",
    async (name) => {
      const found = await Promise.all([narrow.brokenIn(name), wide.brokenIn(name)]);
      expect(found).toEqual([[], []]);
    },
  );
});
