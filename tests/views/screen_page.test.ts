import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assetName } from "../../views/assets/assets.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { statusCopy } from "../../views/screen/status_copy.ts";
import { screenEn, screenZh } from "../../views/screen/words.ts";
import { langs, words } from "../../views/words.ts";
import { gallery, placeOf } from "../support/gallery.ts";
import { screenLooks, screens } from "../support/screen_looks.tsx";

const KB = 1_000;
const size = (text: string) => gzipSync(text).length;

describe("a shop's screen", () => {
  it("says in large and small together what its state says everywhere", () => {
    for (const lang of langs) {
      const w = words(lang);
      const spoken = {
        showing: w.scan,
        scanned: w.scanned,
        unclear: w.hold,
        paid: w.received("¥88.00"),
        failed: w.failed,
        expired: w.expired,
        closed: w.closed,
      };
      for (const [name, text] of Object.entries(spoken)) {
        const { word, rest, text: said } = statusCopy(screens[name as keyof typeof spoken], lang);
        expect(said).toBe(text);
        for (const part of [word, rest]) expect(text).toContain(part);
      }
    }
  });

  it("says that no money was taken only where that is known", () => {
    const taken = /没有扣款|No money was taken/;
    for (const lang of langs) {
      const known = Object.entries(screens)
        .filter(([, each]) => taken.test(statusCopy(each, lang).text)).map(([name]) => name);
      expect(known).toEqual(["failed", "expired", "closed"]);
    }
  });

  it("never blames, pleads or shouts", () => {
    const said = [screenZh, screenEn].flatMap((each) =>
      Object.values(each).map((text: string | ((of: string) => string)) =>
        typeof text === "string" ? text : text("A")
      )
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((each) => /[!！]|sorry|oops|抱歉|对不起/i.test(each))).toEqual([]);
  });

  it("keeps the budget of a first view: 15 kB gzipped with its style, 32 kB with script", async () => {
    const assets = await loadAssets();
    const asset = (name: string) => size(assets.get(assetName(assets, name))?.body ?? "");
    const looks = await gallery(screenLooks);
    const page = size(await (await looks.request(placeOf("screen/showing_large"))).text());
    const style = asset("app.css") + asset("screen.css");
    const script = ["htmx.js", "hx-csp.js", "live.js", "screen.js"].map(asset);
    expect(page + style).toBeLessThan(15 * KB);
    expect(page + style + script.reduce((a, b) => a + b)).toBeLessThan(32 * KB);
  });
});
