import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskedIdNumber } from "../../core/consumer/consumer.ts";
import { minutes } from "../../core/time.ts";
import { cancelKey } from "../../core/recovery/cancel_key.ts";
import type { RecoveryId } from "../../core/recovery/recovery.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { browserWith, cameIn, hiddenIn } from "../support/app_browser.ts";
import { cardPayer } from "../support/card_payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const person = personOf("person_a")!;

async function eventsOf(type: string): Promise<number> {
  const sql = "select count(*) as n from events where type = ?";
  const [rows] = await app.deps.load({
    statement: { sql, args: [type] },
    read: (found) => Number(found[0]?.["n"]),
  });
  return rows;
}

describe("POST /wallet/data", () => {
  it("gives its own person everything, unmasked, and puts that on record", async () => {
    const { ask } = await cameIn(app, "/wallet");
    const answer = await ask("/wallet/data", { fields: {} });
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    const data = await answer.json();
    expect(data.person).toMatchObject({
      name: person.name,
      phone: person.phone,
      id_number: person.idNumber,
    });
    expect(data.history.map(({ type }: { type: string }) => type)).toContain("consumer.data_given");
    expect(data.sign_ins).toHaveLength(1);
    expect(await eventsOf("consumer.data_given")).toBe(1);
  });

  it("gives nothing to a stranger, nor to a session that is no longer fresh", async () => {
    const before = await eventsOf("consumer.data_given");
    expect((await browserWith(app).ask("/wallet/data", { fields: {} })).status).toBe(403);
    const { ask } = await cameIn(app, "/wallet");
    app.clock.advance(minutes(11));
    const answer = await ask("/wallet/data", { fields: {} });
    expect(answer.status).toBe(422);
    expect(await answer.text()).not.toContain(person.idNumber);
    expect(await eventsOf("consumer.data_given")).toBe(before);
  });
});

describe("POST /wallet/account/reveal", () => {
  const reveal = (field: string) => ({ fields: { field } });
  const shownBy = async (cookie: string) =>
    await browserWith(app, cookie).ask("/wallet/account").then((answer) => answer.text());

  it("shows one field once, by an act on record with its device; a page loaded again is masked", async () => {
    const { cookie, ask } = await cameIn(app, "/wallet", "person_c");
    const own = personOf("person_c")!;
    const before = await (await ask("/wallet/account")).text();
    for (const secret of [own.name, own.phone, own.idNumber]) expect(before).not.toContain(secret);
    expect(before).toContain(maskedIdNumber(own.idNumber));

    const answer = await ask("/wallet/account/reveal", reveal("phone"));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/wallet/account"]);
    const [kept = ""] = answer.headers.getSetCookie();
    expect(kept).toContain("HttpOnly");
    expect(kept).not.toContain(own.phone);
    const token = kept.split(";")[0] ?? "";
    const shown = await browserWith(app, `${cookie}; ${token}`).ask("/wallet/account");
    expect(shown.headers.get("cache-control")).toBe("no-store");
    // The browser forgets what showed it.
    expect(shown.headers.getSetCookie().join()).toMatch(/revealed=; Max-Age=0/);
    const page = await shown.text();
    expect(page).toContain(own.phone);
    for (const secret of [own.name, own.idNumber]) expect(page).not.toContain(secret);
    expect(await shownBy(cookie)).not.toContain(own.phone);

    // It is good in this session alone, and for a minute.
    const other = (await cameIn(app, "/wallet", "person_c")).cookie;
    expect(await shownBy(`${other}; ${token}`)).not.toContain(own.phone);
    app.clock.advance(minutes(2));
    expect(await shownBy(`${cookie}; ${token}`)).not.toContain(own.phone);
    expect(await shownBy(`${cookie}; revealed=made.up.text`)).not.toContain(own.phone);

    const { history } = await (await ask("/wallet/data", { fields: {} })).json();
    const looks = history.filter(({ type }: { type: string }) => type === "consumer.unmasked");
    expect(looks).toHaveLength(1);
    expect(JSON.parse(looks[0].data)).toEqual({
      field: "phone",
      session_id: expect.stringMatching(/^ses_/),
      client: expect.stringContaining("Android"),
    });
  });

  it("asks an older session who is there, takes ten an hour, and nothing from a stranger", async () => {
    const { ask } = await cameIn(app, "/wallet", "person_d");
    const before = await eventsOf("consumer.unmasked");
    expect((await browserWith(app).ask("/wallet/account/reveal", reveal("name"))).status).toBe(403);
    expect((await ask("/wallet/account/reveal", reveal("card"))).status).toBe(303);
    for (let look = 0; look < 10; look++) {
      const answer = await ask("/wallet/account/reveal", reveal("name"));
      expect([look, answer.status]).toEqual([look, 303]);
    }
    const tooMany = await ask("/wallet/account/reveal", reveal("name"));
    expect([tooMany.status, tooMany.headers.getSetCookie()]).toEqual([429, []]);
    app.clock.advance(minutes(11));
    const late = await ask("/wallet/account/reveal", reveal("name"));
    expect(late.status).toBe(422);
    expect(await late.text()).toContain("/wallet/confirmation?to=");
    expect(await eventsOf("consumer.unmasked")).toBe(before + 10);
  });
});

