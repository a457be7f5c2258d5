import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announceDeduction } from "../../core/deduction/announce_deduction.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import type { Deps } from "../../core/deps.ts";
import type { ContractId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { sha256 } from "../../core/sha256.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { days, hours, type Instant, milliseconds, rfc3339, seconds } from "../../core/time.ts";
import { charge, chargeableContract, inbox, refill, signedBy } from "../support/deductions.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const periodic = { kind: "periodic" } as const;

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a message before a charge", () => {
  it("starts its 24 hours when the message is handed over, not when it is requested", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const slow = async (sms: Sms) => {
      await app.deps.sms(sms);
      app.clock.advance(seconds(30));
    };
    const announced = await announce({ ...app.deps, sms: slow }, contractId);
    expect(announced).toMatchObject({
      ok: true,
      value: { notice: { sentAt: after(30), chargeableFrom: after(30, hours(24)) } },
    });
    app.clock.advance(milliseconds(hours(24) - 1));
    const early = await charge(app, refill(contractId));
    expect(await early.json()).toMatchObject({
      code: "pre_notice_too_early",
      chargeable_from: rfc3339(after(30, hours(24))),
    });
    app.clock.advance(milliseconds(1));
    expect((await charge(app, refill(contractId))).status).toBe(202);
  });

  it("whose process died after sending allows nothing, and repeated is the same message", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const ids: (string | undefined)[] = [];
    const sms = (each: Sms) => {
      ids.push(each.messageId);
      return app.deps.sms(each);
    };
    const dying: Deps["commit"] = async (events) => {
      if (events.some(({ type }) => type === "deduction_notice.sent")) throw new Error("killed");
      return await app.deps.commit(events);
    };
    await expect(announce({ ...app.deps, sms, commit: dying }, contractId)).rejects.toThrow(
      "killed",
    );
    app.clock.advance(hours(25));
    expect((await (await charge(app, refill(contractId))).json()).code)
      .toBe("pre_notice_required");

    const again = await announce({ ...app.deps, sms }, contractId);
    expect(again).toMatchObject({
      ok: true,
      value: { replayed: false, notice: { noticeId: ids[0], sentAt: app.clock.now() } },
    });
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
    expect(await inbox(app)).toHaveLength(1);
  });

  it("that the provider refused is not sent later behind the merchant's back", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const refused = { ...app.deps, sms: () => Promise.reject(new Error("no provider")) };
    expect(await announce(refused, contractId))
      .toMatchObject({ error: { code: "notice_not_sent" } });
    app.clock.advance(hours(1));
    await app.settle();
    expect(await inbox(app)).toHaveLength(0);
    expect(await announce(app.deps, contractId)).toMatchObject({ ok: true });
    expect(await inbox(app)).toHaveLength(1);
  });

  it("gives the consumer as long as the operator set", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const config = { ...app.deps.config, preNoticeLead: hours(72) };
    const announced = await announce({ ...app.deps, config }, contractId);
    expect(announced).toMatchObject({
      ok: true,
      value: { notice: { chargeableFrom: after(0, hours(72)) } },
    });
    const [message] = await inbox(app);
    expect(message).toContain("2026-11-23 14:00");
  });

  it("requested many times at once is one record and one message", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => announceByApi(contractId)),
    );
    const notices = await Promise.all(answers.map((answer) => answer.json()));
    expect(notices.filter((_, n) => !answers[n]?.ok)).toEqual([]);
    expect(new Set(notices.map((each) => each.deduction_notice_id)).size).toBe(1);
    expect(new Set(notices.map((each) => each.chargeable_from)).size).toBe(1);
    expect(await inbox(app)).toHaveLength(1);
  });

  it("requested again between another's look and its write is one record and one message", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    let overtaken = false;
    const { commit } = app.deps;
    const announced = await announce({
      ...app.deps,
      commit: async (events) => {
        if (!overtaken) {
          overtaken = true;
          expect((await announceByApi(contractId)).status).toBe(201);
        }
        return await commit(events);
      },
    }, contractId);
    expect(announced).toMatchObject({ ok: true, value: { replayed: true } });
    expect(await inbox(app)).toHaveLength(1);
  });

  it("covers its charge also when many later ones are announced already", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    for (const day of [...Array(30).keys()].toReversed()) {
      if (day % 10 === 9) app.clock.advance(hours(24));
      const charge_at = rfc3339(after(0, days(day + 5)));
      const answer = await announceByApi(contractId, { subject: `第 ${day} 天`, charge_at });
      expect(answer.status).toBe(201);
    }
    app.clock.set(after(0, days(5)));
    expect((await charge(app, refill(contractId))).status).toBe(202);
    expect((await (await charge(app, refill(contractId, "A-2"))).json()).chargeable_from)
      .toBe(rfc3339(after(0, days(6))));
  });

  it("is refused when the consumer got twenty about one contract within a day", async () => {
    const { contractId } = await chargeableContract(app, periodic);
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, i) => announceByApi(contractId, { subject: `会员 ${i}` })),
    );
    const refused = answers.filter((each) => each.status === 429);
    expect([answers.filter((each) => each.status === 201).length, refused.length])
      .toEqual([20, 5]);
    expect(await refused[0]?.json()).toMatchObject({
      code: "deduction_notices_too_many",
      contract_id: contractId,
      limit: 20,
    });
    const told = answers.findIndex((each) => each.status === 201);
    expect((await announceByApi(contractId, { subject: `会员 ${told}` })).status).toBe(200);
    const other = await chargeableContract(app, periodic);
    expect((await announceByApi(other.contractId)).status).toBe(201);
    app.clock.advance(hours(24));
    expect((await announceByApi(contractId, { subject: "明天" })).status).toBe(201);
  });

  it("appears in the wallet while it may be charged, and not once it or its contract has ended", async () => {
    const { sessionToken, sign } = await someone();
    const [kept, ending] = [await sign(), await sign()];
    for (const id of [kept, ending]) expect((await announceByApi(id)).status).toBe(201);
    const tokenDigest = await sha256(sessionToken);
    const shown = async (now: Instant) => {
      const { announced, announcedToSession } = app.deps.deductions;
      const [all, ofKept] = await app.deps.load(
        announcedToSession(tokenDigest, now, 10),
        announced(kept, now, 10),
      );
      return [all.map((each) => each.contractId).toSorted(), ofKept.length];
    };
    expect(await shown(after(0))).toEqual([[kept, ending].toSorted(), 1]);
    await terminateContract(app.deps, { contractId: ending, by: "merchant" });
    expect(await shown(after(0))).toEqual([[kept], 1]);

    const over = after(0, milliseconds(hours(24) + days(30)));
    expect(await shown((over - 1) as Instant)).toEqual([[kept], 1]);
    expect(await shown(over)).toEqual([[], 0]);
  });
});

/** A person in the app who signs periodic plans of the merchant. */
async function someone() {
  const person = await entered(app, "person_a");
  const sign = async (): Promise<ContractId> => {
    const plan_id = await approvedPlan(app, periodic);
    const { signing_id } = await openedSigning(app, { plan_id, contract_code: plan_id });
    const { contract } = must(await agree(app, signing_id, person));
    if (!contract) throw new Error("Not signed");
    return contract.contractId;
  };
  return { sessionToken: person.sessionToken, sign };
}

/** That many seconds after the start of the test. */
function after(from: number, wait = milliseconds(0)): Instant {
  return (fakeClock().now() + seconds(from) + wait) as Instant;
}

function announce(deps: Deps, contractId: ContractId) {
  return announceDeduction(deps, {
    caller: signedBy(app.merchant),
    contractId,
    amount: cny(1_000),
    subject: "十二月会员",
    chargeAt: undefined,
  });
}

function announceByApi(contractId: string, changes: Readonly<Record<string, unknown>> = {}) {
  const body = { amount: 1_000, subject: "十二月会员", ...changes };
  return app.api(`/v1/contracts/${contractId}/deduction_notices`, { body });
}
