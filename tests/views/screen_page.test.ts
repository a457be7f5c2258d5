import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assetName } from "../../views/assets/assets.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { fitClass } from "../../views/screen/fit.ts";
import { signingCopy } from "../../views/screen/signing_copy.ts";
import { statusCopy } from "../../views/screen/status_copy.ts";
import { screenEn, screenZh } from "../../views/screen/words.ts";
import { signWords } from "../../views/sign/words.ts";
import { langs, words } from "../../views/words.ts";
import { gallery, placeOf } from "../support/gallery.ts";
import { screenLooks, screens, signingScreens } from "../support/screen_looks.tsx";

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
        // What a long sentence is called in large stands above all of it.
        if (rest !== text) expect(text).toContain(word);
        expect(text).toContain(rest);
      }
    }
  });

  it("says of a signing what its page says, and a word for three metres", () => {
    for (const lang of langs) {
      const [w, s] = [words(lang), signWords(lang)];
      const spoken = {
        signing_confirming: s.verifying,
        signing_signed: w.signed,
        signing_signed_again: w.again,
        signing_declined: s.declined,
        signing_expired: s.expired,
        signing_plan_changed: s.planChanged,
        signing_not_available: s.notAvailable,
      };
      for (const [name, text] of Object.entries(spoken)) {
        const copy = signingCopy(signingScreens[name as keyof typeof spoken], lang);
        expect(copy.text).toBe(text);
        expect([...copy.word].length).toBeLessThan(15);
      }
    }
  });

  it("makes room for the widest letters: Chinese ones count whole, figures and Latin nearly", () => {
    expect(["已收款", "商家已关闭订单", "Scanned", "No result yet", "¥10,000,000.00"].map(fitClass))
      .toEqual(["fit4", "fit7", "fit6", "fit9", "fit10"]);
    expect(fitClass("¥".repeat(40))).toBe("fit16");
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
      Object.values({ ...each, ...each.short, short: "" }).map((text) =>
        typeof text === "function" ? text("A") : text
      )
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((each) => /[!！]|sorry|oops|抱歉|对不起/i.test(each))).toEqual([]);
  });

  it("keeps the budget of a first view: 15 kB gzipped with its style, 32 kB with script", async () => {
    const assets = await loadAssets();
    const asset = async (name: string) =>
      size(await assets.get(assetName(assets, name))?.read() ?? "");
    const looks = await gallery(screenLooks);
    const names = ["showing_large", "next_after_paid_large", "signing_showing_large"];
    const texts = names.map(async (name) => {
      return await (await looks.request(placeOf(`screen/${name}`))).text();
    });
    const page = Math.max(...(await Promise.all(texts)).map(size));
    const style = await asset("app.css") + await asset("screen.css");
    const scripts = ["htmx.js", "hx-csp.js", "live.js", "screen.js"];
    const script = await Promise.all(scripts.map(asset));
    expect(page + style).toBeLessThan(15 * KB);
    expect(page + style + script.reduce((a, b) => a + b)).toBeLessThan(32 * KB);
  });
});
