import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours } from "../../core/time.ts";
import { ENDPOINTS_MAX } from "../../core/webhook/endpoint.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { runningClock } from "../support/fake_clock.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";
import { type Hit, type Receiver, startReceiver } from "./receiver.ts";
import { happened, rows } from "./webhook_fixtures.ts";

/** The published library looks at the real clock, so this story runs on it. */
const clock = runningClock();

let app: TestApp;
let shop: Receiver;
let stranger: TestMerchant;
beforeAll(async () => {
  app = await testApp({
    clock,
    send: createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS }),
  });
  shop = await startReceiver();
  stranger = await app.openMerchant("Coffee House");
});
afterAll(async () => {
  await shop.close();
  await app.close();
});

const path = "/v1/webhook_endpoints";

async function add(body: Record<string, unknown>, key?: string) {
  const answer = await app.api(path, { body, ...(key === undefined ? {} : { key }) });
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    ...await answer.json(),
  };
}

describe(`POST ${path}`, () => {
  it("adds an endpoint and shows its secret this once", async () => {
    const added = await add({ url: shop.url("/added"), event_types: ["order.paid"] });
    expect(added).toMatchObject({
      status: 201,
      location: `${path}/${added.endpoint_id}`,
      url: shop.url("/added"),
      event_types: ["order.paid"],
      merchant_nos: [],
      state: "enabled",
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      public_key: expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/),
    });
    const read = await (await app.api(`${path}/${added.endpoint_id}`)).json();
    expect(read).toMatchObject({ endpoint_id: added.endpoint_id, public_key: added.public_key });
    const list = await (await app.api(path)).json();
    expect(JSON.stringify([read, list])).not.toContain("whsec_");
    const stored = await rows(app, "select * from endpoint_secrets");
    expect(JSON.stringify(stored)).not.toContain(added.secret.slice(6, 30));
    await app.api(`${path}/${added.endpoint_id}`, { method: "DELETE" });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ["no url", {}, "url", "missing"],
    ["a url of another kind", { url: 7 }, "url", "wrong_type"],
    ["text that is no url", { url: "tea.example" }, "url", "not_a_url"],
    ["credentials", { url: "https://a:b@tea.example/" }, "url", "has_credentials"],
    ["a fragment", { url: "https://tea.example/#x" }, "url", "has_fragment"],
    ["a url too long", { url: `https://tea.example/${"x".repeat(500)}` }, "url", "too_long"],
    [
      "an unknown type",
      { url: "https://tea.example/", event_types: ["order.eaten"] },
      "event_types.0",
      "not_allowed",
    ],
    [
      "types that are no list",
      { url: "https://tea.example/", event_types: "order.paid" },
      "event_types",
      "wrong_type",
    ],
    [
      "a number that is none",
      { url: "https://tea.example/", merchant_nos: ["1"] },
      "merchant_nos.0",
      "wrong_format",
    ],
  ])("refuses %s and names the field", async (_, body, field, code) => {
    const before = await rows(app, "select count(*) as n from endpoints");
    const refused = await add(body);
    expect(refused).toMatchObject({ status: 422, code: "fields_invalid" });
    expect(refused.errors).toMatchObject([{ path: field, code }]);
    expect(await rows(app, "select count(*) as n from endpoints")).toEqual(before);
  });

  it("refuses the merchant numbers of others", async () => {
    const refused = await add({ url: shop.url(), merchant_nos: [stranger.merchantNo] });
    expect(refused).toMatchObject({
      status: 403,
      code: "merchant_not_in_family",
      merchant_no: stranger.merchantNo,
    });
  });

  it(`takes ${ENDPOINTS_MAX} and no more`, async () => {
    const busy = await app.openMerchant("Tea Chain");
    for (let n = 0; n < ENDPOINTS_MAX; n++) {
      expect((await add({ url: shop.url(`/${n}`) }, busy.secretKey)).status).toBe(201);
    }
    expect(await add({ url: shop.url() }, busy.secretKey)).toMatchObject({
      status: 409,
      code: "endpoints_too_many",
      max: ENDPOINTS_MAX,
    });
  });

  it("allows only the public internet outside demo mode", async () => {
    const strict = await testApp({ config: { demo: false, webhookAllowPrivate: false } });
    const codes = ["http://tea.example/", "https://127.1/", "https://localhost/", "https://[::1]/"]
      .map(async (url) => {
        const answer = await strict.api(path, { body: { url } });
        const { errors } = await answer.json();
        return [answer.status, errors[0].path, errors[0].code];
      });
    expect(await Promise.all(codes)).toEqual([
      [422, "url", "not_https"],
      [422, "url", "address_not_public"],
      [422, "url", "address_not_public"],
      [422, "url", "address_not_public"],
    ]);
    expect((await strict.api(path, { body: { url: "https://tea.example/" } })).status).toBe(201);
    await strict.close();
  });
});

