import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaymentOutcome } from "../../core/channel/channel.ts";
import { codeIn } from "../../core/channel/sandbox/inbox.ts";
import { hasBank } from "../../core/channel/sandbox/write_at_bank.ts";
import { recordDeductionOutcome } from "../../core/deduction/record_deduction_outcome.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { channelOrderNo, type DeductionId, merchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { hours, milliseconds, minutes } from "../../core/time.ts";
import { charge, chargeableContract, countedDays, person } from "../support/deductions.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a deduction", () => {
  it("is recorded with what is left of today, then succeeds and is told by webhook", async () => {
    const { contractId } = await chargeableContract(app);
    const answer = await charge(app, facts(contractId));
    expect(answer.status).toBe(202);
    const body = await answer.json();
    expect(body).toMatchObject({
      contract_id: contractId,
      merchant_order_no: "A-1",
      state: "processing",
      amount: 1_000,
      currency: "CNY",
      left_today: 99_000,
      next_poll_at: "2026-11-20T06:00:05.000Z",
      failure: null,
    });
    await app.settle();
    const read = await app.api(answer.headers.get("location")!);
    expect(await read.json()).toMatchObject({ state: "succeeded", next_poll_at: null });
    const { data } = await (await app.api("/v1/events?type=deduction.succeeded")).json();
    expect(data).toHaveLength(1);
    expect(data[0].data).toMatchObject({
      deduction_id: body.deduction_id,
      state: "succeeded",
      left_today: 99_000,
      sequence: 1,
    });
  });

  it("is made once per number, and other facts under it are refused", async () => {
    const { contractId } = await chargeableContract(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => charge(app, facts(contractId))),
    );
    const ids = new Set(
      await Promise.all(answers.map(async (each) => (await each.json()).deduction_id)),
    );
    expect(ids.size).toBe(1);
    expect(answers.filter((each) => each.status === 202)).toHaveLength(1);
    expect(answers.filter((each) => each.status === 200)).toHaveLength(19);
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 1_000 }]);
    const other = await charge(app, { ...facts(contractId), amount: 999, subject: "别的" });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({
      code: "deduction_no_reused",
      deduction_id: [...ids][0],
      differs: ["amount", "subject"],
    });
  });

  it("gives its amount back when it fails", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", 7_702))).json();
    await app.settle();
    const read = await (await app.api(`/v1/deductions/${deduction_id}`)).json();
    expect(read).toMatchObject({
      state: "failed",
      failure: { code: "insufficient_funds" },
      left_today: 100_000,
    });
    const { data } = await (await app.api("/v1/events?type=deduction.failed")).json();
    expect(data[0].data).toMatchObject({ deduction_id, left_today: 100_000, sequence: 1 });
  });

  it("stays processing when nothing clear comes, is asked at 5, 15, 35 … minutes and never charged again", async () => {
    const { contractId } = await chargeableContract(app);
    const asked: string[] = [];
    const deps = {
      ...app.deps,
      http: (request: Parameters<typeof app.deps.http>[0]) => {
        const verb = request.url.split("/").at(-1) ?? "";
        asked.push(`${verb} ${minutesSinceStart()}`);
        return app.deps.http(request);
      },
    };
    const startedAt = app.clock.now();
    const minutesSinceStart = () => (app.clock.now() - startedAt) / 60_000;
    const { queryDeductions } = await import("../../core/deduction/query_deductions.ts");
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", 7_712))).json();
    await sendDeductions(deps);
    for (let minute = 1; minute <= 26 * 60; minute += 1) {
      app.clock.advance(minutes(1));
      if (minute % 5 === 4 || minute % 5 === 0) await queryDeductions(deps);
    }
    const read = await (await app.api(`/v1/deductions/${deduction_id}`)).json();
    expect(read).toMatchObject({ state: "processing" });
    expect(asked).toEqual([
      "deduct 0",
      ...[5, 15, 35, 75, 155, 315, 635, 1_275].map((minute) => `deduction_query ${minute}`),
    ]);
  });

  it("is found by a question when its answer was lost", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", 7_717))).json();
    await app.settle();
    expect(await state(deduction_id)).toBe("processing");
    app.clock.advance(minutes(5));
    await app.settle();
    expect(await state(deduction_id)).toBe("succeeded");
  });

  it("is counted again when it succeeds after a failure, also over the limit", async () => {
    const limits = { perTransactionLimit: cny(10_000), perDayLimit: cny(10_000) };
    const { contractId } = await chargeableContract(app, limits);
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", 6_000))).json();
    await tell(deduction_id, failed);
    await charge(app, facts(contractId, "A-2", 6_000));
    await tell(deduction_id, succeeded);
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 12_000 }]);
    const over = await charge(app, facts(contractId, "A-3", 1));
    expect(await over.json()).toMatchObject({
      code: "day_limit_exceeded",
      limit: 10_000,
      used: 12_000,
      left: 0,
    });
    const { data } = await (await app.api("/v1/events?type=deduction.succeeded")).json();
    expect(data[0].data).toMatchObject({ deduction_id, left_today: 0, sequence: 2 });
  });

  it("ends in one state with each effect once, whatever the order and number of up to five notices", async () => {
    const { contractId } = await chargeableContract(app, { perDayLimit: cny(100_000_000) });
    const notices = [succeeded, failed, unclear, succeeded, failed];
    const orders = permutations(notices).flatMap((order) => [
      order,
      order.flatMap((each) => [each, each, each]),
    ]);
    const seen = [
      ...new Map(orders.map((order) => [order.map((o) => o.type).join(), order])).values(),
    ];
    expect(seen.length).toBeGreaterThan(30);
    await Promise.all(seen.map(async (order, i) => {
      const { deduction_id } = await (await charge(app, facts(contractId, `P-${i}`, 10))).json();
      for (const outcome of order) await tell(deduction_id, outcome);
      expect(await state(deduction_id)).toBe("succeeded");
      const told = await typesOf(deduction_id);
      const firstClear = order.find((each) => each.type !== "unclear");
      expect(told).toEqual(
        firstClear?.type === "failed"
          ? ["deduction.failed", "deduction.succeeded"]
          : ["deduction.succeeded"],
      );
    }));
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: seen.length * 10 }]);
  });

  it("changes nothing when a notice tells of another amount", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId))).json();
    const told = await recordDeductionOutcome(app.deps, {
      channelOrderNo: channelOrderNo(deduction_id),
      outcome: succeeded,
      amount: cny(1),
    });
    expect(told).toMatchObject({ ok: false, error: { code: "amount_differs" } });
    expect(await state(deduction_id)).toBe("processing");
  });

  it("of somebody else is not found, nor is their contract", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId))).json();
    const other = await app.openMerchant("别家");
    const refused = await charge(app, facts(contractId, "B-1"), other);
    expect([refused.status, (await refused.json()).code]).toEqual([404, "contract_not_found"]);
    const read = await app.api(`/v1/deductions/${deduction_id}`, { key: other.secretKey });
    expect(read.status).toBe(404);
  });

  it("costs two round trips to record, one to replay, one to read once it has ended", async () => {
    const { contractId } = await chargeableContract(app);
    const trips = async (ask: () => Promise<Response>) => {
      const before = app.roundTrips();
      const answer = await ask();
      await answer.text();
      expect(answer.ok).toBe(true);
      return app.roundTrips() - before;
    };
    expect(await trips(() => charge(app, facts(contractId)))).toBe(2);
    expect(await trips(() => charge(app, facts(contractId)))).toBe(1);
    const { deduction_id } = await (await charge(app, facts(contractId))).json();
    await app.settle();
    expect(await trips(() => app.api(`/v1/deductions/${deduction_id}`))).toBe(1);
  });
});

