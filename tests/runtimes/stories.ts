import { exportJWK, FlattenedSign, generateKeyPair } from "jose";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { listen, type Listening, type Told } from "../support/listen.ts";
import { until, untilReady } from "../support/patience.ts";
import { startReceiver } from "../support/receiver.ts";
import { createBrowser, withoutChance } from "./plain_browser.ts";
import { type Answer, type Teller, verifyPortal, waitUntil } from "./teller.ts";

const tea = { amount: 6_800, subject: "雨前龙井 两位" };

async function place(teller: Teller, merchantOrderNo: string, more: object = {}): Promise<Answer> {
  return await teller.ask("POST", "/v1/orders", {
    body: { merchant_order_no: merchantOrderNo, ...tea, ...more },
  });
}

function pay(teller: Teller, orderId: string, outcome: "succeeded" | "failed" | "unclear") {
  return teller.pay(teller, orderId, { outcome });
}

export async function anOrderIsPlacedOnce(teller: Teller): Promise<void> {
  const first = await place(teller, "once-1", { metadata: { table: "7" } });
  const again = await place(teller, "once-1", { metadata: { table: "7" } });
  const other = await place(teller, "once-1", { amount: 6_900 });
  expect([first.status, again.status, other.status]).toEqual([201, 200, 409]);
  expect(again.json.order_id).toBe(first.json.order_id);
  expect(other.json.code).toBe("order_no_reused");

  const read = await teller.ask("GET", `/v1/orders/${first.json.order_id}`);
  const listed = await teller.ask("GET", "/v1/orders?merchant_order_no=once-1");
  expect(read.json).toEqual(first.json);
  expect(listed.json.data).toEqual([first.json]);
}

