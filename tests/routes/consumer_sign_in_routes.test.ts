import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { minutes } from "../../core/time.ts";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { browserWith } from "../support/app_browser.ts";
import { signedContract } from "../support/contracts.ts";
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
    expect(answer.html).toContain('aria-describedby="phone-error phone-hint"');
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

  it("leaves whoever is signed in so while codes are wrong, and asks them before another takes over", async () => {
    const browser = await signedIn("19900000075");
    const before = browser.jar.get("consumer");
    const code = await codeAt(browser, "19900000076");
    await browser.ask("/wallet/sign_in/code", { code: wrongCode(code) });
    expect((await browser.ask("/wallet")).html).toContain("199****0075");
    const right = await browser.ask("/wallet/sign_in/code", { code });
    expect(right.to).toBe("/wallet/switch?to=%2Fwallet");
    // Who is signed in has a phone of their own: there is nothing to join.
    expect((await browser.ask(right.to ?? "")).html).not.toContain('value="both"');
    await browser.ask("/wallet/switch", { who: "then", to: "/wallet" });
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

describe("a phone beside an account that an app opened", () => {
  it("is offered in the wallet as another way in until it is one", async () => {
    const byApp = async () => {
      const code = await makeAppCode(app.deps, "person_a");
      const browser = newBrowser();
      await browser.ask(`/wallet?app_code=${code}`);
      return (await browser.ask("/wallet")).html;
    };
    expect(await byApp()).toContain('href="/wallet/sign_in"');
    const { browser } = await signedByApp("person_a", "19900000104");
    await browser.ask("/wallet/switch", { who: "both", to: "/wallet" });
    const joined = await byApp();
    expect(joined).toContain('href="/wallet/phone"');
    expect(joined).not.toContain('href="/wallet/sign_in"');
  });

  it("joins it once both were shown, and opens it from then on", async () => {
    const { browser } = await signedByApp("person_c", "19900000101");
    const page = await browser.ask("/wallet/switch?to=%2Fwallet");
    expect(page.html).toContain('value="both"');
    expect((await browser.ask("/wallet/switch", { who: "both", to: "/wallet" })).to).toBe(
      "/wallet",
    );
    const inApp = await browser.ask("/wallet");
    const later = await signedIn("19900000101");
    expect(textIn((await later.ask("/wallet")).html, "hgroup")).toBe(textIn(inApp.html, "hgroup"));
    expect((await later.ask("/wallet/devices")).html.match(/<h2>/g)).toHaveLength(2);
  });

  it("joins nothing that was not shown lately, nor what a link brought", async () => {
    const { browser } = await signedByApp("person_d", "19900000102", minutes(11));
    expect((await browser.ask("/wallet/switch?to=%2Fwallet")).html).not.toContain('value="both"');
    await browser.ask("/wallet/switch", { who: "both", to: "/wallet" });
    expect((await browser.ask("/wallet/switch?to=%2Fwallet")).status).toBe(200);

    const byPhone = await signedIn("19900000103");
    await byPhone.ask(`/wallet?app_code=${await makeAppCode(app.deps, "person_d")}`);
    const asks = await byPhone.ask("/wallet/switch?to=%2Fwallet");
    expect(asks.html).not.toContain('value="both"');
    await byPhone.ask("/wallet/switch", { who: "both", to: "/wallet" });
    expect((await byPhone.ask("/wallet")).html).toContain("199****0103");
  });

  it("leaves an account with a contract or a passkey alone", async () => {
    const phone = "19900000104";
    const owner = await signedIn(phone);
    const token = owner.jar.get("consumer") ?? "";
    const here = await consumerOfSession(app.deps, token);
    if (!here) throw new Error("Cannot go on: nobody is signed in");
    await signedContract(app, { consumerId: here.consumer.consumerId });
    const { browser } = await signedByApp("person_b", phone);
    expect((await browser.ask("/wallet/switch?to=%2Fwallet")).html).not.toContain('value="both"');
    await browser.ask("/wallet/switch", { who: "both", to: "/wallet" });
    const again = await signedIn(phone);
    expect((await again.ask("/wallet")).html).toContain(app.merchant.merchant.name);
  });

  it("is joined by one of two who press at once", async () => {
    const phone = "19900000105";
    const [one, other] = [
      await signedByApp("person_a", phone),
      await signedByApp("person_b", phone),
    ];
    const both = { who: "both", to: "/wallet" };
    const answers = await Promise.all(
      [one, other].map(({ browser }) => browser.ask("/wallet/switch", both)),
    );
    expect(answers.map(({ to }) => to).sort()).toEqual(["/wallet", "/wallet/switch?to=%2Fwallet"]);
  });

  /** In the app's account, with this phone beside it. */
  async function signedByApp(personNo: PersonNo, phone: string, later = minutes(0)) {
    const browser = newBrowser();
    await browser.ask(`/wallet?app_code=${await makeAppCode(app.deps, personNo)}`);
    app.clock.advance(later);
    const code = await codeAt(browser, phone);
    const asks = await browser.ask("/wallet/sign_in/code", { code });
    expect(asks.to).toBe("/wallet/switch?to=%2Fwallet");
    return { browser };
  }
});
