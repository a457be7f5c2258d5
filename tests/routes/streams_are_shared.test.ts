import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askFrom, cookiesOf } from "../support/addresses.ts";
import { until } from "../support/patience.ts";
import { placeOrder } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const [GREEDY, PAYER] = ["203.0.113.1", "203.0.113.2"];
const ALL = 12;
const OF_PAGE = 4;

let app: TestApp;
let open: Response[];
beforeEach(async () => {
  app = await testApp({ followersMax: ALL, followersOfPageMax: OF_PAGE });
  open = [];
});
afterEach(async () => {
  for (const answer of open) await answer.body?.cancel();
  await until(() => app.followers() === 0);
  await app.close();
});

async function listenTo(address: string, path: string, cookie?: string): Promise<Response> {
  const answer = await askFrom(app, address, path, { cookie });
  open.push(answer);
  return answer;
}

/** The stream of an order that is being paid. */
async function newStream(): Promise<string> {
  const { orderId } = await placeOrder(app);
  const body = { outcome: "unclear" };
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body });
  return `/checkout/${orderId}/stream`;
}

/** All there are, by one address on as few pages as possible. */
async function takeAll(): Promise<void> {
  for (let taken = 0; taken < ALL; taken += OF_PAGE) {
    const path = await newStream();
    for (let i = 0; i < OF_PAGE; i++) expect((await listenTo(GREEDY, path)).status).toBe(200);
  }
  expect(app.followers()).toBe(ALL);
}

describe("streams", () => {
  it("of one page are so many, and its poll still answers", async () => {
    const path = await newStream();
    for (let i = 0; i < OF_PAGE; i++) expect((await listenTo(GREEDY, path)).status).toBe(200);
    const refused = await listenTo(PAYER, path);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    const poll = await askFrom(app, PAYER, path.replace(/stream$/, "status?mark=old"));
    expect(poll.status).toBe(200);
    expect((await listenTo(PAYER, await newStream())).status).toBe(200);
  });

  it("that one address took all of give way to a payer elsewhere, and at that address too", async () => {
    await takeAll();
    expect((await listenTo(PAYER, await newStream())).status).toBe(200);
    expect((await listenTo(GREEDY, await newStream())).status).toBe(200);
    expect(app.followers()).toBe(ALL);
  });

  it("give way to no page that does not exist", async () => {
    await takeAll();
    const absent = "/checkout/ord_01KAG8M0000000000000000009/stream";
    expect((await listenTo(PAYER, absent)).status).toBe(404);
    expect((await listenTo(PAYER, "/till/stream", "till=made-up")).status).toBe(404);
    expect(app.followers()).toBe(ALL);
  });

  it("give way to a paired till, which gives way to nobody", async () => {
    const { pairing_code: code } = await (await app.api("/v1/screens", { body: { name: "柜台" } }))
      .json();
    const till = cookiesOf(await askFrom(app, GREEDY, "/till/pairing", { fields: { code } }));
    await takeAll();
    const stream = await listenTo(GREEDY, "/till/stream", till);
    expect(stream.status).toBe(200);
    let ended = false;
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    void reader.closed.then(() => ended = true, () => ended = true);
    for (let i = 0; i < 2 * ALL; i++) await listenTo(`198.51.100.${i}`, await newStream());
    expect([ended, app.followers()]).toEqual([false, ALL]);
    await reader.cancel();
  });
});
