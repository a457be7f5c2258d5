import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeCharging } from "../../core/consumer/close_charging.ts";
import type { EnteredByApp } from "../../core/consumer/enter_by_app.ts";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { reopenCharging } from "../../core/consumer/reopen_charging.ts";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import type { Deps } from "../../core/deps.ts";
import type { DomainEvent } from "../../core/event.ts";
import type { ConsumerId, ContractId, SigningId } from "../../core/id.ts";
import { finishSigning } from "../../core/signing/finish_signing.ts";
import { minutes } from "../../core/time.ts";
import { knownPerson, signedContract } from "../support/contracts.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { twoPortals } from "../support/portals.ts";
import { sessionFor, standingOf } from "../support/sessions.ts";
import { agree, approvedPlan, entered, openedSigning, readSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

/** A person with so many contracts. */
async function signer(contracts: number): Promise<{
  readonly consumerId: ConsumerId;
  readonly session: string;
  readonly ids: readonly ContractId[];
}> {
  const consumerId = await knownPerson(app);
  const ids: ContractId[] = [];
  for (let n = 0; n < contracts; n++) {
    ids.push((await signedContract(app, { consumerId })).contractId);
  }
  return { consumerId, session: await sessionFor(app, consumerId), ids };
}

async function toldOf(contractId: ContractId): Promise<readonly string[]> {
  const { data } = await (await app.api("/v1/events?limit=100")).json();
  return data.filter((each: { data: { contract_id?: string } }) =>
    each.data.contract_id === contractId
  ).map((each: { type: string }) => each.type).reverse();
}

async function stepsOf(contractId: ContractId) {
  const answer = await app.api(`/v1/contracts/${contractId}/evidence`);
  const { lifecycle } = await answer.json();
  return lifecycle.map((each: { type: string; reason: string | null }) =>
    `${each.type} ${each.reason}`
  );
}

describe("closing password-free charging", () => {
  it("suspends every contract of the person in one commit, and nobody else's", async () => {
    const { session, ids } = await signer(3);
    const other = await signer(1);
    await terminateContract(app.deps, { contractId: ids[2]!, by: "merchant" });
    expect(must(await closeCharging(app.deps, { session }))).toMatchObject({
      contracts: 2,
    });
    expect(must(await closeCharging(app.deps, { session }))).toMatchObject({
      contracts: 0,
    });

    const [first] = ids;
    const shown = await (await app.api(`/v1/contracts/${first}`)).json();
    expect(shown).toMatchObject({
      state: "suspended",
      reason: "charging_closed",
      suspension_reasons: [{ reason: "charging_closed", set_by: "consumer", detail: null }],
    });
    expect(await toldOf(first!)).toEqual(["contract.signed", "contract.suspended"]);
    expect(await standingOf(app, other.ids[0]!)).toBe("active");
    expect((await charge(app, refill(first!))).status).toBe(409);
  });

  it("is opened again only for the contracts that were chosen, by whoever has just signed in", async () => {
    const { consumerId, session, ids } = await signer(3);
    must(await closeCharging(app.deps, { session }));
    app.clock.advance(minutes(11));
    const chosen = [ids[0]!];
    expect(await reopenCharging(app.deps, { session, resumed: chosen })).toMatchObject({
      error: { code: "session_not_fresh" },
    });
    const fresh = await sessionFor(app, consumerId);
    const foreign = (await signer(1)).ids;
    must(
      await reopenCharging(app.deps, {
        session: fresh,
        resumed: [...chosen, ...foreign],
      }),
    );
    expect(await Promise.all(ids.map((id) => standingOf(app, id)))).toEqual([
      "active",
      "charging_closed",
      "charging_closed",
    ]);
    expect(await toldOf(ids[0]!)).toEqual([
      "contract.signed",
      "contract.suspended",
      "contract.resumed",
    ]);
    // The others wait for their turn.
    must(await reopenCharging(app.deps, { session: fresh, resumed: [ids[1]!] }));
    expect(await standingOf(app, ids[1]!)).toBe("active");
    expect(await standingOf(app, ids[2]!)).toBe("charging_closed");
  });

  it("leaves the operator's reason where it is, and the operator the person's", async () => {
    const { session, ids: [contractId] } = await signer(1);
    await suspendContract(app.deps, { contractId: contractId!, reason: "投诉处理中" });
    must(await closeCharging(app.deps, { session }));
    expect(await standingOf(app, contractId!)).toBe("投诉处理中; charging_closed");
    must(await reopenCharging(app.deps, { session, resumed: [contractId!] }));
    expect(await standingOf(app, contractId!)).toBe("投诉处理中");
    must(await closeCharging(app.deps, { session }));
    must(await suspendContract(app.deps, { contractId: contractId!, reason: undefined }));
    expect(await standingOf(app, contractId!)).toBe("charging_closed");
    must(await reopenCharging(app.deps, { session, resumed: [contractId!] }));
    expect(await stepsOf(contractId!)).toEqual([
      "contract.signed null",
      "contract.suspended 投诉处理中",
      "contract.suspension_added 投诉处理中; charging_closed",
      "contract.suspension_lifted 投诉处理中",
      "contract.suspension_added 投诉处理中; charging_closed",
      "contract.suspension_lifted charging_closed",
      "contract.resumed null",
    ]);
    // Merchants are told when the state changes, and only then.
    expect(await toldOf(contractId!)).toEqual([
      "contract.signed",
      "contract.suspended",
      "contract.resumed",
    ]);
  });

  it("is one commit for hundreds of contracts as well", async () => {
    const { session, ids } = await signer(300);
    expect(must(await closeCharging(app.deps, { session }))).toMatchObject({
      contracts: 300,
    });
    expect(must(await reopenCharging(app.deps, { session, resumed: ids })))
      .toMatchObject({
        contracts: 300,
      });
  });
});

describe("whoever has closed charging", () => {
  it("signs nothing, on the page as through the helper, and no code is sent for it", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const { sessionToken: session } = person;
    must(await closeCharging(app.deps, { session }));
    expect(await agree(app, signing_id, person)).toMatchObject({
      ok: false,
      error: { code: "charging_closed" },
    });
    const helper = await app.api(`/v1/test_helpers/signings/${signing_id}/confirmation`, {
      body: { person: "person_a" },
    });
    expect([helper.status, (await helper.json()).code]).toEqual([409, "charging_closed"]);
    must(await reopenCharging(app.deps, { session, resumed: [] }));
    expect(must(await agree(app, signing_id, person)).signing.state).toBe("signed");
  });

  it("is refused in the write when they close it between the reading and the agreeing", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const deps = closingBefore("signing.confirmed", person.sessionToken);
    expect(await agree({ ...app, deps }, signing_id, person)).toMatchObject({
      ok: false,
      error: { code: "charging_closed" },
    });
  });

  it("has a contract suspended from its first commit where the channel confirms only now", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const deps = closingBefore("contract.signed", person.sessionToken);
    const { contract } = must(await agree({ ...app, deps }, signing_id, person));
    expect(contract).toMatchObject({ state: "suspended", version: 2 });
    expect(await standingOf(app, contract!.contractId)).toBe("charging_closed");
    expect(await stepsOf(contract!.contractId)).toEqual([
      "contract.signed null",
      "contract.suspended charging_closed",
    ]);
    must(
      await reopenCharging(app.deps, {
        session: person.sessionToken,
        resumed: [contract!.contractId],
      }),
    );
    expect(await standingOf(app, contract!.contractId)).toBe("active");
  });
});

