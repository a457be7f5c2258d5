import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "../../core/audit/list_audit.ts";
import { paths } from "../../core/paths.ts";
import { redeliverRanges } from "../../core/redelivery/redeliver_ranges.ts";
import { businessDay, days, seconds } from "../../core/time.ts";
import { changeEndpoint } from "../../core/webhook/change_endpoint.ts";
import { ATTEMPTS_KEPT } from "../../core/webhook/delivery.ts";
import { forgetAttempts } from "../../core/webhook/forget_attempts.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Receiver, type Reply, startReceiver } from "../webhook/receiver.ts";
import { endpointAt, happened, rows, states, write } from "../webhook/webhook_fixtures.ts";

let app: TestApp;
let shop: Receiver;
let reply: Reply;
let owner: Person;
beforeEach(async () => {
  reply = {};
  app = await testApp({ send: createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS }) });
  shop = await startReceiver(() => reply);
  owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
});
afterEach(async () => {
  await shop.close();
  await app.close();
});

const textOf = async (answer: Promise<Response>) => await (await answer).text();
const page = (path: string, who = owner) => textOf(who.ask(path));
const locationOf = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  expect(status).toBe(303);
  return headers.get("location") ?? "";
};
const actors = async (type: string) => {
  const found = await rows(app, "select by from events where type = ?1 order by seq", [type]);
  return found.map((row) => row["by"]);
};
const staff = () => `staff:${owner.staff.staffId}`;

/** An endpoint that was added at its page. */
async function added(fields: Readonly<Record<string, string>> = {}) {
  const html = await textOf(owner.ask(paths.consoleEndpointNew(), { url: shop.url(), ...fields }));
  const [, secret = ""] = /value="(whsec_[^"]+)"/.exec(html) ?? [];
  const [endpointId = ""] = /whe_\w+/.exec(html) ?? [];
  return { secret, endpointId, html };
}

async function newestDelivery(): Promise<string> {
  const [found] = await rows(app, "select delivery_id from deliveries order by rowid desc limit 1");
  return String(found?.["delivery_id"]);
}