describe("asking about a deduction", () => {
  const never = 7_712;

  it("early gives the same answer, then 429, then a block that ends", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", never))).json();
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
    const other = await charge(app, facts(contractId, "A-2", never));
    expect((await app.api(other.headers.get("location")!)).status).toBe(200);
    app.clock.advance(minutes(10));
    expect((await ask()).status).toBe(200);
  });

  it("in time moves the next time on, each wait twice the one before, to ten minutes", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", never))).json();
    await app.settle();
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      const early = await (await app.api(`/v1/deductions/${deduction_id}`)).json();
      app.clock.set((Date.parse(early.next_poll_at)) as ReturnType<typeof app.clock.now>);
      const { next_poll_at } = await (await app.api(`/v1/deductions/${deduction_id}`)).json();
      waits.push((Date.parse(next_poll_at) - app.clock.now()) / 1_000);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });

  it("is free again once it has ended", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId))).json();
    await Promise.all(
      Array.from({ length: 70 }, () => app.api(`/v1/deductions/${deduction_id}`)),
    );
    expect((await app.api(`/v1/deductions/${deduction_id}`)).status).toBe(429);
    await app.settle();
    expect(await state(deduction_id)).toBe("succeeded");
  });

  it("goes by the merchant's own clock", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, facts(contractId, "A-1", never))).json();
    for (let i = 0; i < 21; i++) await app.api(`/v1/deductions/${deduction_id}`);
    await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 5 } });
    const read = await (await app.api(`/v1/deductions/${deduction_id}`)).json();
    expect(read.next_poll_at).toBe("2026-11-20T06:00:10.000Z");
  });
});

