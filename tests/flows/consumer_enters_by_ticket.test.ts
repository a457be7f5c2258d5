import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { viewMessages } from "../../core/message/view_messages.ts";
import { days, minutes, seconds, unixSeconds } from "../../core/time.ts";
import { enterByTicket } from "../../core/wallet_app/enter_by_ticket.ts";
import { browserWith } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

interface WalletKey {
  readonly kid: string;
  readonly pair: Awaited<ReturnType<typeof generateKeyPair>>;
}

let app: TestApp;
let server: Loopback;
/** What the wallet app publishes now. */
let published: readonly WalletKey[] = [];
let answers = true;
let first: WalletKey;

beforeAll(async () => {
  first = await newKey("k1");
  published = [first];
  server = serveLoopback(async () => {
    if (!answers) return new Response(null, { status: 503 });
    const keys = await Promise.all(published.map(async ({ kid, pair }) => ({
      ...await exportJWK(pair.publicKey),
      kid,
      alg: "ES256",
    })));
    return Response.json({ keys });
  });
  const walletApps = [
    { name: "river", jwksUrl: `${server.url}/jwks.json` },
    { name: "lake", jwksUrl: `${server.url}/jwks.json?lake` },
  ];
  app = await testApp({ config: { walletApps } });
});
afterAll(async () => {
  await app.close();
  await server.close();
});

async function newKey(kid: string): Promise<WalletKey> {
  return { kid, pair: await generateKeyPair("ES256", { extractable: true }) };
}

let tickets = 0;

interface Claims {
  readonly iss?: string;
  readonly aud?: string;
  readonly sub?: string;
  readonly iat?: number;
  /** Left out where it is null. */
  readonly exp?: number | null;
  readonly jti?: string;
}

function ticket(claims: Claims = {}, { key = first, typ = "wallet-ticket+jwt" } = {}) {
  const iat = claims.iat ?? unixSeconds(app.clock.now());
  const { exp = iat + 60, ...others } = claims;
  const whole = {
    iss: "river",
    aud: app.deps.config.publicUrl,
    sub: "user-1",
    jti: `t-${++tickets}`,
    ...others,
    iat,
    ...(exp === null ? {} : { exp }),
  };
  return new SignJWT(whole).setProtectedHeader({ alg: "ES256", kid: key.kid, typ })
    .sign(key.pair.privateKey);
}

function enter(made: string) {
  return enterByTicket(app.deps, { ticket: made, browser: { client: "?" }, source: "s" });
}

async function personOf(made: string): Promise<string | undefined> {
  const { sessionToken } = must(await enter(made));
  const here = await consumerOfSession(app.deps, sessionToken);
  return here?.consumer.consumerId;
}

const refused = { ok: false, error: { code: "ticket_refused" } };

