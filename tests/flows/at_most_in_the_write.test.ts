import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeKey, registerKey, signedRequest } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;

describe("on a file, many at once", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());
  stories();
});

describe("on a server, many at once", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close();
    await sqld.stop();
  });
  stories();
});

function stories() {
  it("register one first key of a live merchant, and no other without its signature", async () => {
    const { secretKey: key } = await app.openMerchant("长风书店 Changfeng", { mode: "live" });
    const keys = await Promise.all(Array.from({ length: 30 }, () => makeKey("EdDSA")));
    const answers = await codes(keys.map(({ jwk }) => app.api("/v1/keys", { body: { jwk }, key })));
    expect(answers).toEqual({ "201": 1, signature_required: 29 });
  });

  it("register one key once: revoked, it has no twin that still signs", async () => {
    const { jwk, privateKey } = await makeKey("EdDSA");
    const added = Array.from({ length: 10 }, () => app.api("/v1/keys", { body: { jwk } }));
    const answers = await Promise.all(added);
    const kids = new Set<string>();
    for (const answer of answers) kids.add((await answer.json()).kid);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    const [kid = "", ...twins] = kids;
    expect(twins).toEqual([]);

    const signer = { kid, alg: "EdDSA" as const, privateKey };
    const ask = async () =>
      (await app.fetch(await signedRequest(app, signer, { path: "/v1/keys" }))).status;
    expect(await ask()).toBe(200);
    expect((await app.api(`/v1/keys/${kid}`, { method: "DELETE" })).status).toBe(200);
    expect(await ask()).toBe(401);
    const again = await app.api("/v1/keys", { body: { jwk } });
    expect([again.status, (await again.json()).code]).toEqual([409, "key_already_registered"]);
  });

  it("have at most 20 keys in use", async () => {
    await registerKey(app, "EdDSA");
    const keys = await Promise.all(Array.from({ length: 59 }, () => makeKey("EdDSA")));
    const answers = await codes(keys.map(({ jwk }) => app.api("/v1/keys", { body: { jwk } })));
    expect(answers).toEqual({ "201": 19, keys_too_many: 40 });
  });

  it("have at most 50 webhook endpoints, and a deleted one makes room for one", async () => {
    const add = (i: number) =>
      app.api("/v1/webhook_endpoints", { body: { url: `https://merchant.example/${i}` } });
    const first = await (await add(0)).json();
    const more = Array.from({ length: 119 }, (_, i) => add(i + 1));
    expect(await codes(more)).toEqual({ "201": 49, endpoints_too_many: 70 });
    await app.api(`/v1/webhook_endpoints/${first.endpoint_id}`, { method: "DELETE" });
    expect(await codes([add(200), add(201), add(202)]))
      .toEqual({ "201": 1, endpoints_too_many: 2 });
  });

  it("have at most 100 screens", async () => {
    const add = (i: number) => app.api("/v1/screens", { body: { name: `柜台 ${i}` } });
    expect(await codes(Array.from({ length: 200 }, (_, i) => add(i))))
      .toEqual({ "201": 100, screens_too_many: 100 });
  });
}

/** How many answers were what: a status where it worked, else the code of the refusal. */
async function codes(asked: readonly Promise<Response>[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const answer of await Promise.all(asked)) {
    const code = answer.ok ? `${answer.status}` : (await answer.json()).code;
    counted[code] = (counted[code] ?? 0) + 1;
  }
  return counted;
}