describe("a periodic plan", () => {
  const periodic = { kind: "periodic" } as const;

  it("is charged once per notice, a day after it at the earliest", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const none = await charge(app, facts(contractId));
    expect([none.status, (await none.json()).code]).toEqual([409, "pre_notice_required"]);

    const notice = await announce(contractId, { amount: 1_500, subject: "十二月会员" });
    expect(notice.status).toBe(201);
    const { chargeable_from } = await notice.json();
    expect(chargeable_from).toBe("2026-11-21T06:00:00.000Z");
    const [message] = await inbox();
    expect(message).toContain("¥15.00");
    expect(message).toContain("十二月会员");
    expect(message).toContain("2026-11-21 14:00");

    const early = await charge(app, facts(contractId));
    expect(await early.json()).toMatchObject({ code: "pre_notice_too_early", chargeable_from });
    app.clock.advance(milliseconds(hours(24) - 1));
    expect((await charge(app, facts(contractId))).status).toBe(409);
    app.clock.advance(milliseconds(1));
    const over = await charge(app, facts(contractId, "A-1", 1_501));
    expect((await over.json()).code).toBe("pre_notice_required");
    const both = await Promise.all([1, 2, 3].map((i) => charge(app, facts(contractId, `A-${i}`))));
    expect(both.map((each) => each.status).toSorted()).toEqual([202, 409, 409]);
  });

  it("is not charged on a notice that is a month old, nor before the time that was told", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const chargeAt = "2026-11-25T00:00:00Z";
    await announce(contractId, { amount: 1_000, subject: "会员", charge_at: chargeAt });
    app.clock.advance(hours(24));
    const early = await charge(app, facts(contractId));
    expect((await early.json()).chargeable_from).toBe("2026-11-25T00:00:00.000Z");
    app.clock.set(Date.parse("2026-12-25T00:00:00Z") as ReturnType<typeof app.clock.now>);
    const late = await charge(app, facts(contractId));
    expect((await late.json()).code).toBe("pre_notice_required");
  });

  it("sends one message for a notice asked twice, and records none when no message goes out", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const same = { amount: 1_000, subject: "会员" };
    const first = await (await announce(contractId, same)).json();
    const again = await announce(contractId, same);
    expect([again.status, (await again.json()).deduction_notice_id])
      .toEqual([200, first.deduction_notice_id]);
    expect(await inbox()).toHaveLength(1);
    const { announceDeduction } = await import("../../core/deduction/announce_deduction.ts");
    const caller = {
      type: "signed" as const,
      merchantNo: merchantNo(app.merchant.merchantNo),
      kid: "",
      jti: "",
    };
    const lost = await announceDeduction(
      { ...app.deps, sms: () => Promise.reject(new Error("no phone company")) },
      { caller, contractId, amount: cny(2_000), subject: "会员", chargeAt: undefined },
    );
    expect(lost).toMatchObject({ ok: false, error: { code: "notice_not_sent" } });
    app.clock.advance(hours(24));
    const refused = await charge(app, facts(contractId, "A-1", 2_000));
    expect((await refused.json()).code).toBe("pre_notice_required");
  });
});

describe("a consumer who asked to be told", () => {
  it("gets one message per charge that succeeded", async () => {
    const { contractId } = await chargeableContract(app, { tellAfterCharge: true });
    const { deduction_id } = await (await charge(app, facts(contractId))).json();
    await charge(app, facts(contractId, "A-2", 7_702));
    await Promise.all([sendDeductions(app.deps), sendDeductions(app.deps)]);
    await app.settle();
    await tell(deduction_id, succeeded);
    await app.settle();
    const messages = await inbox();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("¥10.00");
  });

  it("is told later when the message could not be handed over", async () => {
    const { contractId } = await chargeableContract(app, { tellAfterCharge: true });
    await charge(app, facts(contractId));
    await sendDeductions({ ...app.deps, sms: () => Promise.reject(new Error("busy")) });
    await app.settle();
    expect(await inbox()).toHaveLength(0);
    app.clock.advance(minutes(1));
    await app.settle();
    await app.settle();
    expect(await inbox()).toHaveLength(1);
  });

  it("is not told who did not ask", async () => {
    const { contractId } = await chargeableContract(app);
    await charge(app, facts(contractId));
    await app.settle();
    expect(await inbox()).toHaveLength(0);
  });
});

