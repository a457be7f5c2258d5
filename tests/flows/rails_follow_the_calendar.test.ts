import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { setCalendar } from "../../core/calendar/set_calendar.ts";
import type { OrderId } from "../../core/id.ts";
import { viewCheckout } from "../../core/order/view_checkout.ts";
import {
  between,
  type BusinessDay,
  type Instant,
  parseShanghaiTime,
  shanghaiTime,
} from "../../core/time.ts";
import { rails } from "../../core/transfer/rails.ts";
import { must } from "../support/fixtures.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

/** From the new year on large payments stop an hour earlier. */
const nextYear = {
  from: "2027-01-01" as BusinessDay,
  rails: [{
    name: "large_value",
    mostFen: undefined,
    open: { from: 9 * 60, to: 16 * 60 },
    arrivesInMinutes: 30,
  }],
} as const;

let app: TestApp;
beforeEach(async () => {
  app = await testApp({ config: { rails: [...rails, nextYear] } });
});
afterEach(() => app.close());

const set = async (year: number, text: string) =>
  must(await setCalendar(app.deps, { year, text, by: byOperator }));

function moveTo(text: string): void {
  const at = parseShanghaiTime(text) as Instant;
  app.clock.advance(between(app.clock.now(), at));
}

async function placeOrder(): Promise<OrderId> {
  const answer = await app.api("/v1/orders", {
    body: {
      merchant_order_no: "B2B-90",
      amount: 200_000_000,
      subject: "十吨茶叶",
      expires_in: 90 * 86_400,
      transfer: {},
    },
  });
  expect(answer.status).toBe(201);
  return (await answer.json()).order_id;
}

async function large(orderId: OrderId): Promise<readonly [boolean, string] | undefined> {
  const viewer = { device: undefined, client: "desktop", lastChoice: undefined } as const;
  const { rails: offers } = must(await viewCheckout(app.deps, { orderId, ...viewer }));
  const found = offers.find(({ name }) => name === "large_value");
  return found && [found.openNow, shanghaiTime(found.arrivesBy)];
}

describe("the ways to transfer of an order that lives 90 days", () => {
  it("follow the days that are set meanwhile, and the table of the day", async () => {
    moveTo("2026-12-04T17:00");
    const orderId = await placeOrder();
    // A Friday after hours; then banks work on the Saturday, and then not on the Monday either.
    expect(await large(orderId)).toEqual([false, "2026-12-07 09:00:00"]);
    await set(2026, "2026-12-05,work,调休");
    expect(await large(orderId)).toEqual([false, "2026-12-05 09:00:00"]);
    await set(2026, "2026-12-07,off,假日\n2026-12-08,off,假日");
    expect(await large(orderId)).toEqual([false, "2026-12-09 09:00:00"]);
    // Over the turn of the year by the new hours, and once its holidays are set, after them.
    moveTo("2026-12-31T17:00");
    expect(await large(orderId)).toEqual([false, "2027-01-01 09:30:00"]);
    await set(2027, "2027-01-01,off,元旦");
    expect(await large(orderId)).toEqual([false, "2027-01-04 09:30:00"]);
    moveTo("2027-01-04T15:59");
    expect(await large(orderId)).toEqual([true, "2027-01-04 16:29:00"]);
    moveTo("2027-01-04T16:00");
    expect(await large(orderId)).toEqual([false, "2027-01-05 09:30:00"]);
  });

  it("are on its page by the days that were set, in one round trip", async () => {
    moveTo("2026-10-01T10:00");
    const orderId = await placeOrder();
    const page = async () => {
      const before = app.roundTrips();
      const answer = await app.fetch(new Request(`http://portal.test/checkout/${orderId}`));
      expect(app.roundTrips() - before).toBe(1);
      return await answer.text();
    };
    const recommended = (html: string) =>
      /<dt>([^<]*)<\/dt><dd>(?:<[^b][^>]*>)*<b>推荐/.exec(html)?.[1];
    const closed = await page();
    expect(closed).toContain("2026-10-08 09:00");
    expect(recommended(closed)).toBe("银企直联");
    await set(2026, "");
    const open = await page();
    expect(open).not.toContain("2026-10-08 09:00");
    expect(recommended(open)).toBe("大额支付系统");
  });
});
