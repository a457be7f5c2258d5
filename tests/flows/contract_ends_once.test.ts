import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ContractNotice } from "../../core/channel/channel.ts";
import { askContracts } from "../../core/contract/ask_contracts.ts";
import { type Contract, endOf, type TerminatedBy } from "../../core/contract/contract.ts";
import { recordContractNotice } from "../../core/contract/record_contract_notice.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { days, minutes } from "../../core/time.ts";
import { knownPerson, scriptedBank, signedContract } from "../support/contracts.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("ending a contract", () => {
  it("is done at once when the channel agrees, whoever asks", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const causes: readonly TerminatedBy[] = [
      "consumer",
      "merchant",
      "operator",
      "channel",
      "expiry",
      "account_closure",
    ];
    for (const by of causes) {
      const { contractId, consumerId } = await signedContract(app);
      const ended = await terminateContract(bank.deps, {
        contractId,
        by,
        reason: `by ${by}`,
        ...(by === "consumer" ? { consumerId } : {}),
      });
      expect(ended).toMatchObject({ ok: true, value: { state: "terminated", terminatedBy: by } });
      const [told] = await toldOf(contractId);
      expect(told).toMatchObject({
        type: "contract.terminated",
        data: {
          contract_id: contractId,
          state: "terminated",
          terminated_by: by,
          reason: `by ${by}`,
          sequence: 2,
        },
      });
    }
  });

  it("by the merchant returns the contract, and the same on a repeat", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const { contractId } = await signedContract(app);
    const path = `/v1/contracts/${contractId}/termination`;
    const first = await bank.api(path, { body: { reason: "会员退卡" } });
    expect(first.status).toBe(200);
    const body = await first.json();
    expect(body).toMatchObject({
      contract_id: contractId,
      state: "terminated",
      terminated_by: "merchant",
      reason: "会员退卡",
      ended_at: "2026-11-20T06:00:00.000Z",
      terminated_at: "2026-11-20T06:00:00.000Z",
      used_today: 0,
    });
    const again = await bank.api(path, { method: "POST" });
    expect([again.status, await again.json()]).toEqual([200, body]);
    expect(bank.asked).toEqual(["unsign"]);
    expect(await typesOf(contractId)).toEqual(["contract.terminated", "contract.signed"]);
  });

  it("costs two round trips before the channel is called", async () => {
    const trips: number[] = [];
    const start = { trips: 0 };
    const bank = await scriptedBank(app, { unsign: ["silent"] }, () => {
      trips.push(app.roundTrips() - start.trips);
      return Promise.resolve();
    });
    const { contractId } = await signedContract(app);
    start.trips = app.roundTrips();
    const ended = await bank.api(`/v1/contracts/${contractId}/termination`, { method: "POST" });
    expect(await ended.json()).toMatchObject({ state: "terminating", terminated_at: null });
    expect(trips).toEqual([2]);
    expect(app.roundTrips() - start.trips).toBe(2);
  });

  it("has stopped all charges before the channel is asked", async () => {
    const { contractId } = await signedContract(app);
    const seen: string[] = [];
    const bank = await scriptedBank(app, { unsign: ["terminated"] }, async () => {
      seen.push((await read(contractId)).state);
    });
    await terminateContract(bank.deps, { contractId, by: "operator" });
    expect(seen).toEqual(["terminating"]);
  });

  it(
    "stays under way while the channel refuses or is silent, and is asked again on the ladder",
    async () => {
      for (const word of ["refused", "silent", "unclear"] as const) {
        const bank = await scriptedBank(app, { unsign: [word] });
        const { contractId } = await signedContract(app);
        await terminateContract(bank.deps, { contractId, by: "merchant" });
        expect(await read(contractId)).toMatchObject({ state: "terminating", askAfter: minute(1) });

        const asked: number[] = [];
        const startedAt = app.clock.now();
        for (let seen = 1, step = 0; step < 24 * 60; step++) {
          app.clock.advance(minutes(1));
          await askContracts(bank.deps);
          const unsigns = bank.asked.filter((each) => each === "unsign").length;
          if (unsigns > seen) asked.push((app.clock.now() - startedAt) / 60_000);
          seen = unsigns;
        }
        expect([word, asked]).toEqual([word, [1, 6, 36, 156, 516, 876, 1236]]);
        expect(await typesOf(contractId)).toEqual(["contract.signed"]);
        await recordContractNotice(app.deps, "sandbox", ended(contractId, "channel"));
      }
    },
    30_000,
  );

  it("ends when a later question finds that the channel agreed all along", async () => {
    const bank = await scriptedBank(app, { unsign: ["silent"], query: ["unclear", "terminated"] });
    const { contractId } = await signedContract(app);
    await terminateContract(bank.deps, { contractId, by: "consumer", reason: "不用了" });
    app.clock.advance(minutes(1));
    await askContracts(bank.deps);
    app.clock.advance(minutes(5));
    await askContracts(bank.deps);
    expect(bank.asked).toEqual(["unsign", "query", "unsign", "query"]);
    expect(await read(contractId)).toMatchObject({
      state: "terminated",
      terminatedBy: "consumer",
      reason: "不用了",
    });
    app.clock.advance(days(1));
    await askContracts(bank.deps);
    expect(bank.asked).toHaveLength(4);
  });

  it("ends when the channel stops refusing", async () => {
    const bank = await scriptedBank(app, { unsign: ["refused", "refused", "terminated"] });
    const { contractId } = await signedContract(app);
    await terminateContract(bank.deps, { contractId, by: "merchant" });
    for (const wait of [1, 5]) {
      app.clock.advance(minutes(wait));
      await askContracts(bank.deps);
    }
    expect(await read(contractId)).toMatchObject({ state: "terminated", terminatedBy: "merchant" });
    expect(await typesOf(contractId)).toEqual(["contract.terminated", "contract.signed"]);
  });

  it("is asked again by the owner's own clock", async () => {
    const bank = await scriptedBank(app, { unsign: ["silent", "terminated"] });
    const mine = await signedContract(app);
    await terminateContract(bank.deps, { contractId: mine.contractId, by: "merchant" });
    const clock = { body: { advance_seconds: 30 } };
    await bank.api("/v1/test_helpers/clock", clock);
    expect(bank.asked).toEqual(["unsign"]);
    await bank.api("/v1/test_helpers/clock", clock);
    expect(bank.asked).toEqual(["unsign", "query", "unsign"]);
    expect(await read(mine.contractId)).toMatchObject({
      state: "terminated",
      terminatedAt: app.clock.now() + minutes(1),
    });
  });

  it("queries once when two processes find it due at the same moment", async () => {
    const bank = await scriptedBank(app, { unsign: ["silent"] });
    const { contractId } = await signedContract(app);
    await terminateContract(bank.deps, { contractId, by: "merchant" });
    app.clock.advance(minutes(1));
    await Promise.all([askContracts(bank.deps), askContracts(bank.deps), askContracts(bank.deps)]);
    expect(bank.asked).toEqual(["unsign", "query", "unsign"]);
  });

  it("happens once although 50 ask at the same time", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const { contractId } = await signedContract(app);
    const answers = await Promise.all(
      Array.from(
        { length: 50 },
        (_, i) => terminateContract(bank.deps, { contractId, by: i % 2 ? "merchant" : "consumer" }),
      ),
    );
    expect(answers.every((each) => each.ok)).toBe(true);
    expect(bank.asked).toEqual(["unsign"]);
    expect(await typesOf(contractId)).toEqual(["contract.terminated", "contract.signed"]);
  });

  it("is not found for a stranger, a person who did not sign, and an unknown id", async () => {
    const { contractId } = await signedContract(app);
    const other = await app.openMerchant("山下书店 Foothill Books");
    const child = await app.openMerchant("清风茶馆运河店", { parentNo: app.merchant.merchantNo });
    for (const key of [other.secretKey, child.secretKey]) {
      for (const [path, method] of [["", "GET"], ["/evidence", "GET"], ["/termination", "POST"]]) {
        const answer = await app.api(`/v1/contracts/${contractId}${path}`, {
          method: method!,
          key,
        });
        expect([answer.status, (await answer.json()).code]).toEqual([404, "contract_not_found"]);
      }
    }
    const consumerId = await knownPerson(app);
    const asked = await terminateContract(app.deps, { contractId, by: "consumer", consumerId });
    expect(asked).toMatchObject({ ok: false, error: { code: "contract_not_found" } });
    const nobody = { contractId: app.deps.newId("ctr"), by: "operator" } as const;
    expect(await terminateContract(app.deps, nobody)).toMatchObject({ ok: false });
    const unknown = { type: "secret_key", digest: "none" } as const;
    expect(await terminateContract(app.deps, { contractId, by: "merchant", caller: unknown }))
      .toMatchObject({ ok: false, error: { code: "key_unknown" } });
    expect(await read(contractId)).toMatchObject({ state: "active" });
  });

  it("leaves room to sign again", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const { contractId, ...first } = await signedContract(app);
    const { consumerId, planId, openId } = first;
    await expect(signedContract(app, { consumerId, planId, openId })).rejects.toThrow();
    await terminateContract(bank.deps, { contractId, by: "consumer" });
    app.clock.advance(minutes(1));
    const second = await signedContract(app, { consumerId, planId, openId });
    const listed = await app.api("/v1/contracts?contract_code=member-7");
    expect((await listed.json()).data).toMatchObject([
      { contract_id: second.contractId, state: "active" },
      { contract_id: contractId, state: "terminated" },
    ]);
  });
});

