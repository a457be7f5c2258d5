import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { browserWith } from "../support/app_browser.ts";
import { textIn } from "../support/render_checkout.tsx";
import { wrongCode } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** A browser that keeps its cookies and follows no redirect. */
function newBrowser(agent = "Mozilla/5.0 (Linux; Android 15) Chrome/153.0.0.0 Mobile") {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const ask = async (path: string, fields?: Readonly<Record<string, string>>) => {
    const headers = { "User-Agent": agent };
    const answer = await browserWith(app, cookie()).ask(
      path,
      fields ? { fields, headers } : { headers },
    );
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const { status } = answer;
    return { status, to: answer.headers.get("location"), html: await answer.text(), answer };
  };
  return { jar, ask };
}

async function codeAt(browser: ReturnType<typeof newBrowser>, phone: string): Promise<string> {
  await browser.ask("/wallet/sign_in", { phone });
  return await lastCodeFor(app.deps, phone) ?? "";
}

async function signedIn(phone: string, agent?: string) {
  const browser = newBrowser(agent);
  const code = await codeAt(browser, phone);
  const answer = await browser.ask("/wallet/sign_in/code", { code });
  return { ...browser, answer };
}

describe("/wallet/sign_in", () => {
  it("leads by the code that is sent to the phone into the wallet of its holder", async () => {
    const browser = newBrowser();
    const sent = await browser.ask("/wallet/sign_in", { phone: "199 0000 0071" });
    expect([sent.status, sent.to]).toEqual([303, "/wallet/sign_in/code"]);
    const page = (await browser.ask("/wallet/sign_in/code")).html;
    expect(page).toContain("199****0071");
    expect(page).not.toContain("19900000071");
    const code = await lastCodeFor(app.deps, "19900000071") ?? "";
    const entered = await browser.ask("/wallet/sign_in/code", { code });
    expect([entered.status, entered.to]).toEqual([303, "/wallet"]);
    expect((await browser.ask("/wallet")).html).toContain("199****0071");
    // The code is used up, and so is the page where it is typed.
    expect((await browser.ask("/wallet/sign_in/code")).to).toBe("/wallet/sign_in");
  });

  it("says the same of a phone that is known and of one that is not, right or wrong", async () => {
    await signedIn("19900000072");
    const shown = async (phone: string) => {
      const browser = newBrowser();
      const code = await codeAt(browser, phone);
      const page = (await browser.ask("/wallet/sign_in/code")).html;
      const wrong = await browser.ask("/wallet/sign_in/code", { code: wrongCode(code) });
      return [page, wrong.html].map((html) =>
        html.replaceAll(/nonce="[^"]*"/g, "").replaceAll(/199\*{4}\d+/g, "")
      );
    };
    expect(await shown("19900000072")).toEqual(await shown("19900000073"));
  });

  it("asks again for what is no phone, and keeps what was typed", async () => {
    const { ask } = newBrowser();
    const answer = await ask("/wallet/sign_in", { phone: "12x" });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('value="12x"');
    expect(answer.html).toContain('href="#phone"');
    expect(answer.html).toContain("Enter a phone number of 7 to 15 digits.");
  });

  it("says when to try again", async () => {
    const { ask } = newBrowser();
    for (let n = 0; n < 10; n++) {
      expect((await ask("/wallet/sign_in", { phone: "19900000074" })).status).toBe(303);
    }
    const { status, html, answer } = await ask("/wallet/sign_in", { phone: "19900000074" });
    expect([status, answer.headers.get("retry-after")]).toEqual([429, "3600"]);
    expect(html).toContain("Try again in 60 minutes.");
    app.clock.advance(minutes(61));
  });

  it("leaves whoever is signed in so while codes are wrong, and ends their session with a right one", async () => {
    const browser = await signedIn("19900000075");
    const before = browser.jar.get("consumer");
    const code = await codeAt(browser, "19900000076");
    await browser.ask("/wallet/sign_in/code", { code: wrongCode(code) });
    expect((await browser.ask("/wallet")).html).toContain("199****0075");
    await browser.ask("/wallet/sign_in/code", { code });
    expect((await browser.ask("/wallet")).html).toContain("199****0076");
    const old = await browserWith(app, `consumer=${before}`).ask("/wallet");
    expect(textIn(await old.text(), "h1")).toBe("Open My contracts");
  });

  it("takes no cookie that it did not make for where the code goes", async () => {
    const answer = await browserWith(app, "sign_in=made-up").ask("/wallet/sign_in/code");
    expect(answer.headers.get("location")).toBe("/wallet/sign_in");
  });

  it("says that a code has expired, and sends another", async () => {
    const browser = newBrowser();
    await browser.ask("/wallet/sign_in", { phone: "19900000077" });
    app.clock.advance(minutes(6));
    const page = (await browser.ask("/wallet/sign_in/code")).html;
    expect(page).toContain("has expired");
    expect(page).not.toContain('name="code"');
    expect((await browser.ask("/wallet/sign_in/code/resend", {})).to).toBe("/wallet/sign_in/code");
    const code = await lastCodeFor(app.deps, "19900000077") ?? "";
    expect((await browser.ask("/wallet/sign_in/code", { code })).to).toBe("/wallet");
  });
});

