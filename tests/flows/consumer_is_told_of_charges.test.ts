import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announceDeduction } from "../../core/deduction/announce_deduction.ts";
import { cny } from "../../core/money.ts";
import type { Deps } from "../../core/deps.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { hours, instant, milliseconds, minutes } from "../../core/time.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import {
  charge,
  chargeableContract,
  inbox,
  refill,
  signedBy,
  succeeded,
  tell,
} from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a periodic plan", () => {
  const periodic = { kind: "periodic" } as const;

  it("is charged once per notice, a day after it at the earliest", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const none = await charge(app, refill(contractId));
    expect([none.status, (await none.json()).code]).toEqual([409, "pre_notice_required"]);

    const notice = await announce(contractId, { amount: 1_500, subject: "十二月会员" });
    expect(notice.status).toBe(201);
    const { chargeable_from } = await notice.json();
    expect(chargeable_from).toBe("2026-11-21T06:00:00.000Z");
    const [message] = await inbox(app);
    expect(message).toContain("¥15.00");
    expect(message).toContain("十二月会员");
    expect(message).toContain("2026-11-21 14:00");

    const early = await charge(app, refill(contractId));
    expect(await early.json()).toMatchObject({ code: "pre_notice_too_early", chargeable_from });
    app.clock.advance(milliseconds(hours(24) - 1));
    expect((await charge(app, refill(contractId))).status).toBe(409);
    app.clock.advance(milliseconds(1));
    const over = await charge(app, refill(contractId, "A-1", 1_501));
    expect((await over.json()).code).toBe("pre_notice_required");
    const both = await Promise.all([1, 2, 3].map((i) => charge(app, refill(contractId, `A-${i}`))));
    expect(both.map((each) => each.status).toSorted()).toEqual([202, 409, 409]);
  });

  it("is not charged on a message that is a month old, nor before the announced time", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const chargeAt = "2026-11-25T00:00:00Z";
    await announce(contractId, { amount: 1_000, subject: "会员", charge_at: chargeAt });
    app.clock.advance(hours(24));
    const early = await charge(app, refill(contractId));
    expect((await early.json()).chargeable_from).toBe("2026-11-25T00:00:00.000Z");
    app.clock.set(instant(Date.parse("2026-12-25T00:00:00Z")));
    const late = await charge(app, refill(contractId));
    expect((await late.json()).code).toBe("pre_notice_required");
  });

  it("sends one message for a repeated request, and marks none sent when no message goes out", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const same = { amount: 1_000, subject: "会员" };
    const first = await (await announce(contractId, same)).json();
    const again = await announce(contractId, same);
    expect([again.status, (await again.json()).deduction_notice_id])
      .toEqual([200, first.deduction_notice_id]);
    expect(await inbox(app)).toHaveLength(1);
    const caller = signedBy(app.merchant);
    const lost = await announceDeduction(
      { ...app.deps, sms: () => Promise.reject(new Error("no phone company")) },
      { caller, contractId, amount: cny(2_000), subject: "会员", chargeAt: undefined },
    );
    expect(lost).toMatchObject({ ok: false, error: { code: "notice_not_sent" } });
    app.clock.advance(hours(24));
    const refused = await charge(app, refill(contractId, "A-1", 2_000));
    expect((await refused.json()).code).toBe("pre_notice_required");
  });
});

describe("a consumer who asked for messages", () => {
  it("gets one message per charge that succeeded", async () => {
    const { contractId } = await chargeableContract(app, { tellAfterCharge: true });
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    await charge(app, refill(contractId, "A-2", 7_702));
    await Promise.all([sendDeductions(app.deps), sendDeductions(app.deps)]);
    await app.settle();
    await tell(app, deduction_id, succeeded);
    await app.settle();
    const messages = await inbox(app);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("¥10.00");
  });

  it("gets the message later when it could not be handed over", async () => {
    await owed();
    await tellConsumers({ ...app.deps, sms: () => Promise.reject(new Error("busy")) });
    await app.settle();
    expect(await inbox(app)).toHaveLength(0);
    app.clock.advance(minutes(1));
    await app.settle();
    await app.settle();
    expect(await inbox(app)).toHaveLength(1);
  });

  it("is sent again under the same id while the result is unknown, and arrives once", async () => {
    const deductionId = await owed();
    const ids: (string | undefined)[] = [];
    const deps: Deps = {
      ...app.deps,
      sms: async (sms) => {
        ids.push(sms.messageId);
        await app.deps.sms(sms);
        if (ids.length < 3) throw new Error("the line broke");
      },
    };
    for (let i = 0; i < 6; i++) {
      await tellConsumers(deps);
      app.clock.advance(minutes(5));
    }
    expect(ids).toEqual([deductionId, deductionId, deductionId]);
    expect(await inbox(app)).toHaveLength(1);
  });

  it("gets one message from two concurrent processes", async () => {
    for (let i = 0; i < 10; i++) await owed();
    const ids: (string | undefined)[] = [];
    const sms = (each: Sms) => Promise.resolve(void ids.push(each.messageId));
    await Promise.all([1, 2, 3].map(() => tellConsumers({ ...app.deps, sms })));
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });

  it("waits only for its own message", async () => {
    const hung = await owed();
    const line = Promise.withResolvers<void>();
    const arrived: (string | undefined)[] = [];
    const both = Promise.withResolvers<void>();
    const deps: Deps = {
      ...app.deps,
      sms: async ({ messageId }) => {
        if (messageId === hung) return await line.promise;
        arrived.push(messageId);
        if (arrived.length === 2) both.resolve();
      },
    };
    const telling = tellConsumers(deps);
    await owed();
    await owed();
    await both.promise;
    line.resolve();
    await telling;
  });

  it("is given up after a day of refusals, and an operator reads so once", async () => {
    await owed();
    let tries = 0;
    const sms = () => Promise.reject(new Error(`no provider ${++tries}`));
    for (let hour = 0; hour < 48; hour++) {
      await tellConsumers({ ...app.deps, sms });
      app.clock.advance(hour < 6 ? minutes(32) : hours(1));
    }
    expect(tries).toBe(30);
    expect(app.logged.filter(({ message }) => message.startsWith("message to a consumer given up")))
      .toHaveLength(1);
  });

  it("gets no message without asking for it", async () => {
    const { contractId } = await chargeableContract(app);
    await charge(app, refill(contractId));
    await app.settle();
    expect(await inbox(app)).toHaveLength(0);
  });
});

/** A charge that succeeded and whose message has not been sent yet. */
async function owed(): Promise<string> {
  const { contractId } = await chargeableContract(app, { tellAfterCharge: true });
  const { deduction_id } = await (await charge(app, refill(contractId, `O-${++owing}`))).json();
  await sendDeductions(app.deps);
  return deduction_id;
}
let owing = 0;

function announce(contractId: string, body: Readonly<Record<string, unknown>>) {
  return app.api(`/v1/contracts/${contractId}/deduction_notices`, { body });
}