describe("/wallet/account", () => {
  it("begins a recovery and cancels it, and says both in the messages", async () => {
    const { ask } = await cameIn(app, "/wallet");
    await ask("/wallet/account/recovery", { fields: {} });
    expect(await (await ask("/wallet/account")).text()).toContain("Cancel recovery");
    await ask("/wallet/recovery/cancellation", { fields: {} });
    expect(await (await ask("/wallet/account")).text()).not.toContain("Cancel recovery");
    const messages = await (await ask("/wallet/messages")).text();
    expect(messages).toContain("Somebody asked to recover your account");
    expect(messages).toContain("was cancelled");
  });

  it("shows what an erasure waits for, and may be stopped", async () => {
    const { ask } = await cameIn(app, "/wallet", "person_b");
    expect(await (await ask("/wallet/erasure")).text()).toContain("5 years");
    await ask("/wallet/erasure", { fields: {} });
    expect(await (await ask("/wallet/account")).text()).toContain("being erased");
    await ask("/wallet/erasure/cancellation", { fields: {} });
    expect(await (await ask("/wallet/account")).text()).not.toContain("being erased");
  });
});

describe("/wallet/recovery", () => {
  it("gives one answer to who is known and who is not", async () => {
    const { ask } = browserWith(app);
    const typed = { lost_phone: "19900000061", new_phone: "19900000062", id_number: "1" };
    const codePage = await (await ask("/wallet/recovery", { fields: typed })).text();
    const code = await lastCodeFor(app.deps, "19900000062") ?? "";
    const wrong = { ...hiddenIn(codePage), code: "x" };
    expect((await ask("/wallet/recovery/code", { fields: wrong })).status).toBe(422);
    const answer = await ask("/wallet/recovery/code", { fields: { ...wrong, code } });
    expect(await answer.text()).toContain("If everything matches");
    const bad = await ask("/wallet/recovery", { fields: { ...typed, new_phone: "abc" } });
    expect(bad.status).toBe(422);
  });

  it("is cancelled by the link of the message, by a browser that nobody is signed in in", async () => {
    const { ask } = await cameIn(app, "/wallet", "person_c");
    await ask("/wallet/account/recovery", { fields: {} });
    const [id] = await app.deps.load({
      statement: { sql: "select recovery_id from recoveries where state = 'waiting'", args: [] },
      read: (rows) => String(rows[0]?.["recovery_id"]) as RecoveryId,
    });
    const stranger = browserWith(app);
    const path = (key: string) => `/wallet/recoveries/${id}/cancellation?key=${key}`;
    expect((await stranger.ask(path("x"), { fields: {} })).status).toBe(404);
    const right = path(await cancelKey(app.deps.vault, id));
    expect(await (await stranger.ask(right)).text()).toContain("Cancel the recovery?");
    expect((await stranger.ask(right, { fields: {} })).status).toBe(200);
    expect((await stranger.ask(right, { fields: {} })).status).toBe(404);
  });
});

describe("/wallet/pin/forgotten", () => {
  it("lets the old PIN end in a day, which the account shows and cancels", async () => {
    const { ask } = await cameIn(app, "/wallet", "person_d");
    await ask("/wallet/pin", { fields: { pin: "471903", again: "471903" } });
    expect(await (await ask("/wallet/pin")).text()).toContain("Drop the old PIN");
    expect((await ask("/wallet/pin/forgotten", { fields: {} })).status).toBe(303);
    expect(await (await ask("/wallet/account")).text()).toContain("Your old PIN stops working");
    await ask("/wallet/recovery/cancellation", { fields: {} });
    expect(await (await ask("/wallet/account")).text()).not.toContain("Your old PIN stops working");
  });
});

describe("/wallet/phone", () => {
  it("adds a phone by its code, says what is wrong, and removes it where an app opens the account", async () => {
    const { get, post, signIn } = cardPayer(app);
    await signIn("person_d");
    // Who has a PIN shows it first.
    expect((await get("/wallet/phone")).html).toContain("Before you change it");
    await post("/wallet/confirmation/pin", { pin: "471903" });
    expect((await post("/wallet/phone", { phone: "abc" })).status).toBe(422);
    const asked = hiddenIn((await post("/wallet/phone", { phone: "19900000071" })).html);
    expect((await post("/wallet/phone/code", { ...asked, code: "x" })).status).toBe(422);
    const code = await lastCodeFor(app.deps, "19900000071") ?? "";
    expect((await post("/wallet/phone/code", { ...asked, code })).status).toBe(303);
    expect((await get("/wallet/phone")).html).toContain("199****0071");
    expect((await post("/wallet/phone/removal")).status).toBe(303);
    expect((await get("/wallet/phone")).html).toContain("No phone opens your account");
    expect((await post("/wallet/phone/removal")).status).toBe(422);
    expect((await browserWith(app).ask("/wallet/phone")).status).toBe(403);
  });
});