describe("a contract whose channel confirms in the very moment", () => {
  it("is closed with the others, and left behind by nothing that is lifted from all", async () => {
    const person = await entered(app, "person_a");
    const { sessionToken: session } = person;
    const [first, second] = [await unconfirmed(person), await unconfirmed(person)];

    must(
      await closeCharging(confirmingBefore("consumer.charging_closed", first), {
        session,
      }),
    );
    expect(await standingOf(app, await madeBy(first))).toBe("charging_closed");

    must(await losePhone(app.deps, { session }));
    const owner = await sessionFor(app, person.consumer.consumerId);
    must(
      await findPhone(confirmingBefore("consumer.phone_found", second), { session: owner }),
    );
    expect(await standingOf(app, await madeBy(first))).toBe("charging_closed");
    expect(await standingOf(app, await madeBy(second))).toBe("charging_closed");
  });
});

describe("deductions that race with closing", () => {
  it("are neither recorded nor sent after its commit, on one file from two processes", async () => {
    await using two = await twoPortals();
    const [one, other] = two.portals;
    const { contractId, consumerId } = await chargeableContract(one);
    const session = await sessionFor(one, consumerId);
    const answers = await Promise.all(Array.from({ length: 31 }, async (_, n) => {
      if (n === 15) return must(await closeCharging(other.deps, { session })) && 0;
      return (await charge(n % 2 ? one : other, refill(contractId, `R-${n}`, 100), one.merchant))
        .status;
    }));
    await one.settle();
    const seqs = await eventsOf(one);
    const closed = seqs.find(({ type }) => type === "contract.suspended")!.seq;
    const after = seqs.filter(({ type, seq }) =>
      seq > closed && (type === "deduction.requested" || type === "deduction.sent")
    );
    expect(after).toEqual([]);
    const recorded = seqs.filter(({ type }) => type === "deduction.requested");
    expect(recorded.length).toBe(answers.filter((status) => status === 202).length);
    expect([...new Set(answers)].filter((each) => ![0, 202, 409].includes(each))).toEqual([]);
    expect((await charge(one, refill(contractId, "R-99", 100))).status).toBe(409);
  });

  it("close once, whoever presses how often, while an operator suspends and lifts", async () => {
    await using two = await twoPortals();
    const [one, other] = two.portals;
    const { contractId, consumerId } = await chargeableContract(one);
    const session = await sessionFor(one, consumerId);
    await Promise.all([
      ...two.portals.map(({ deps }) => closeCharging(deps, { session })),
      suspendContract(one.deps, { contractId, reason: "x" }),
      suspendContract(other.deps, { contractId, reason: undefined }),
    ]);
    await suspendContract(one.deps, { contractId, reason: undefined });
    expect(await standingOf(one, contractId)).toBe("charging_closed");
    const types = (await eventsOf(one)).map(({ type }) => type);
    expect(types.filter((type) => type === "consumer.charging_closed")).toHaveLength(1);
  });
});