describe("a channel's notices", () => {
  it("end the contract whose consumer ended it in the app", async () => {
    const { contractId } = await signedContract(app);
    await recordContractNotice(app.deps, "sandbox", ended(contractId, "consumer"));
    const read = await app.api(`/v1/contracts/${contractId}`);
    expect(await read.json()).toMatchObject({ state: "terminated", terminated_by: "consumer" });
    expect(await typesOf(contractId)).toEqual(["contract.terminated", "contract.signed"]);
  });

  it("about an unknown contract are refused", async () => {
    const told = await recordContractNotice(
      app.deps,
      "sandbox",
      ended(app.deps.newId("ctr"), "consumer"),
    );
    expect(told).toMatchObject({ ok: false, error: { code: "contract_not_found" } });
  });

  it("keep who asked first when the merchant asked before the channel reported it", async () => {
    const bank = await scriptedBank(app, { unsign: ["silent"] });
    const { contractId } = await signedContract(app);
    await terminateContract(bank.deps, { contractId, by: "merchant", reason: "会员退卡" });
    await recordContractNotice(app.deps, "sandbox", ended(contractId, "channel"));
    expect(await read(contractId)).toMatchObject({
      state: "terminated",
      terminatedBy: "merchant",
      reason: "会员退卡",
    });
  });

  it("in any order, each also repeated, lead to one end, reported once", async () => {
    const silent = await scriptedBank(app, { unsign: ["silent"] });
    const tell = (id: Contract["contractId"]) => ({
      consumer: () => recordContractNotice(app.deps, "sandbox", ended(id, "consumer")),
      channel: () => recordContractNotice(app.deps, "sandbox", ended(id, "channel")),
      account_closure: () =>
        recordContractNotice(app.deps, "sandbox", ended(id, "account_closure")),
      signed: () => recordContractNotice(app.deps, "sandbox", signedAgain(id)),
      merchant: () => terminateContract(silent.deps, { contractId: id, by: "merchant" }),
    });
    type Name = keyof ReturnType<typeof tell>;
    const names: readonly Name[] = ["consumer", "channel", "account_closure", "signed", "merchant"];
    const orders = arrangements(names);
    expect(orders.filter((each) => each.length === 5)).toHaveLength(120);
    for (const order of orders) {
      const { contractId } = await signedContract(app);
      const told = tell(contractId);
      // Each comes twice in a row, and all of them once more at the end.
      for (const name of order.flatMap((each) => [each, each])) await told[name]();
      for (const name of order) await told[name]();

      const causes = order.filter((each) => each !== "signed");
      const fromChannel = causes.some((each) => each !== "merchant");
      const state = fromChannel ? "terminated" : causes.length > 0 ? "terminating" : "active";
      const found = await read(contractId);
      expect([order, found.state, endOf(found)?.terminatedBy]).toEqual([order, state, causes[0]]);
      const lifecycle = await lifecycleOf(contractId);
      const ends = lifecycle.filter((each) => each.type === "contract.terminated");
      expect([order, ends.map((each) => each.sequence)]).toEqual([order, fromChannel ? [2] : []]);
    }
  });

  it("all at once lead to one end, reported once", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    for (let round = 0; round < 20; round++) {
      const { contractId } = await signedContract(app);
      await Promise.all([
        recordContractNotice(app.deps, "sandbox", ended(contractId, "consumer")),
        recordContractNotice(app.deps, "sandbox", ended(contractId, "consumer")),
        recordContractNotice(app.deps, "sandbox", ended(contractId, "channel")),
        recordContractNotice(app.deps, "sandbox", signedAgain(contractId)),
        terminateContract(bank.deps, { contractId, by: "merchant" }),
      ]);
      const types = (await lifecycleOf(contractId)).map((each) => each.type);
      expect(types.filter((each) => each === "contract.terminated")).toHaveLength(1);
      expect(await read(contractId)).toMatchObject({ state: "terminated" });
    }
  });
});

