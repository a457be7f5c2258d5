import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellAfterCharge } from "../../core/consumer/tell_after_charge.ts";
import { entered } from "../support/signers.ts";
import { registerKey, signedRequest } from "../support/signer.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let child: TestMerchant;
let ids: readonly string[];

beforeAll(async () => {
  app = await testApp();
  child = await app.openMerchant("清风茶馆运河店", { parentNo: app.merchant.merchantNo });
  for (const key of [app.merchant.secretKey, child.secretKey]) {
    await app.api("/v1/webhook_endpoints", { body: { url: "http://127.0.0.1:9/hook" }, key });
  }
  const { consumer: { consumerId } } = await entered(app, "person_a");
  await tellAfterCharge(app.deps, { consumerId, wanted: true });
  await app.settle();
  [ids] = await app.deps.load({
    statement: {
      sql: `select event_id from events where subject_id = ? and merchant_no is null
        and sequence is null order by version`,
      args: [consumerId],
    },
    read: (rows) => rows.map((row) => String(row["event_id"])),
  });
});
afterAll(() => app.close());

describe("events about a consumer alone", () => {
  it("appears in no merchant's history", async () => {
    expect(ids).toHaveLength(2);
    for (const { secretKey: key } of [app.merchant, child]) {
      const listed = await (await app.api("/v1/events", { key })).text();
      for (const id of ids) expect(listed).not.toContain(id);
      const typed = await app.api("/v1/events?type=consumer.changed", { key });
      expect(typed.status).toBe(422);
    }
  });

  it("is not found by its id, as a cursor or for a redelivery, by key or by signature", async () => {
    const signer = await registerKey(app, "EdDSA", child);
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      const asked = [
        ["GET", `/v1/events/${id}`, 404],
        ["POST", `/v1/events/${id}/redeliveries`, 404],
        ["GET", `/v1/events?after=${id}`, 404],
        ["GET", `/v1/events?before=${id}`, 404],
      ] as const;
      for (const [method, path, status] of asked) {
        const answers = [
          await app.api(path, { method }),
          await app.fetch(await signedRequest(app, signer, { method, path })),
        ];
        expect([path, ...answers.map((each) => each.status)]).toEqual([path, status, status]);
      }
    }
  });

  it("makes no delivery, although every endpoint subscribes to everything", async () => {
    const [count] = await app.deps.load({
      statement: {
        sql: "select count(*) as n from deliveries where event_id in (?, ?) or merchant_no is null",
        args: [...ids],
      },
      read: ([row]) => Number(row?.["n"]),
    });
    expect(count).toBe(0);
  });
});