describe("who may charge", () => {
  it("is a child only by its parent's recorded agreement, and settles there", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    const grandchild = await app.openMerchant("档口", { parentNo: child.merchantNo });
    const { contractId } = await chargeableContract(app);
    const settleAtChild = {
      ...facts(contractId, "S-1"),
      settle_merchant_no: child.merchantNo,
    };
    const before = await charge(app, facts(contractId, "C-1"), child);
    expect([before.status, (await before.json()).code]).toEqual([403, "merchant_not_in_scope"]);
    const alone = await charge(app, settleAtChild);
    expect([alone.status, (await alone.json()).code]).toEqual([422, "settle_merchant_not_allowed"]);

    await share(app.merchant);
    const charged = await charge(app, facts(contractId, "C-1"), child);
    expect(charged.status).toBe(202);
    expect(await charged.json()).toMatchObject({ merchant_no: child.merchantNo });
    const settled = await charge(app, settleAtChild);
    expect(await settled.json()).toMatchObject({ settle_merchant_no: child.merchantNo });
    const far = await charge(app, facts(contractId, "G-1"), grandchild);
    expect((await far.json()).code).toBe("contract_not_found");
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 2_000 }]);
  });

  it("is only who a plan with fixed merchant numbers names", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    await share(app.merchant);
    const { contractId } = await chargeableContract(app, {
      fixedMerchantNos: [merchantNo(child.merchantNo)],
    });
    const parent = await charge(app, facts(contractId));
    expect(await parent.json()).toMatchObject({
      code: "merchant_not_in_scope",
      fixed_merchant_nos: [child.merchantNo],
    });
    expect((await charge(app, facts(contractId, "C-1"), child)).status).toBe(202);
  });

  it("needs the product", async () => {
    const bare = await app.openMerchant("无约", { products: ["cashier"] });
    const { contractId } = await chargeableContract(app, { merchant: bare });
    const refused = await charge(app, facts(contractId), bare);
    expect([refused.status, (await refused.json()).code]).toEqual([403, "product_not_enabled"]);
  });
});

const succeeded: PaymentOutcome = {
  type: "succeeded",
  channelTxnNo: "txn-1",
  cardType: undefined,
  cardLastFour: undefined,
};
const failed: PaymentOutcome = { type: "failed", reason: "insufficient_funds" };
const unclear: PaymentOutcome = { type: "unclear" };

function facts(contract_id: string, merchant_order_no = "A-1", amount = 1_000) {
  return { contract_id, merchant_order_no, amount };
}

async function tell(deductionId: DeductionId, outcome: PaymentOutcome) {
  const no = channelOrderNo(deductionId);
  await recordDeductionOutcome(app.deps, { channelOrderNo: no, outcome, amount: undefined });
}

async function state(deductionId: string) {
  return (await (await app.api(`/v1/deductions/${deductionId}`)).json()).state;
}

function announce(contractId: string, body: Readonly<Record<string, unknown>>) {
  return app.api(`/v1/contracts/${contractId}/deduction_notices`, { body });
}

async function share({ merchant }: TestMerchant) {
  const { version, merchantNo: no } = merchant;
  await app.deps.commit([{
    type: "merchant.sharing_set",
    merchant: { ...merchant, sharesContracts: true, version: version + 1 },
    eventId: app.deps.newId("evt"),
    at: app.clock.now(),
  }]);
  expect(no).toBe(app.merchant.merchantNo);
}

/** What the consumer's phone was sent, without codes. */
async function inbox(): Promise<readonly string[]> {
  if (!hasBank(app.deps)) throw new Error("no bank");
  const [messages] = await app.deps.load(app.deps.sandbox.inbox.of(person.phone, 20));
  return messages.map((each) => each.text).filter((each) => codeIn(each) === undefined);
}

async function typesOf(subjectId: string): Promise<readonly string[]> {
  const [types] = await app.deps.load({
    statement: {
      sql: "select type from events where subject_id = ? and sequence is not null order by version",
      args: [subjectId],
    },
    read: (rows) => rows.map((row) => String(row["type"])),
  });
  return types;
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) =>
    permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest])
  );
}
