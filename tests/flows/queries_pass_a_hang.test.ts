import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { type ChannelOrderNo, parseId } from "../../core/id.ts";
import { queryPayments } from "../../core/payment/query_payments.ts";
import { minutes } from "../../core/time.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let bank: ReturnType<typeof hangingBank>;
beforeEach(async () => {
  app = await testApp();
  bank = hangingBank(app.deps);
});
afterEach(async () => {
  bank.release();
  await app.close();
});

describe("a channel that hangs on one payment", () => {
  it("holds up no question about another, beside it, of another merchant and clock, or due later", async () => {
    const hangs = await unclearPayment("hangs");
    const beside: ChannelOrderNo[] = [];
    for (let i = 0; i < 20; i++) beside.push(await unclearPayment(`beside-${i}`));
    const ahead = await app.openMerchant("山下书店 Foothill Books");
    beside.push(await unclearPayment("ahead", ahead));
    const moved = { advance_seconds: 60 };
    await app.api("/v1/test_helpers/clock", { body: moved, key: ahead.secretKey });
    app.clock.advance(minutes(2));
    const later = await unclearPayment("later");

    app.clock.advance(minutes(3));
    bank.hangOn(hangs);
    const querying = queryPayments(bank.deps);
    await Promise.all(beside.map(bank.asked));
    app.clock.advance(minutes(2));
    await bank.asked(later);
    expect(bank.questions(hangs)).toBe(1);
    bank.release();
    await querying;
    for (const no of [hangs, ...beside, later]) expect(bank.questions(no)).toBe(1);
  });
});

async function unclearPayment(no: string, merchant?: TestMerchant): Promise<ChannelOrderNo> {
  const key = (merchant ?? app.merchant).secretKey;
  const body = { merchant_order_no: no, amount: 8_800, subject: "龙井一壶" };
  const placed = await app.api("/v1/orders", { body, key });
  const orderId = parseId("ord", (await placed.json()).order_id);
  if (!orderId) throw new Error("Expected an order");
  const outcome = { outcome: "unclear" };
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: outcome, key });
  const [[payment]] = await app.deps.load(app.deps.payments.ofOrder(orderId));
  if (!payment) throw new Error("Expected a payment");
  return payment.channelOrderNo;
}

/** The sandbox bank, but it answers nothing about one payment until released. */
function hangingBank(deps: Deps) {
  const open = Promise.withResolvers<void>();
  const seen = new Map<string, PromiseWithResolvers<void> & { count: number }>();
  let hanging: ChannelOrderNo | undefined;

  return {
    hangOn: (no: ChannelOrderNo) => {
      hanging = no;
    },
    release: () => open.resolve(),
    asked: (no: ChannelOrderNo) => seenOf(no).promise,
    questions: (no: ChannelOrderNo) => seenOf(no).count,
    deps: {
      ...deps,
      http: async (request) => {
        const asked: { channel_order_no: string } = JSON.parse(request.body);
        const { resolve } = counted(asked.channel_order_no);
        if (asked.channel_order_no === hanging) await open.promise;
        const response = await deps.http(request);
        resolve();
        return response;
      },
    } satisfies Deps,
  };

  function counted(no: string) {
    const found = seenOf(no);
    found.count++;
    return found;
  }

  function seenOf(no: string) {
    const found = seen.get(no) ?? { ...Promise.withResolvers<void>(), count: 0 };
    seen.set(no, found);
    return found;
  }
}