/** The person closes charging just before the first commit of this type is written. */
function closingBefore(type: DomainEvent["type"], session: string): TestApp["deps"] {
  let closed = false;
  const commit: Deps["commit"] = async (events) => {
    if (!closed && events.some((each) => each.type === type)) {
      closed = true;
      must(await closeCharging(app.deps, { session }));
    }
    return await app.deps.commit(events);
  };
  return { ...app.deps, commit };
}

/** A signing that this person has agreed to, about which the channel has yet to say anything. */
async function unconfirmed(person: EnteredByApp): Promise<SigningId> {
  const planId = await approvedPlan(app);
  const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: planId });
  const silent = { ...app.deps, http: () => Promise.reject(new Error("no answer")) };
  expect(must(await agree({ ...app, deps: silent }, signing_id, person)).signing.state)
    .toBe("confirming");
  return signing_id;
}

async function madeBy(signingId: SigningId): Promise<ContractId> {
  const { contract_id } = await readSigning(app, signingId);
  if (contract_id === null) throw new Error("Cannot go on: nothing was signed");
  return contract_id;
}

/** The channel confirms just before the first commit of this type is written. */
function confirmingBefore(type: DomainEvent["type"], signingId: SigningId): TestApp["deps"] {
  let confirmed = false;
  const commit: Deps["commit"] = async (events) => {
    if (!confirmed && events.some((each) => each.type === type)) {
      confirmed = true;
      const outcome = { type: "signed", channelContractNo: signingId } as const;
      must(await finishSigning(app.deps, signingId, outcome));
    }
    return await app.deps.commit(events);
  };
  return { ...app.deps, commit };
}

async function eventsOf(
  { deps }: TestApp,
): Promise<readonly { readonly seq: number; readonly type: string }[]> {
  const [rows] = await deps.load({
    statement: { sql: "select seq, type from events order by seq", args: [] },
    read: (found) => found.map((row) => ({ seq: Number(row["seq"]), type: String(row["type"]) })),
  });
  return rows;
}