describe("/wallet/devices", () => {
  it("lists where this person is signed in, in one round trip, and ends one of them", async () => {
    const phone = await signedIn("19900000081");
    const desktop = await signedIn("19900000081", "Mozilla/5.0 (X11; Linux) Firefox/150.0");
    await signedIn("19900000082", "Mozilla/5.0 (iPhone) Safari/605.1.15");
    const before = app.roundTrips();
    const { html } = await phone.ask("/wallet/devices");
    expect(app.roundTrips() - before).toBe(1);
    expect(html.match(/<h2>.*?<\/h2>/g)).toEqual([
      "<h2>Chrome · Android</h2>",
      "<h2>Firefox · Linux</h2>",
    ]);
    const ids = [...html.matchAll(/value="(ses_\w+)"/g)].map(([, id = ""]) => id);
    expect(ids).toHaveLength(2);
    await phone.ask("/wallet/devices/end", { session_id: ids[1] ?? "" });
    expect((await desktop.ask("/wallet/devices")).status).toBe(403);
    expect((await phone.ask("/wallet/devices")).status).toBe(200);
  });

  it("ends nobody else's session", async () => {
    const mine = await signedIn("19900000083");
    const theirs = await signedIn("19900000084");
    const [, id = ""] = /value="(ses_\w+)"/.exec((await theirs.ask("/wallet/devices")).html) ?? [];
    expect(id).toMatch(/^ses_/);
    await mine.ask("/wallet/devices/end", { session_id: id });
    await browserWith(app).ask("/wallet/devices/end", { fields: { session_id: id } });
    expect((await theirs.ask("/wallet/devices")).status).toBe(200);
  });

  it("signs out everywhere, here too, and nobody else", async () => {
    const [one, other] = [await signedIn("19900000085"), await signedIn("19900000085")];
    const stranger = await signedIn("19900000086");
    expect((await one.ask("/wallet/devices/end", { session_id: "all" })).to).toBe("/wallet");
    expect(one.jar.has("consumer")).toBe(false);
    expect((await other.ask("/wallet/devices")).status).toBe(403);
    expect((await stranger.ask("/wallet/devices")).status).toBe(200);
  });
});

describe("a link that signs in", () => {
  it("never takes the place of somebody else's session by itself", async () => {
    const browser = await signedIn("19900000087");
    const link = `/wallet?app_code=${await makeAppCode(app.deps, "person_a")}`;
    const asks = await browser.ask(link);
    expect(asks.to).toBe("/wallet/switch?to=%2Fwallet");
    expect((await browser.ask("/wallet")).html).toContain("199****0087");
    expect((await browser.ask(asks.to ?? "")).html).toContain("199****0001");
    expect((await browser.ask("/wallet/switch", { who: "now", to: "/wallet" })).to).toBe("/wallet");
    expect((await browser.ask("/wallet")).html).toContain("199****0087");
    expect((await browser.ask("/wallet/switch?to=%2Fwallet")).to).toBe("/wallet");
  });

  it("signs its person in once somebody says so, and the one before out", async () => {
    const browser = await signedIn("19900000088");
    const before = browser.jar.get("consumer");
    await browser.ask(`/wallet?app_code=${await makeAppCode(app.deps, "person_a")}`);
    const answer = await browser.ask("/wallet/switch", { who: "then", to: "//evil.example" });
    expect(answer.to).toBe("/");
    expect((await browser.ask("/wallet")).html).toContain("199****0001");
    expect((await browserWith(app, `consumer=${before}`).ask("/wallet/devices")).status).toBe(403);
  });

  it("of the same person goes on without a question, under a new token", async () => {
    const browser = newBrowser();
    await browser.ask(`/wallet?app_code=${await makeAppCode(app.deps, "person_b")}`);
    const before = browser.jar.get("consumer");
    const link = `/wallet?app_code=${await makeAppCode(app.deps, "person_b")}`;
    expect((await browser.ask(link)).to).toBe("/wallet");
    expect(browser.jar.get("consumer")).not.toBe(before);
    expect((await browserWith(app, `consumer=${before}`).ask("/wallet/devices")).status).toBe(403);
  });
});
