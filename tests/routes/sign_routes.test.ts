import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { milliseconds, minutes } from "../../core/time.ts";
import { browserWith, cameIn, hiddenIn, tapSign } from "../support/app_browser.ts";
import { textIn } from "../support/render_checkout.tsx";
import { approvedPlan, openedSigning, planForm, readSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const HTMX = { "HX-Request": "true", "HX-Request-Type": "partial" };
let codes = 0;

async function open(plan: Partial<typeof planForm> = {}): Promise<`/sign/sgn_${string}`> {
  const planId = await approvedPlan(app, plan);
  const contract_code = `member-${++codes}`;
  const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code });
  return `/sign/${signing_id}`;
}

const stateOf = async (path: string) => (await readSigning(app, path.replace("/sign/", ""))).state;
const debit = persons[0]?.cards[0]?.token ?? "";

describe("GET /sign/:signingId", () => {
  it("is the page, kept by no cache, in one round trip, outside the app and inside", async () => {
    const path = await open();
    const inside = await cameIn(app, path);
    for (const browser of [browserWith(app), inside]) {
      const before = app.roundTrips();
      const answer = await browser.ask(path);
      expect(app.roundTrips() - before).toBe(1);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
      expect(textIn(await answer.text(), "h1")).toBe("清风茶馆 Breeze Teahouse asks you to sign");
    }
  });

  it("says plainly that there is no such signing, in both languages", async () => {
    const { ask } = browserWith(app);
    const foreign = await ask("/sign/sgn_01KAG8M0000000000000000009");
    const broken = await ask("/sign/nonsense", { headers: { "Accept-Language": "zh-CN" } });
    expect([foreign.status, broken.status]).toEqual([404, 404]);
    expect(textIn(await foreign.text(), "h1")).toBe("We can't find this signing link.");
    expect(textIn(await broken.text(), "h1")).toBe("没有找到这个签约链接。");
  });

  it("exchanges the app's code for a session that scripts cannot read, and continues without the code", async () => {
    const path = await open();
    const code = await makeAppCode(app.deps, "person_a");
    const answer = await browserWith(app).ask(`${path}?app_code=${code}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((each) => each.replace(/=[^;]*/, "")))
      .toEqual([
        "consumer; Max-Age=28800; Path=/; HttpOnly; SameSite=Lax",
        "app_device; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax",
      ]);

    const again = await browserWith(app).ask(`${path}?app_code=${code}`);
    expect(again.headers.get("location")).toBe(`${path}?entry=refused`);
    expect(again.headers.getSetCookie()).toEqual([]);
    const told = await browserWith(app).ask(`${path}?entry=refused`);
    expect(await told.text()).toContain("We couldn&#39;t sign you in from UnionPay.");
  });

  it("binds the session to this host where the portal is on https", async () => {
    const secure = await testApp({ config: { publicUrl: "https://portal.test" } });
    try {
      const code = await makeAppCode(secure.deps, "person_a");
      const answer = await browserWith(secure).ask(`/wallet?app_code=${code}`);
      expect(answer.headers.getSetCookie().map((each) => each.replace(/=[^;]*/, "")))
        .toEqual([
          "__Host-consumer; Max-Age=28800; Path=/; HttpOnly; Secure; SameSite=Lax",
          "__Host-app_device; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Lax",
        ]);
      const { ask } = await cameIn(secure, "/wallet");
      expect(textIn(await (await ask("/wallet")).text(), "h1")).toBe("My contracts");
    } finally {
      await secure.close();
    }
  });
});

describe("POST /sign/:signingId/confirmation", () => {
  it("signs, and comes back to the page that says so", async () => {
    const path = await open();
    const browser = await cameIn(app, path);
    const answer = await tapSign(browser, path);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
    const html = await (await browser.ask(path)).text();
    expect(textIn(html, "h1")).toBe("Signed. Nothing was charged.");
  });

  it("keeps the language the lines were shown in, whatever the browser prefers by now", async () => {
    const path = await open();
    const { ask } = await cameIn(app, path, "person_b");
    const html = await (await ask(path, { headers: { "Accept-Language": "zh-CN" } })).text();
    const fields = hiddenIn(html);
    expect(fields["lang"]).toBe("zh");
    await ask(`${path}/confirmation`, { fields });
    const { contract_id } = await readSigning(app, path.replace("/sign/", ""));
    const evidence = await (await app.api(`/v1/contracts/${contract_id}/evidence`)).text();
    const [, body = ""] = /"?[\w-]+\.([\w-]+)\.[\w-]+"?/.exec(evidence) ?? [];
    const facts = JSON.parse(
      new TextDecoder().decode(Uint8Array.fromBase64(body, { alphabet: "base64url" })),
    );
    expect(JSON.stringify(facts)).toContain('"lang":"zh"');
  });

  it("signs nothing for who has no session, and shows the way in", async () => {
    const path = await open();
    const answer = await browserWith(app).ask(`${path}/confirmation`, { fields: { card: debit } });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("Your session has timed out.");
    expect(await stateOf(path)).toBe("open");
  });

  it("shows the form again with what was typed and what is wrong", async () => {
    const path = await open({ verify_id_number: true });
    const browser = await cameIn(app, path, "person_d");
    const answer = await tapSign(browser, path, { fields: { id_number: "0000001" } });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toMatch(
      /id="id_number-error".*This ID number doesn&#39;t match the one in UnionPay./,
    );
    expect(html).toMatch(/id="id_number" aria-invalid="true"[^>]*value="0000001"[^>]* autofocus/);
    // The language switch leads to the page, not to where the form went.
    expect(html).toContain(`<input type="hidden" name="back" value="${path}"/>`);

    const missing = await tapSign(browser, path, { headers: HTMX });
    expect(missing.status).toBe(422);
    const fragment = await missing.text();
    expect(fragment).toContain("Enter your full ID number.");
    expect(fragment).not.toContain("<html");
  });

  it("accepts no card that is not the person's own, and no debit card where credit is required", async () => {
    const path = await open({ requires_credit_card: true });
    const { ask } = await cameIn(app, path, "person_d");
    expect(await (await ask(path)).text()).not.toContain("0414");
    for (const card of ["sbxcard_c_credit", "sbxcard_d_debit"]) {
      const answer = await ask(`${path}/confirmation`, { fields: { card } });
      expect([card, answer.status]).toEqual([card, 422]);
    }
    expect(await stateOf(path)).toBe("open");
  });

  it("accepts no form from another site", async () => {
    const path = await open();
    const { ask } = await cameIn(app, path);
    const headers = { Origin: "https://evil.example" };
    const answer = await ask(`${path}/confirmation`, { fields: { card: debit }, headers });
    expect(answer.status).toBe(403);
    expect(await stateOf(path)).toBe("open");
  });
});

describe("POST /sign/:signingId/card", () => {
  it("remembers the card for this page only, and nothing but its token", async () => {
    const path = await open();
    const browser = await cameIn(app, path);
    const answer = await browser.ask(`${path}/card`, { fields: { card: "sbxcard_a_credit" } });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toBe(`card=sbxcard_a_credit; Path=${path}; HttpOnly; SameSite=Lax`);
    const headers = { Cookie: `${browser.cookie}; ${cookie.split(";")[0]}` };
    expect(await (await browser.ask(path, { headers })).text()).toContain("credit card (0022)");
    const long = await browser.ask(`${path}/card`, { fields: { card: "x".repeat(9_000) } });
    expect(long.headers.getSetCookie().join().length).toBeLessThan(300);
  });
});

describe("POST /sign/:signingId/code", () => {
  it("sends a code, and the page asks for it; when resent it says if there were too many", async () => {
    const path = await open({ verify_phone: true });
    const { ask } = await cameIn(app, path, "person_c");
    const fields = { card: "sbxcard_c_credit", lang: "en" };
    const answer = await ask(`${path}/code`, { fields });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
    const asking = await (await ask(path)).text();
    expect(asking).toContain("Signing code sent to 199****0003");
    expect(asking).toMatch(
      /It&#39;s valid until <span class="whole">\d+ \w+ \d{4}, \d\d:\d\d \(UTC\+8\)/,
    );

    let last = answer;
    for (let sent = 1; sent <= 10; sent++) last = await ask(`${path}/code`, { fields });
    expect(last.status).toBe(429);
    expect(await last.text()).toContain("Too many codes requested.");
  });
});

describe("POST /sign/:signingId/refusal", () => {
  it("can only be declined by the consumer, not by anyone with just the link", async () => {
    const path = await open();
    const over = browserWith(app, "consumer=made-up");
    for (const { ask } of [browserWith(app), over]) {
      const stranger = await ask(`${path}/refusal`, { fields: {} });
      expect([stranger.status, await stateOf(path)]).toEqual([409, "open"]);
      expect(await stranger.text()).toContain("Your session has timed out.");
    }
    const { ask } = await cameIn(app, path);
    for (let times = 0; times < 2; times++) {
      const answer = await ask(`${path}/refusal`, { fields: {} });
      expect([answer.status, await stateOf(path)]).toEqual([303, "declined"]);
    }
  });

  it("is not for who could not sign: without a card that fits, or signed before", async () => {
    const credit = await open({ requires_credit_card: true });
    const { ask } = await cameIn(app, credit, "person_b");
    const noCard = await ask(`${credit}/refusal`, { fields: {} });
    expect([noCard.status, await stateOf(credit)]).toEqual([409, "open"]);
    expect(await noCard.text()).toContain("Add a card in UnionPay");

    const planId = await approvedPlan(app);
    const opened = async (code: string) => {
      const body = { plan_id: planId, contract_code: code };
      return `/sign/${(await openedSigning(app, body)).signing_id}`;
    };
    const [first, second] = [await opened("refused-1"), await opened("refused-2")];
    const browser = await cameIn(app, first);
    await tapSign(browser, first);
    const before = await browser.ask(`${second}/refusal`, { fields: {} });
    expect([before.status, await stateOf(second)]).toEqual([409, "open"]);
    expect(await before.text()).toContain("Already signed. Nothing was charged.");
  });
});

describe("GET /sign/:signingId/status", () => {
  it("is silent while nothing changed, and brings the panel once it has", async () => {
    const path = await open();
    const watcher = browserWith(app);
    const html = await (await watcher.ask(path)).text();
    const status = /hx-get="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await watcher.ask(status, { headers: HTMX })).status).toBe(204);

    await tapSign(await cameIn(app, path, "person_d"), path);
    const changed = await watcher.ask(status, { headers: HTMX });
    expect(changed.status).toBe(200);
    const fragment = await changed.text();
    expect(textIn(fragment, "h1")).toBe("Signed. Nothing was charged.");
    expect(fragment).not.toContain("0414");
  });

  it("keeps no session alive: polling by an open page is not activity", async () => {
    const path = await open();
    const { ask } = await cameIn(app, path);
    for (let asked = 0; asked < 4; asked++) {
      app.clock.advance(minutes(4));
      await ask(`${path}/status`, { headers: HTMX });
    }
    expect(await (await ask(path)).text()).toContain("You can&#39;t sign here.");
  });
});

describe("GET /sign/:signingId/stream", () => {
  it("tells a page that follows that it changed, and no more", async () => {
    const path = await open();
    const answer = await browserWith(app).ask(`${path}/stream?mark=old`);
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toMatch(/^retry: \d+\n\n$/);
    expect(await next()).toMatch(/^event: changed\ndata: [\w-]+\nid: [\w-]+\n\n$/);
    await reader?.cancel();
  });

  it("tells a page in the app when its time is over, before anything is written", async () => {
    const path = await open();
    app.clock.advance(minutes(30));
    app.clock.advance(milliseconds(-200));
    const { ask } = await cameIn(app, path);
    const html = await (await ask(path)).text();
    const stream = /data-stream="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const reader = (await ask(stream)).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toMatch(/^retry: \d+\n\n$/);
    app.clock.advance(minutes(1));
    expect(await next()).toMatch(/^event: changed\ndata: 1-expired-[\w-]+\n/);
    expect(await stateOf(path)).toBe("open");
    await reader?.cancel();
  });

  it("tells a client that reconnects to a finished signing to stop", async () => {
    const path = await open();
    const { ask } = await cameIn(app, path);
    await ask(`${path}/refusal`, { fields: {} });
    const html = await (await ask(`${path}/status`)).text();
    expect(html).not.toContain("data-stream");
    const page = await ask(`${path}/stream`);
    const mark = /data: (\S+)/.exec(await page.text())?.[1] ?? "";
    expect((await ask(`${path}/stream?mark=${mark}`)).status).toBe(204);
  });
});