/** Whoever a busy database turns away asks again under the same number. */
export async function manyAtOncePlaceOneOrder(teller: Teller): Promise<void> {
  const body = JSON.stringify({ merchant_order_no: "many-1", ...tea });
  let turnedAway = 0;
  const place = async () => {
    let given: { readonly status: number; readonly id: unknown } | undefined;
    await until(async () => {
      const answer = await fetch(`${teller.place.url}/v1/orders`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${teller.key}`,
          "Content-Type": "application/json",
        },
        body,
      });
      given = { status: answer.status, id: (await answer.json()).order_id };
      if (given.status === 503) turnedAway++;
      return given.status !== 503;
    });
    return given;
  };
  const answers = await Promise.all(Array.from({ length: 20 }, place));
  expect(answers.filter((each) => each?.status !== 200 && each?.status !== 201)).toEqual([]);
  expect(new Set(answers.map((each) => each?.id)).size).toBe(1);
  const placed = answers.filter((each) => each?.status === 201).length;
  // Of one that was turned away nobody knows whether it was the first.
  expect(turnedAway > 0 ? [0, 1] : [1]).toContain(placed);
  const listed = await teller.ask("GET", "/v1/orders?merchant_order_no=many-1");
  expect(listed.json.data.map((each: { order_id: string }) => each.order_id)).toEqual([
    answers[0]?.id,
  ]);
}

export async function badInputIsNamed(teller: Teller): Promise<void> {
  const none = await teller.ask("POST", "/v1/orders", { body: {} });
  const wrong = await place(teller, "bad-1", { amount: "68" });
  const zero = await place(teller, "bad-2", { amount: 0 });
  const broken = await teller.ask("POST", "/v1/orders", { text: "{" });
  const large = await teller.ask("POST", "/v1/orders", { text: `"${"x".repeat(70_000)}"` });
  const foreign = await teller.ask("GET", "/v1/orders/ord_01K0000000000000000000000A");
  const nobody = await teller.ask("GET", "/v1/orders", { key: null });
  const unknown = await teller.ask("GET", "/v1/orders", { key: `sk_test_${"0".repeat(40)}` });
  const path = await teller.ask("GET", "/v1/nothing");
  const verb = await teller.ask("DELETE", "/v1/orders");
  for (const answer of [none, wrong, zero, broken]) {
    expect([400, 422]).toContain(answer.status);
  }
  expect([large, foreign, nobody, unknown, path, verb].map(({ status }) => status))
    .toEqual([413, 404, 401, 401, 404, 405]);
}

export async function aPaymentIsToldToTheMerchant(teller: Teller): Promise<void> {
  const receiver = startReceiver();
  const added = await teller.ask("POST", "/v1/webhook_endpoints", { body: { url: receiver.url } });
  const order = await place(teller, "told-1");
  const id = order.json.order_id;
  const paid = await pay(teller, id, "succeeded");
  const again = await pay(teller, id, "succeeded");
  expect([added.status, paid.json.state, again.json.state]).toEqual([201, "paid", "paid"]);

  const notice = await receiver.waitFor(({ json }) =>
    json.type === "order.paid" && json.data["order_id"] === id
  );
  new Webhook(added.json.secret).verify(notice.body, Object.fromEntries(notice.headers));
  await verifyPortal(teller, notice.headers.get("countersign-signature") ?? "", notice.body);
  teller.note("the notice", notice.json);

  const eventPath = `/v1/events/${notice.headers.get("webhook-id")}`;
  await waitUntil(teller, eventPath, ({ deliveries }) => deliveries[0]?.state === "delivered");
  const event = await teller.ask("GET", eventPath);
  expect(event.json).toMatchObject({ type: "order.paid", data: { order_id: id, sequence: 1 } });
  const refunded = await teller.ask("POST", `/v1/orders/${id}/refunds`, {
    body: { merchant_refund_no: "told-1-r", amount: 800 },
  });
  expect(refunded.status).toBe(201);
  await receiver.waitFor(({ json }) =>
    json.type === "refund.succeeded" && json.data["refund_id"] === refunded.json.refund_id
  );
  await teller.ask("GET", `/v1/refunds/${refunded.json.refund_id}`);
  const over = await teller.ask("POST", `/v1/orders/${id}/refunds`, {
    body: { merchant_refund_no: "told-1-s", amount: 6_001 },
  });
  expect(over.status).toBeGreaterThanOrEqual(400);
  const after = await teller.ask("GET", `/v1/orders/${id}`);
  expect(after.json.refunded_amount).toBe(800);
  await teller.ask("DELETE", `/v1/webhook_endpoints/${added.json.endpoint_id}`);
  await receiver.stop();
}

export async function aPaymentMayFailAndBeTriedAgain(teller: Teller): Promise<void> {
  const { json: { order_id } } = await place(teller, "again-1");
  const failed = await pay(teller, order_id, "failed");
  const paid = await pay(teller, order_id, "succeeded");
  expect([failed.json.state, paid.json.state]).toEqual(["open", "paid"]);
}

export async function anUnclearPaymentIsNotFailed(teller: Teller): Promise<void> {
  const { json: { order_id } } = await place(teller, "unclear-1");
  const unclear = await pay(teller, order_id, "unclear");
  expect(unclear.json.state).toBe("open");
  const paid = await pay(teller, order_id, "succeeded");
  expect(paid.json.state).toBe("paid");
}

export async function anOrderIsClosed(teller: Teller): Promise<void> {
  const { json: { order_id } } = await place(teller, "closed-1");
  const closed = await teller.ask("POST", `/v1/orders/${order_id}/closure`);
  const again = await teller.ask("POST", `/v1/orders/${order_id}/closure`);
  const late = await pay(teller, order_id, "succeeded");
  expect([closed.json.state, again.status]).toEqual(["closed", 200]);
  expect(late.status).toBe(409);
}

export async function anOrderExpiresByItsMerchantsClock(teller: Teller): Promise<void> {
  const { json: { order_id } } = await place(teller, "expires-1", { expires_in: 7_200 });
  // Time goes on by itself as well, so it is asked in the middle and not a second before the end.
  const early = await teller.ask("POST", "/v1/test_helpers/clock", {
    body: { advance_seconds: 3_600 },
  });
  const before = await teller.ask("GET", `/v1/orders/${order_id}`);
  await teller.ask("POST", "/v1/test_helpers/clock", { body: { advance_seconds: 3_600 } });
  await waitUntil(teller, `/v1/orders/${order_id}`, ({ state }) => state === "expired");
  const after = await teller.ask("GET", `/v1/orders/${order_id}`);
  expect([early.status, before.json.state, after.json.state]).toEqual([200, "open", "expired"]);
}

export async function eventsAreAList(teller: Teller): Promise<void> {
  const { json: { order_id } } = await place(teller, "events-1");
  await pay(teller, order_id, "succeeded");
  const newest = await teller.ask("GET", "/v1/events?type=order.paid&limit=1");
  expect(newest.json.data[0].data.order_id).toBe(order_id);
  const after = await teller.ask("GET", `/v1/events?after=${newest.json.data[0].event_id}`);
  expect(after.status).toBe(200);
}

export async function thePageShowsAnOrder(teller: Teller): Promise<void> {
  const { json } = await place(teller, "page-1");
  const path = new URL(json.checkout_url).pathname;
  const zh = await fetch(teller.place.url + path, { headers: { "Accept-Language": "zh-CN" } });
  const html = await zh.text();
  const policy = zh.headers.get("content-security-policy") ?? "";
  expect(zh.status).toBe(200);
  expect(html).toContain("68.00");
  expect(html).toContain(tea.subject);
  const asset = /\/assets\/app\.[0-9a-f]{8}\.css/.exec(html)?.[0] ?? "no style sheet";
  const css = await fetch(teller.place.url + asset);
  await css.body?.cancel();
  expect(css.status).toBe(200);
  teller.note("page", withoutChance(html));
  teller.note("policy", policy.replace(/nonce-[\w+/=-]+/g, "nonce-…"));
  teller.note("style sheet", asset);
}

export async function aConsumerPaysWithoutScript(teller: Teller): Promise<void> {
  const { json } = await place(teller, "form-1");
  const path = new URL(json.checkout_url).pathname;
  const browser = createBrowser(teller.place.url);
  await browser.get(path);
  const chosen = await browser.post(`${path}/payments`, { method: "quickpass" });
  expect(chosen.status).toBe(303);
  teller.note(
    "sent on to",
    new URL(chosen.location, teller.place.url).pathname.split("/").slice(0, 3),
  );
  const waiting = await browser.get(path);
  expect(waiting.status).toBe(200);
  const from = { browser, location: chosen.location };
  const paid = await teller.pay(teller, json.order_id, { outcome: "succeeded", from });
  expect(paid.json.state).toBe("paid");
  const done = await browser.get(path);
  teller.note("paid page", withoutChance(done.html));
}

export async function aRequestMayBeSigned(teller: Teller): Promise<void> {
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const registered = await teller.ask("POST", "/v1/keys", { body: { jwk } });
  expect(registered.status).toBe(201);
  const kid = registered.json.kid;
  const body = JSON.stringify({ merchant_order_no: "signed-1", ...tea });
  const header = {
    alg: "EdDSA",
    kid,
    iat: Math.floor(Date.now() / 1_000),
    jti: crypto.randomUUID(),
    htm: "POST",
    htu: `${teller.place.url}/v1/orders`,
  };
  const jws = await new FlattenedSign(new TextEncoder().encode(body))
    .setProtectedHeader(header).sign(pair.privateKey);
  const send = (text: string) =>
    fetch(`${teller.place.url}/v1/orders`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Countersign-Signature": `${jws.protected}..${jws.signature}`,
      },
      body: text,
    });

  const answer = await send(body);
  const text = await answer.text();
  const signed = await verifyPortal(
    teller,
    answer.headers.get("countersign-signature") ?? "",
    text,
  );
  expect(answer.status).toBe(201);
  expect(signed).toMatchObject({ req: header.jti, status: 201 });

  const replayed = await send(body);
  const replay = await replayed.json();
  const changed = await send(body.replace("6800", "6801"));
  const change = await changed.json();
  expect([replayed.status, changed.status]).toEqual([401, 401]);
  teller.note("refusals", [replay.code, change.code]);
}

export async function whatIsPublicIsPublic(teller: Teller): Promise<void> {
  await teller.ask("GET", "/.well-known/jwks.json", { key: null });
  await teller.ask("GET", "/livez", { key: null });
  await untilReady(teller.place.url);
  const ready = await fetch(`${teller.place.url}/readyz`);
  const { status, database, warnings } = await ready.json();
  expect(status).toBe("ok");
  teller.note("readyz", [ready.status, status, database.durability, warnings]);
  const openapi = await fetch(`${teller.place.url}/openapi.json`);
  const { openapi: version, paths } = await openapi.json();
  expect(version).toMatch(/^3\.1/);
  teller.note("described paths", Object.keys(paths));
}

export async function anOpenPageHearsOfItsPayment(teller: Teller): Promise<void> {
  const { json: { order_id, amount } } = await place(teller, "heard-1");
  await pay(teller, order_id, "unclear");
  const url = `${teller.place.url}/checkout/${order_id}/stream`;
  const page = await listen(url);
  const onItsWay = await page.next();
  await pay(teller, order_id, "succeeded");
  const paid = await hear(page, "-paid");
  const body = { merchant_refund_no: "heard-1-r", amount };
  await teller.ask("POST", `/v1/orders/${order_id}/refunds`, { body });
  const refunded = await hear(page, "-paid_back");
  const ended = await page.next();
  const again = await listen(url, refunded?.id);
  teller.note("the stream", [onItsWay, paid, refunded, ended, again.status]);
  expect(again.status).toBe(204);
}

/** The first message with such a heading; how many others come before it depends on who is faster. */
async function hear(page: Listening, face: string): Promise<Told | undefined> {
  for (;;) {
    const told = await page.next();
    if (!told || told.id?.endsWith(face)) return told;
  }
}

/** The guides are files for one runtime and beside the bundle for the other. */
export async function theDocumentationIsRead(teller: Teller): Promise<void> {
  const pages = [
    "/docs/guides/webhooks",
    "/docs/guides/deductions",
    "/docs/errors",
    "/docs/events?in=go",
    "/docs/search?q=webhook-id",
  ];
  for (const language of ["zh-CN", "en"]) {
    for (const page of pages) {
      const headers = { "Accept-Language": language };
      const answer = await fetch(teller.place.url + page, { headers });
      const words = (await answer.text()).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
      expect([page, answer.status, words.length > 500]).toEqual([page, 200, true]);
      // Tags are written by two compilers, each in its own way.
      teller.note(`${language} ${page}`, words.replaceAll(teller.place.url, ""));
    }
  }
}

/** They are files for one runtime and beside the bundle for the other. */
export async function styleAndScriptAreServed(teller: Teller): Promise<void> {
  const page = await (await fetch(`${teller.place.url}/docs`)).text();
  const linked = new Set([...page.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path));
  expect(linked.size).toBeGreaterThan(1);
  for (const path of [...linked, "/embed.js"]) {
    const { status, text } = await teller.ask("GET", path, { key: null });
    expect([path, status, text.length > 0]).toEqual([path, 200, true]);
  }
  const old = await fetch(`${teller.place.url}/assets/app.00000000.css`);
  expect([old.status, (await old.text()).length > 0]).toEqual([404, true]);
}
