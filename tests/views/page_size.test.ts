import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assetName } from "../../views/assets/assets.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { checkouts } from "../support/checkouts.ts";
import { pageOf } from "../support/render_checkout.tsx";
import { signPageOf } from "../support/render_sign.tsx";
import { signings } from "../support/signings.ts";

const KB = 1_000;

describe("the first view of a checkout or a signing", () => {
  it("keeps its budgets, gzipped: style 6 kB, with the page 15 kB, with script 32 kB", async () => {
    const assets = await loadAssets();
    const size = (text: string) => gzipSync(text).length;
    const asset = async (name: string) =>
      size(await assets.get(assetName(assets, name))?.read() ?? "");
    const pages = [checkouts.payable, checkouts.scanning, checkouts.paid];
    const signs = [signings.outside, signings.ready_pay, signings.code_and_id];
    const texts = [...pages.map((each) => pageOf(each)), ...signs.map((each) => signPageOf(each))];
    const page = Math.max(...texts.map(size));
    const style = await asset("app.css");
    const scripts = await Promise.all(["htmx.js", "hx-csp.js", "live.js"].map(asset));
    const script = scripts.reduce((a, b) => a + b);

    expect(style).toBeLessThan(6 * KB);
    expect(page + style).toBeLessThan(15 * KB);
    expect(page + style + script).toBeLessThan(32 * KB);
  });
});