describe(`PATCH and DELETE ${path}/{id}`, () => {
  it("change what is given, switch off and on, and delete for good", async () => {
    const { endpoint_id: id } = await add({ url: shop.url("/patched") });
    const patch = async (body: unknown) =>
      await (await app.api(`${path}/${id}`, { method: "PATCH", body })).json();
    expect(await patch({ event_types: ["refund.failed"] })).toMatchObject({
      url: shop.url("/patched"),
      event_types: ["refund.failed"],
    });
    expect(await patch({ state: "disabled" })).toMatchObject({
      state: "disabled",
      disabled_reason: "merchant",
    });
    expect(await patch({})).toMatchObject({ state: "disabled" });
    expect(await patch({ state: "gone" })).toMatchObject({ code: "fields_invalid" });
    expect(await patch({ state: "enabled", url: shop.url("/new") })).toMatchObject({
      state: "enabled",
      disabled_reason: null,
      url: shop.url("/new"),
    });
    const remove = () => app.api(`${path}/${id}`, { method: "DELETE" });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect((await app.api(`${path}/${id}`)).status).toBe(404);
  });

  it("treat another's endpoint like one that never existed", async () => {
    const { endpoint_id: id } = await add({ url: shop.url() }, stranger.secretKey);
    for (const each of [id, "whe_01KAG8M0000000000000000009", "whe_x", "ord_1", "..%2f"]) {
      const answers = await Promise.all([
        app.api(`${path}/${each}`),
        app.api(`${path}/${each}`, { method: "PATCH", body: { state: "disabled" } }),
        app.api(`${path}/${each}`, { method: "DELETE" }),
        app.api(`${path}/${each}/secrets`, { method: "POST" }),
        app.api(`${path}/${each}/test_deliveries`, { method: "POST" }),
      ]);
      expect(answers.map((answer) => answer.status), each).toEqual([404, 404, 404, 404, 404]);
    }
    const seen = await (await app.api(`${path}/${id}`, { key: stranger.secretKey })).json();
    expect(seen).toMatchObject({ endpoint_id: id, state: "enabled" });
  });
});

describe(`POST ${path}/{id}/secrets`, () => {
  it("rotates: both secrets sign until the overlap ends, then only the new one", async () => {
    const added = await add({ url: shop.url("/rotated") });
    const rotated = await app.api(`${path}/${added.endpoint_id}/secrets`, {
      body: { overlap_seconds: 3_600 },
    });
    expect(rotated.status).toBe(201);
    const { secret, secrets } = await rotated.json();
    expect(secret).not.toBe(added.secret);
    expect(secrets.map((each: { number: number }) => each.number)).toEqual([2, 1]);

    const holding = async (n: number) => {
      await happened(app, `ctr_rotation_${n}`);
      await deliverWebhooks(app.deps);
      const hit = shop.at("/rotated")[n];
      return [added.secret, secret].map((each) => holds(each, hit));
    };
    expect(await holding(0)).toEqual([true, true]);
    await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 3_600 } });
    expect(await holding(1)).toEqual([false, true]);
  });

  it("overlaps for a day by default, and not at all if so requested", async () => {
    const { endpoint_id: id } = await add({ url: shop.url() });
    const once = await (await app.api(`${path}/${id}/secrets`, { method: "POST" })).json();
    const [, old] = once.secrets;
    expect(old.number).toBe(1);
    expect(Date.parse(old.expires_at) - Date.parse(once.secrets[0].created_at)).toBe(hours(24));
    const twice = await app.api(`${path}/${id}/secrets`, { body: { overlap_seconds: 0 } });
    expect((await twice.json()).secrets.map((each: { number: number }) => each.number))
      .toEqual([3]);
    const wrong = await app.api(`${path}/${id}/secrets`, { body: { overlap_seconds: -1 } });
    expect(wrong.status).toBe(422);
  });
});

describe(`POST ${path}/{id}/test_deliveries`, () => {
  it("sends a test only to that endpoint, whatever types it selected", async () => {
    const tested = await add({ url: shop.url("/tested"), event_types: ["order.paid"] });
    await add({ url: shop.url("/untested") });
    const answer = await app.api(`${path}/${tested.endpoint_id}/test_deliveries`, {
      body: { type: "order.paid" },
    });
    expect(answer.status).toBe(202);
    const delivery = await answer.json();
    expect(delivery).toMatchObject({ endpoint_id: tested.endpoint_id, state: "due", attempts: 0 });
    await deliverWebhooks(app.deps);
    const before = shop.at("/untested").length;
    const [hit] = shop.at("/tested");
    expect(hit).toMatchObject({ id: delivery.event_id, data: { sample: "order.paid" } });
    expect(new Webhook(tested.secret).verify(hit?.body ?? "", { ...hit?.headers })).toMatchObject({
      event_id: delivery.event_id,
      type: "endpoint.test",
    });
    await deliverWebhooks(app.deps);
    expect(shop.at("/untested").length).toBe(before);
    expect(shop.at("/untested").some((each) => each.id === delivery.event_id)).toBe(false);
  });

  it("is refused while the endpoint is off", async () => {
    const { endpoint_id: id } = await add({ url: shop.url("/off") });
    await app.api(`${path}/${id}`, { method: "PATCH", body: { state: "disabled" } });
    const answer = await app.api(`${path}/${id}/test_deliveries`, { method: "POST" });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "endpoint_disabled", endpoint_id: id });
  });
});

/** Whether the published library accepts a webhook under this secret. */
function holds(secret: string, hit: Hit | undefined): boolean {
  try {
    new Webhook(secret).verify(hit?.body ?? "", { ...hit?.headers });
    return true;
  } catch {
    return false;
  }
}
