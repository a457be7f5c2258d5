import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserWith } from "../support/app_browser.ts";
import { LEAF_SVG } from "../support/brands.ts";
import { post } from "../support/payer.ts";
import { realPng } from "../support/pictures.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let shop: TestMerchant;
let owner: Person;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function shopOf(parentNo?: string): Promise<void> {
  shop = await app.openMerchant("清风茶馆", parentNo === undefined ? {} : { parentNo });
  owner = await joined(app, "owner", shop.merchant.merchantNo);
}

type Sent = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

/** A form with a file, as a browser sends it. */
async function upload(fields: Sent): Promise<{ status: number; html: string }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") body.set(name, value);
    else body.set(name, new File([value], "logo.png", { type: "image/png" }));
  }
  const { publicUrl } = app.deps.config;
  const answer = await app.fetch(
    new Request(`${publicUrl}/console/settings/branding/preview`, {
      method: "POST",
      headers: { Cookie: owner.cookie(), Origin: publicUrl, "Accept-Language": "en" },
      body,
    }),
  );
  return { status: answer.status, html: await answer.text() };
}

const sendsOf = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(colour|logo|file)" value="([^"]*)"/g)]
      .map(([, name = "", value = ""]) => [name, value]),
  );

async function brand(colour: string, file: Uint8Array<ArrayBuffer>): Promise<void> {
  const previewed = await upload({ colour, logo: "file", file });
  expect(previewed.status).toBe(200);
  const saved = await owner.ask("/console/settings/branding", sendsOf(previewed.html));
  expect([saved.status, saved.headers.get("location")])
    .toEqual([303, "/console/settings/branding?saved=1"]);
}

async function checkout(key: string): Promise<string> {
  const body = { merchant_order_no: crypto.randomUUID(), amount: 100, subject: "茶" };
  const { order_id } = await (await app.api("/v1/orders", { body, key })).json();
  return await (await browserWith(app).ask(`/checkout/${order_id}`)).text();
}

const srcIn = (html: string) => /<img class="shop-logo" src="([^"]+)"/.exec(html)?.[1] ?? "";
const svg = new TextEncoder().encode(LEAF_SVG);