describe("an endpoint in the console", () => {
  it("is added with a secret that is shown once, and its webhooks verify with it", async () => {
    const none = await page(paths.consoleWebhooks());
    expect(none).toContain("No endpoints yet");
    const { secret, endpointId } = await added({ event_type: "contract.resumed" });
    expect(secret).toMatch(/^whsec_/);
    for (const path of [paths.consoleWebhooks(), paths.consoleEndpoint(endpointId)]) {
      const html = await page(path);
      expect(html).toContain(shop.url());
      expect(html).not.toContain(secret);
    }
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const [hit] = shop.hits;
    const key = Uint8Array.fromBase64(secret.slice("whsec_".length));
    const signed = `${hit?.id}.${hit?.headers["webhook-timestamp"]}.${hit?.body}`;
    const v1 = createHmac("sha256", key).update(signed).digest("base64");
    expect(hit?.headers["webhook-signature"]).toContain(`v1,${v1}`);
    expect(await page(paths.consoleEndpoint(endpointId))).toContain("Delivering");
    expect(await actors("endpoint.added")).toEqual([staff()]);
    const { entries } = await listAudit(app.deps, {
      place: owner.staff.merchantNo,
      type: "endpoint.added",
      by: undefined,
      day: undefined,
    }, undefined);
    expect(entries).toMatchObject([{ subjectId: endpointId, by: staff() }]);
  });

  it("keeps what was typed when a field is wrong, and adds nothing", async () => {
    const wrong = [
      [{ url: "ftp://shop.example" }, "That URL can&#39;t be used"],
      [{ url: shop.url(), event_type: "order.eaten" }, "no such event type"],
      [{ url: shop.url(), about: "12" }, "one merchant number of 15"],
      [{ url: shop.url(), about: "888000000000009" }, "neither yours nor below"],
    ] as const;
    for (const [fields, says] of wrong) {
      const answer = await owner.ask(paths.consoleEndpointNew(), fields);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain(says);
      expect(html).toContain(fields.url);
    }
    expect(await rows(app, "select 1 from endpoints")).toEqual([]);
  });

  it("is changed, given a new secret beside the old one, disabled, enabled and deleted", async () => {
    const { endpointId, secret } = await added();
    const form = paths.consoleEndpointForm(endpointId);
    await locationOf(owner.ask(form, { url: shop.url("/new"), event_type: "order.paid" }));
    expect(await page(paths.consoleEndpoint(endpointId))).toContain(shop.url("/new"));

    const rotated = await textOf(
      owner.ask(paths.consoleEndpointSecret(endpointId), { overlap: "3600" }),
    );
    const [, fresh = ""] = /value="(whsec_[^"]+)"/.exec(rotated) ?? [];
    expect(fresh).not.toBe(secret);
    expect(await page(paths.consoleEndpoint(endpointId))).toContain("Signs until");

    const state = paths.consoleEndpointState(endpointId);
    await locationOf(owner.ask(state, { state: "disabled" }));
    const disabled = await page(paths.consoleEndpoint(endpointId));
    expect(disabled).toContain("Disabled by you.");
    expect(disabled).toContain(">Enable<");
    await locationOf(owner.ask(state, { state: "enabled" }));
    expect(await page(paths.consoleEndpoint(endpointId))).not.toContain("Disabled by you.");

    await locationOf(owner.ask(paths.consoleEndpointRemoval(endpointId), {}));
    expect((await owner.ask(paths.consoleEndpoint(endpointId))).status).toBe(404);
    for (const type of ["endpoint.secret_rotated", "endpoint.deleted"]) {
      expect(await actors(type)).toEqual([staff()]);
    }
  });

  it("gets a test event, and its delivery's page says what became of it", async () => {
    const { endpointId } = await added();
    const to = await locationOf(
      owner.ask(paths.consoleEndpointTest(endpointId), { sample: "order.paid" }),
    );
    expect(await page(to)).toContain("About to be sent");
    await deliverWebhooks(app.deps);
    expect(shop.hits[0]?.data).toMatchObject({ sample: "order.paid" });
    expect(await page(to)).toContain("Delivered");
  });

  it("is changed by nobody whose proof is old, and by nobody who has left", async () => {
    const { endpointId } = await added();
    app.clock.advance(seconds(180));
    const door = await locationOf(owner.ask(paths.consoleEndpointNew(), { url: shop.url("/x") }));
    expect(door).toMatch(/^\/console\/confirmation/);
    const caller = {
      type: "staff",
      merchantNo: app.merchant.merchant.merchantNo,
      staffId: owner.staff.staffId,
      within: "ses_01KAG8M0000000000000000009",
    } as const;
    const late = changeEndpoint(app.deps, {
      caller,
      endpointId: endpointId as `whe_${string}`,
      changes: { state: "disabled" },
    });
    await expect(late).rejects.toThrow("session_open");
  });

  it("is downloaded in a file, by whoever may", async () => {
    await added();
    const file = await owner.ask(`${paths.consoleWebhooks()}?format=csv`);
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect(await file.text()).toContain(`"${shop.url()}"`);
    const developer = await joined(app, "developer", app.merchant.merchant.merchantNo);
    expect((await developer.ask(`${paths.consoleWebhooks()}?format=csv`)).status).toBe(403);
  });
});