function ended(
  contractId: Contract["contractId"],
  by: "consumer" | "channel" | "account_closure",
): ContractNotice {
  return { about: "contract", contractId, outcome: "terminated", by };
}

function signedAgain(contractId: Contract["contractId"]): ContractNotice {
  return { about: "contract", contractId, outcome: "signed", channelContractNo: "channel-1" };
}

function minute(n: number): number {
  return app.clock.now() + minutes(n);
}

async function read(contractId: Contract["contractId"]): Promise<Contract> {
  const [found] = await app.deps.load(app.deps.contracts.byId(contractId, app.clock.now()));
  if (!found) throw new Error("No such contract");
  return found.contract;
}

async function lifecycleOf(contractId: Contract["contractId"]) {
  const [lifecycle] = await app.deps.load(app.deps.contracts.lifecycle(contractId));
  return lifecycle;
}

/** The merchant's events about one contract, newest first. */
async function toldOf(contractId: string) {
  const { data } = await (await app.api("/v1/events?limit=100")).json();
  return data.filter((each: { data: { contract_id: string } }) =>
    each.data.contract_id === contractId
  );
}

async function typesOf(contractId: string): Promise<string[]> {
  return (await toldOf(contractId)).map((each: { type: string }) => each.type);
}

/** Every permutation of every subset. */
function arrangements<T>(of: readonly T[]): T[][] {
  return of.flatMap((each, i) => {
    const others = [...of.slice(0, i), ...of.slice(i + 1)];
    return [[each], ...arrangements(others).map((rest) => [each, ...rest])];
  });
}