describe("a merchant number's brand", () => {
  it("is seen in both themes before it is saved, then on its pages, and is not asked for again", async () => {
    await shopOf();
    const before = await checkout(shop.secretKey);
    expect(before).not.toMatch(/shop-logo|class="rule"/);

    const previewed = await upload({ colour: "#FFE066", logo: "file", file: svg });
    expect(previewed.html).toContain('class="preview light"');
    expect(previewed.html).toContain('class="preview dark"');
    expect(srcIn(previewed.html)).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(await checkout(shop.secretKey)).not.toContain("shop-logo");

    await brand("#FFE066", svg);
    const html = await checkout(shop.secretKey);
    expect(html).toMatch(/<svg class="rule"[^>]* fill="#81[0-9a-f]{4}" color="#ffe066"/);
    expect(html).toMatch(/<img class="shop-logo"[^>]* width="120" height="40" alt=""/);
    const round = app.roundTrips();
    await browserWith(app).ask(`/checkout/${/\/checkout\/(ord_\w+)/.exec(html)?.[1]}`);
    expect(app.roundTrips() - round).toBe(1);

    const logo = await browserWith(app).ask(srcIn(html));
    expect([logo.status, await logo.text()]).toEqual([
      200,
      LEAF_SVG.replace(
        'viewBox="0 0 120 40"',
        'viewBox="0 0 120 40" width="120" height="40"',
      ),
    ]);
    expect(Object.fromEntries(logo.headers)).toMatchObject({
      "content-type": "image/svg+xml",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  it("is a PNG as well, kept when only the colour changes, and goes when it is taken away", async () => {
    await shopOf();
    await brand("#17653f", await realPng(64, 64));
    const src = srcIn(await checkout(shop.secretKey));
    expect(src).toMatch(/^\/brand\/[0-9a-f]{64}\.png$/);
    const logo = await browserWith(app).ask(src);
    expect(logo.headers.get("content-type")).toBe("image/png");
    for (const other of [src.replace("png", "svg"), src.replace(/[0-9a-f]{4}\./, "0000.")]) {
      expect([other, (await browserWith(app).ask(other)).status]).toEqual([other, 404]);
    }

    await owner.ask("/console/settings/branding", { colour: "", logo: "keep", file: "" });
    const kept = await checkout(shop.secretKey);
    expect([srcIn(kept), kept.includes('class="rule"')]).toEqual([src, false]);
    await owner.ask("/console/settings/branding", { colour: "#17653f", logo: "none", file: "" });
    expect(await checkout(shop.secretKey)).not.toContain("shop-logo");
  });

  it("keeps the logo before for pages that are open, and none that is older", async () => {
    await shopOf();
    const made = [];
    for (const side of [32, 33, 34]) {
      await brand("", await realPng(side, side));
      made.push(srcIn(await checkout(shop.secretKey)));
    }
    const status = await Promise.all(
      made.map(async (src) => (await browserWith(app).ask(src)).status),
    );
    expect(status).toEqual([404, 200, 200]);
  });

  it("is its own: the number above and the one below have theirs", async () => {
    await shopOf();
    const child = await app.openMerchant("档口", { parentNo: shop.merchantNo });
    await brand("#17653f", svg);
    expect(await checkout(child.secretKey)).not.toMatch(/shop-logo|class="rule"/);
    expect(await checkout(app.merchant.secretKey)).not.toMatch(/shop-logo|class="rule"/);
  });

  it("is red nowhere beside a seal", async () => {
    await shopOf();
    await brand("#d8231f", svg);
    const body = { merchant_order_no: "red", amount: 100, subject: "茶" };
    const key = shop.secretKey;
    const { order_id } = await (await app.api("/v1/orders", { body, key })).json();
    const open = await (await browserWith(app).ask(`/checkout/${order_id}`)).text();
    expect(open).toContain('class="rule"');
    await app.api(`/v1/test_helpers/orders/${order_id}/payment`, {
      body: { outcome: "succeeded" },
      key,
    });
    const paid = await (await browserWith(app).ask(`/checkout/${order_id}`)).text();
    expect([paid.includes("shop-logo"), paid.includes('class="rule"')]).toEqual([true, false]);
  });

  it("is on what is printed, with how to reach the institution", async () => {
    await shopOf();
    await brand("#17653f", svg);
    const link = { body: { subject: "散客" }, key: shop.secretKey };
    const { link_id } = await (await app.api("/v1/links", link)).json();
    const page = await (await browserWith(app).ask(`/l/${link_id}`)).text();
    expect(page).toMatch(/shop-logo/);
    const poster = await (await browserWith(app).ask(`/l/${link_id}/poster.svg`)).text();
    expect(poster).toContain('<image href="data:image/svg+xml;base64,');
    expect(poster).toContain('fill="#17653f"');
    expect(poster).toContain("000-0000-0000");
    expect(poster).toContain("Z0000000000000");
    const own = await (await browserWith(app).ask(`/l/${link_id}/poster`)).text();
    expect(own).toMatch(/<footer class="foot[^]*Customer service 000-0000-0000/);
  });

  it("is refused with what is wrong, by the form and by what follows it alike", async () => {
    await shopOf();
    const evil = new TextEncoder().encode(LEAF_SVG.replace("<path", "<script/><path"));
    const wrong: readonly (readonly [Sent, string])[] = [
      [{ colour: "red", logo: "none" }, "Write the colour as"],
      [{ colour: "", logo: "file" }, "Choose a file"],
      [{ colour: "", logo: "file", file: evil }, "(script)"],
      [{ colour: "", logo: "file", file: new Uint8Array(33 * 1024) }, "larger than 32 kB"],
      [{ colour: "", logo: "file", file: new Uint8Array(600 * 1024) }, "larger than 32 kB"],
      [{ colour: "", logo: "file", file: svg.slice(0, 90) }, "damaged"],
    ];
    for (const [fields, text] of wrong) {
      const { status, html } = await upload(fields);
      expect([status, html]).toEqual([422, expect.stringContaining(text)]);
    }
    // Whoever sends the second form without the first.
    const file = evil.toBase64({ alphabet: "base64url" });
    const forged = await owner.ask("/console/settings/branding", {
      colour: "",
      logo: "file",
      file,
    });
    expect([forged.status, await forged.text()]).toEqual([
      422,
      expect.stringContaining("(script)"),
    ]);
    for (const rest of ["!", "A".repeat(60_000)]) {
      const sent = await owner.ask("/console/settings/branding", {
        colour: "",
        logo: "file",
        file: rest,
      });
      expect(sent.status).toBe(422);
    }
    expect(await checkout(shop.secretKey)).not.toContain("shop-logo");
  });

  it("takes a file in no other form, and from no other site", async () => {
    await shopOf();
    const body = new FormData();
    body.set("pin", "264913");
    const { publicUrl } = app.deps.config;
    const send = (path: string, origin: string) =>
      app.fetch(
        new Request(publicUrl + path, {
          method: "POST",
          headers: { Cookie: owner.cookie(), Origin: origin },
          body,
        }),
      );
    expect((await send("/till/unlock", publicUrl)).status).toBe(415);
    expect((await send("/console/settings/branding/preview", "https://evil.example")).status)
      .toBe(403);
    const broken = await app.fetch(
      new Request(`${publicUrl}/console/settings/branding/preview`, {
        method: "POST",
        headers: {
          Cookie: owner.cookie(),
          Origin: publicUrl,
          "Content-Type": "multipart/form-data; boundary=x",
        },
        body: "--y\r\n",
      }),
    );
    expect(broken.status).toBe(422);
    expect((await post(app, "/console/settings/branding", {})).status).toBe(303);
  });
});