describe("attempts in the console", () => {
  it("are listed across endpoints and filtered by outcome, answer, type, endpoint and day", async () => {
    const { endpointId } = await endpointAt(app, shop.url("/a"));
    await endpointAt(app, shop.url("/b"));
    reply = { status: 503, body: "busy" };
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    reply = {};
    app.clock.advance(days(1));
    await deliverWebhooks(app.deps);
    await owner.signIn();

    const list = (query = "") => page(paths.consoleList("webhooks/attempts", query));
    const count = async (query: string) =>
      (await list(query)).match(/<tr role="row"><th role="rowh/g)?.length ?? 0;
    expect(await count("")).toBe(4);
    expect(await count("state=failed")).toBe(2);
    expect(await count("status=5xx")).toBe(2);
    expect(await count("status=none")).toBe(0);
    expect(await count("event_type=contract.resumed")).toBe(4);
    expect(await count("event_type=order.paid")).toBe(0);
    expect(await count(`endpoint_id=${endpointId}`)).toBe(2);
    expect(await count(`endpoint_id=${endpointId}&state=failed`)).toBe(1);
    const today = businessDay(app.clock.now());
    expect(await count(`from=${today}`)).toBe(2);
    expect(await list("status=6xx")).toContain("has no such option");
    const file = await owner.ask(paths.consoleList("webhooks/attempts", "state=failed&format=csv"));
    const lines = (await file.text()).trim().split("\r\n");
    expect(lines.length).toBe(3);
    expect(lines[1]).toContain('"503"');
  });

  it("are a parent's own also about its children, and a child's are the child's", async () => {
    const parentNo = app.merchant.merchantNo;
    const child = await app.openMerchant("Tea by the Canal", { parentNo });
    await endpointAt(app, shop.url("/parent"));
    await endpointAt(app, shop.url("/child"), { merchant: child });
    await happened(app, "ctr_1", 1, child);
    await deliverWebhooks(app.deps);
    expect(shop.hits.length).toBe(2);
    const below = await joined(app, "owner", child.merchant.merchantNo);
    const list = paths.consoleList("webhooks/attempts");
    const [above, own] = [await page(list), await page(list, below)];
    expect([above.includes("/parent<"), above.includes("/child<")]).toEqual([true, false]);
    expect([own.includes("/parent<"), own.includes("/child<")]).toEqual([false, true]);
    const [, path = ""] = /href="(\/console\/webhooks\/deliveries\/[^#]+)#/.exec(above) ?? [];
    expect(await page(path)).toContain(child.merchantNo);
    expect((await below.ask(path)).status).toBe(404);
  });

  it("come twenty a page, none twice and none left out", async () => {
    await endpointAt(app, shop.url());
    for (let n = 0; n < 45; n++) await happened(app, `ctr_${n}`);
    await deliverWebhooks(app.deps);
    const seen: string[] = [];
    let path: string | undefined = paths.consoleList("webhooks/attempts");
    for (let pages = 0; path !== undefined && pages < 4; pages++) {
      const html: string = await page(path);
      seen.push(...[...html.matchAll(/deliveries\/(dlv_\w+)#/g)].map(([, id = ""]) => id));
      path = /<a [^>]*rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen.length).toBe(45);
    expect(new Set(seen).size).toBe(45);
  });

  it("show what was sent and answered, proven by its signature, until a month has passed", async () => {
    reply = {
      status: 500,
      headers: { "x-shop": "tea-1", "content-type": "text/html" },
      body: `<b>${"busy ".repeat(600)}</b>`,
    };
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const path = paths.consoleDelivery(await newestDelivery());
    const html = await page(path);
    const [hit] = shop.hits;
    for (
      const shown of [
        hit?.headers["webhook-signature"]?.split(" ")[0] ?? "nothing",
        hit?.headers["countersign-signature"] ?? "nothing",
        hit?.body.replaceAll('"', "&quot;") ?? "nothing",
        "tea-1",
        "&lt;b&gt;busy",
        "3,007 bytes, of which the beginning is kept",
        "byte for byte what was sent",
        "Next attempt",
        "500",
      ]
    ) expect(html).toContain(shown);

    await write(
      app,
      "update events set data = json_set(data, '$.contract_id', 'ctr_2') where type = 'contract.resumed'",
    );
    expect(await page(path)).toContain("can&#39;t be verified");

    await write(app, "update deliveries set state = 'exhausted', next_attempt_at = null");
    app.clock.advance(ATTEMPTS_KEPT);
    await forgetAttempts(app.deps);
    expect((await rows(app, "select 1 from delivery_attempts")).length).toBe(1);
    app.clock.advance(seconds(1));
    await forgetAttempts(app.deps);
    expect(await rows(app, "select 1 from delivery_attempts")).toEqual([]);
    expect(await states(app)).toEqual({ exhausted: 1 });
    await owner.signIn();
    expect(await page(path)).toContain("kept for 30 days");
  });
});

describe("sending again in the console", () => {
  it("warns when it was delivered, makes a new row, and is not offered while one is on its way", async () => {
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const first = paths.consoleDelivery(await newestDelivery());
    expect(await page(first)).toContain("This event was delivered on");
    reply = { status: 500 };
    const again = await locationOf(owner.ask(`${first}/redelivery`, {}));
    expect(again).not.toBe(first);
    await deliverWebhooks(app.deps);
    const pending = await page(again);
    expect(pending).toContain("Retry now");
    expect(pending).not.toContain(">Send again<");
    expect(await page(first)).not.toContain(">Send again<");
    reply = {};
    expect(await locationOf(owner.ask(`${first}/redelivery`, {}))).toBe(again);
    await deliverWebhooks(app.deps);
    expect(await states(app)).toEqual({ delivered: 2 });
    expect(await page(again)).toContain("Original");
    expect(await actors("delivery.requested")).toEqual([staff()]);
  });

  it("of a range is counted before it starts, followed on its page and stopped", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    for (let n = 0; n < 60; n++) await happened(app, `ctr_${n}`);
    await deliverWebhooks(app.deps);
    await write(app, "update deliveries set state = 'exhausted'");
    const today = businessDay(app.clock.now());
    const asked = { endpoint_id: endpointId, from: today, to: today, outcome: "failed" };
    const form = (fields: Readonly<Record<string, string>>) =>
      page(paths.consoleRedeliveries(String(new URLSearchParams(fields))));
    expect(await form(asked)).toContain("60 would be sent again.");
    expect(await form({ ...asked, event_type: "order.paid" })).toContain("nothing to send again");
    expect(await form({ ...asked, from: "2026-13-01" })).toContain("Write days like");
    expect(await form({ ...asked, from: "2030-01-01" })).toContain("can&#39;t be after the last");
    expect(await form({ ...asked, endpoint_id: "whe_x" })).toContain("Choose an enabled endpoint");
    expect(shop.hits.length).toBe(60);

    const to = await locationOf(owner.ask(paths.consoleRedeliveries(), asked));
    const second = await owner.ask(paths.consoleRedeliveries(), asked);
    expect(second.status).toBe(422);
    expect(await second.text()).toContain("being sent to this endpoint already");
    await redeliverRanges(app.deps);
    const running = await page(to);
    expect(running).toContain("Sending again");
    expect(running).toContain('hx-trigger="every 2s"');
    await locationOf(owner.ask(`${to}/stop`, {}));
    await deliverWebhooks(app.deps);
    const stopped = await page(to);
    expect(stopped).toContain("Stopped");
    expect(stopped).not.toContain("hx-trigger");
    expect(shop.hits.length).toBe(60);
    expect(await actors("redelivery.started")).toEqual([staff()]);
    expect(await actors("redelivery.stopped")).toEqual([staff()]);
    expect(await page(paths.consoleWebhooks())).toContain(to);
  });

  it("knows nothing of others: endpoints, deliveries and ranges of another number are absent", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const today = businessDay(app.clock.now());
    const range = await locationOf(
      owner.ask(paths.consoleRedeliveries(), { endpoint_id: endpointId, from: today, to: today }),
    );
    const delivery = paths.consoleDelivery(await newestDelivery());
    const other = await app.openMerchant("江湾书店");
    const stranger = await joined(app, "owner", other.merchant.merchantNo);
    const gets = [
      paths.consoleEndpoint(endpointId),
      paths.consoleEndpointForm(endpointId),
      paths.consoleEndpointSecret(endpointId),
      paths.consoleEndpointRemoval(endpointId),
      delivery,
      range,
    ];
    for (const path of gets) expect([path, (await stranger.ask(path)).status]).toEqual([path, 404]);
    const posts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      [paths.consoleEndpointForm(endpointId), { url: shop.url("/theirs") }],
      [paths.consoleEndpointState(endpointId), { state: "disabled" }],
      [paths.consoleEndpointSecret(endpointId), { overlap: "0" }],
      [paths.consoleEndpointRemoval(endpointId), {}],
      [paths.consoleEndpointTest(endpointId), { sample: "order.paid" }],
      [`${delivery}/redelivery`, {}],
      [`${range}/stop`, {}],
    ];
    for (const [path, fields] of posts) {
      expect([path, (await stranger.ask(path, fields)).status]).toEqual([path, 404]);
    }
    expect(await page(paths.consoleList("webhooks/attempts"), stranger)).not.toContain("dlv_");
    const [endpoint] = await rows(app, "select state, url from endpoints where endpoint_id = ?1", [
      endpointId,
    ]);
    expect(endpoint).toEqual({ state: "enabled", url: shop.url() });
  });
});
