import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { retireKeys } from "../../core/merchant/retire_keys.ts";
import { forgetNonces } from "../../core/signature/forget_nonces.ts";
import { hours, minutes, seconds } from "../../core/time.ts";
import { makeKey, registerKey, signedRequest } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function rows(sql: string): Promise<readonly unknown[]> {
  const [found] = await app.deps.load({
    statement: { sql, args: [] },
    read: (found) => [...found],
  });
  return found;
}

describe("retireKeys", () => {
  it("reports a key once, when its date has come on its merchant's clock", async () => {
    const later = new Date(app.clock.now() + hours(2)).toISOString();
    const { kid } = await registerKey(app, "EdDSA", app.merchant, { retire_at: later });
    const ahead = await app.openMerchant("时光当铺 Tomorrow's Pawnshop");
    const theirs = await registerKey(app, "EdDSA", ahead, { retire_at: later });
    const told = () =>
      rows("select subject_id, sequence from events where type = 'key.retired' order by seq");

    await retireKeys(app.deps);
    expect(await told()).toEqual([]);
    await app.api("/v1/test_helpers/clock", {
      body: { advance_seconds: 7_200 },
      key: ahead.secretKey,
    });
    await retireKeys(app.deps);
    expect(await told()).toEqual([{ subject_id: theirs.kid, sequence: 1 }]);
    app.clock.advance(hours(2));
    await retireKeys(app.deps);
    await retireKeys(app.deps);
    expect(await told()).toHaveLength(2);
    expect(await (await app.api(`/v1/keys/${kid}`)).json()).toMatchObject({ state: "retired" });
  });
});

describe("a live merchant", () => {
  it("registers its very first key with its secret key, and every other by a signature", async () => {
    const live = await app.openMerchant("长风书店 Changfeng Books", { mode: "live" });
    const first = await registerKey(app, "ES256", live);
    const { jwk } = await makeKey("EdDSA");
    const refused = await app.api("/v1/keys", { body: { jwk }, key: live.secretKey });
    expect([refused.status, (await refused.json()).code]).toEqual([401, "signature_required"]);

    const asked = await signedRequest(app, first, {
      path: "/v1/keys",
      body: JSON.stringify({ jwk }),
    });
    expect((await app.fetch(asked)).status).toBe(201);
    const listed = await app.fetch(await signedRequest(app, first, { path: "/v1/keys" }));
    expect((await listed.json()).data).toHaveLength(2);
  });

  it("can do nothing else with its secret key", async () => {
    const live = await app.openMerchant("夜航船 Night Ferry", { mode: "live" });
    for (
      const [path, method] of [["/v1/keys", "GET"], ["/v1/orders", "POST"], ["/v1/orders", "GET"]]
    ) {
      const answer = await app.api(path ?? "", { method: method ?? "", key: live.secretKey });
      expect([answer.status, (await answer.json()).code]).toEqual([401, "signature_required"]);
    }
  });
});

describe("the jti of a signed request", () => {
  it("is accepted by every instance on the same database", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-two-"));
    const databaseUrl = `file:${join(folder, "shared.db")}`;
    const [one, two] = [await testApp({ databaseUrl }), await testApp({ databaseUrl })];
    const signer = await registerKey(one, "EdDSA");
    const asked = await signedRequest(one, signer, { path: "/v1/keys" });
    expect((await one.fetch(asked.clone())).status).toBe(200);
    const answer = await two.fetch(asked.clone());
    expect([answer.status, (await answer.json()).code]).toEqual([401, "signature_replayed"]);
    await Promise.all([one.close(), two.close()]);
    await rm(folder, { recursive: true });
  });

  it("is kept for twice the window, then forgotten", async () => {
    const signer = await registerKey(app, "EdDSA");
    for (let asked = 0; asked < 3; asked++) {
      await app.fetch(await signedRequest(app, signer, { path: "/v1/keys" }));
    }
    const kept = async () => (await rows("select jti from request_nonces")).length;
    const before = await kept();
    app.clock.advance(seconds(620));
    await forgetNonces(app.deps);
    expect([before >= 3, await kept()]).toEqual([true, before]);
    app.clock.advance(minutes(1));
    await forgetNonces(app.deps);
    expect(await kept()).toBe(0);

    const trips = app.roundTrips();
    await forgetNonces(app.deps);
    expect(app.roundTrips() - trips).toBe(1);
  });
});