describe("a ticket of a trusted wallet app", () => {
  it("signs in the same person each time, another user as another, and never twice", async () => {
    const made = await ticket();
    const person = await personOf(made);
    expect(person).toMatch(/^con_/);
    expect(await enter(made)).toMatchObject(refused);
    expect(await personOf(await ticket())).toBe(person);
    expect(await personOf(await ticket({ sub: "user-2" }))).not.toBe(person);
    expect(await personOf(await ticket({ iss: "lake" }))).not.toBe(person);
    const twin = await ticket();
    const both = await Promise.all([enter(twin), enter(twin)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is refused for another portal, expired, too old, from the future, and incomplete", async () => {
    const now = unixSeconds(app.clock.now());
    const wrong = await Promise.all([
      ticket({ aud: "https://elsewhere.example" }),
      ticket({ iat: now - 100, exp: now - 50 }),
      ticket({ iat: now - 300, exp: now + 3_600 }),
      ticket({ iat: now + 60, exp: now + 120 }),
      ticket({ exp: null }),
      ticket({ iss: "sea" }),
      ticket({ sub: "" }),
      ticket({ jti: "" }),
      ticket({ sub: "x".repeat(129) }),
      ticket({}, { typ: "JWT" }),
    ]);
    for (const made of [...wrong, "", "a.b.c"]) expect(await enter(made)).toMatchObject(refused);
  });

  it("is refused unsigned, changed, and signed by another's key", async () => {
    const forger = await newKey("k1");
    expect(await enter(await ticket({}, { key: forger }))).toMatchObject(refused);
    const [header = "", , end = ""] = (await ticket()).split(".");
    const [, other = ""] = (await ticket({ sub: "user-2" })).split(".");
    expect(await enter(`${header}.${other}.${end}`)).toMatchObject(refused);
    const none = btoa(JSON.stringify({ alg: "none", typ: "wallet-ticket+jwt" })).replace(/=+$/, "");
    expect(await enter(`${none}.${other}.`)).toMatchObject(refused);
  });

  it("is taken under a new key soon after the app publishes it, and while the app is away", async () => {
    const second = await newKey("k2");
    published = [second];
    app.clock.advance(seconds(31));
    must(await enter(await ticket({}, { key: second })));
    app.clock.advance(minutes(6));
    answers = false;
    must(await enter(await ticket({}, { key: second })));
    expect(await enter(await ticket({}, { key: await newKey("k3") }))).toMatchObject(refused);
    answers = true;
    published = [first];
    app.clock.advance(minutes(6));
    expect(await enter(await ticket({}, { key: second }))).toMatchObject(refused);
  });

  it("is news once a day for each app, in browsers that it has not opened before", async () => {
    const come = async (iss: string, appDevice?: string) => {
      const browser = { client: "WebView", appDevice };
      const made = await ticket({ iss, sub: "user-7" });
      return must(await enterByTicket(app.deps, { ticket: made, browser, source: "s" }));
    };
    const news = async (session: string) =>
      (await viewMessages(app.deps, session))?.messages.map((each) => "news" in each && each.news);
    const told = { kind: "new_device", client: "WebView", proof: "wallet:river" };
    const known = await come("river");
    await come("river", known.appDevice);
    expect(await news(known.sessionToken)).toEqual([]);
    await come("river");
    const { sessionToken } = await come("river");
    expect(await news(sessionToken)).toEqual([told]);
    app.clock.advance(days(1));
    await come("river");
    expect(await news((await come("river", known.appDevice)).sessionToken)).toEqual([told, told]);
  });

  it("is known again by the cookie that its page has left in the browser", async () => {
    const open = async (cookie = "") => {
      const path = `/wallet?ticket=${await ticket({ sub: "user-8" })}`;
      const answer = await browserWith(app, cookie).ask(path);
      return answer.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
    };
    const messages = async (cookie: string) =>
      await (await browserWith(app, cookie).ask("/wallet/messages")).text();
    const told = "A new device signed in";
    const cookies = await open();
    const again = await open(cookies);
    expect(again).toContain("app_device=");
    expect(await messages(again)).not.toContain(told);
    expect(await messages(await open())).toContain(told);
  });

  it("opens the wallet by a link, and asks beside somebody else", async () => {
    const link = async (claims: Claims = {}) => `/wallet?ticket=${await ticket(claims)}`;
    const opened = await browserWith(app).ask(await link());
    expect([opened.status, opened.headers.get("location")]).toEqual([303, "/wallet"]);
    const [cookie = ""] = opened.headers.getSetCookie();
    const there = browserWith(app, cookie.split(";")[0]);
    expect((await there.ask("/wallet/devices")).status).toBe(200);
    const beside = await there.ask(await link({ sub: "user-9" }));
    expect(beside.headers.get("location")).toBe("/wallet/switch?to=%2Fwallet");
    const bad = await browserWith(app).ask("/wallet?ticket=x");
    expect(bad.headers.get("location")).toBe("/wallet?entry=refused");
  });
});
