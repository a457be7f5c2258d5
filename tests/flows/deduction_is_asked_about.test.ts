import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { instant, minutes } from "../../core/time.ts";
import { charge, chargeableContract, readDeduction, refill } from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("asking about a deduction", () => {
  const never = 7_712;

  it("early gives the same answer, then 429, then a block that ends", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    const ask = () => app.api(`/v1/deductions/${deduction_id}`);
    const first = await (await ask()).text();
    for (let i = 2; i <= 20; i++) expect(await (await ask()).text()).toBe(first);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(await refused.json()).toMatchObject({
      code: "polled_too_often",
      next_poll_at: "2026-11-20T06:00:05.000Z",
      early_polls: 21,
      blocked_at: 60,
    });
    const more = await Promise.all(Array.from({ length: 39 }, ask));
    expect(more.map((each) => each.status)).toEqual(Array(39).fill(429));
    const blocked = await ask();
    expect([blocked.status, blocked.headers.get("retry-after")]).toEqual([429, "600"]);
    expect(await blocked.json()).toMatchObject({
      code: "polling_blocked",
      blocked_until: "2026-11-20T06:10:00.000Z",
    });
    const other = await charge(app, refill(contractId, "A-2", never));
    expect((await app.api(other.headers.get("location")!)).status).toBe(200);
    app.clock.advance(minutes(10));
    expect((await ask()).status).toBe(200);
  });

  it("in time moves the next time on, each wait twice the one before, to ten minutes", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      const early = await readDeduction(app, deduction_id);
      app.clock.set(instant(Date.parse(early.next_poll_at)));
      const { next_poll_at } = await readDeduction(app, deduction_id);
      waits.push((Date.parse(next_poll_at) - app.clock.now()) / 1_000);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });

  it("is free again once it has ended", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    await Promise.all(
      Array.from({ length: 70 }, () => app.api(`/v1/deductions/${deduction_id}`)),
    );
    expect((await app.api(`/v1/deductions/${deduction_id}`)).status).toBe(429);
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "succeeded" });
  });

  it("goes by the merchant's own clock", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    for (let i = 0; i < 21; i++) await app.api(`/v1/deductions/${deduction_id}`);
    await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 5 } });
    const read = await readDeduction(app, deduction_id);
    expect(read.next_poll_at).toBe("2026-11-20T06:00:10.000Z");
  });
});
