import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ContractChannel } from "../../core/channel/contract_channel.ts";
import { expireContracts } from "../../core/contract/expire_contracts.ts";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import type { Deps } from "../../core/deps.ts";
import type { ContractId } from "../../core/id.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import { type Instant, instant, milliseconds, rfc3339 } from "../../core/time.ts";
import { sendDeductions } from "../../jobs/send_deductions.ts";
import { scriptedBank, signedContract } from "../support/contracts.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import {
  agree,
  approvedPlan,
  entered,
  openedSigning,
  signedContract as signedHere,
} from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

/** Signed on 20 November in Shanghai for 30 days: ends at the end of 20 December. */
const EXPIRES_AT = instant(Date.parse("2026-12-21T00:00:00+08:00"));
const JUST_BEFORE = instant(EXPIRES_AT - 1);

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a contract of a plan with contract_days", () => {
  it("can be charged to the last millisecond of its last day, and ends by expiry after it", async () => {
    const planId = await approvedPlan(app, { contract_days: 30 });
    const { contractId } = await signedHere(app, planId);
    expect(await read(contractId)).toMatchObject({
      state: "active",
      expires_at: "2026-12-20T16:00:00.000Z",
    });
    await setClock(JUST_BEFORE);
    expect((await charge(app, refill(contractId, "A-1"))).status).toBe(202);

    await setClock(EXPIRES_AT);
    expect(await read(contractId)).toMatchObject({
      state: "terminated",
      terminated_by: "expiry",
      ended_at: "2026-12-20T16:00:00.000Z",
      terminated_at: "2026-12-20T16:00:00.000Z",
    });
    const { data: [told] } = await (await app.api("/v1/events?type=contract.terminated")).json();
    expect(told.data).toMatchObject({
      contract_id: contractId,
      terminated_by: "expiry",
      expires_at: "2026-12-20T16:00:00.000Z",
      sequence: 2,
    });
    expect(await refused(contractId, "A-2")).toEqual([409, "contract_not_active", "terminated"]);
  });

  it("is charged no more once its day is over, though nothing has ended it yet", async () => {
    const { contractId } = await expiring();
    moveTo(EXPIRES_AT);
    expect(await refused(contractId, "A-1")).toEqual([409, "contract_not_active", "terminating"]);
    expect((await read(contractId)).state).toBe("active");

    app.clock.advance(milliseconds(90_000));
    await app.settle();
    expect(await read(contractId)).toMatchObject({
      terminated_by: "expiry",
      ended_at: rfc3339(EXPIRES_AT),
      terminated_at: rfc3339(instant(EXPIRES_AT + 90_000)),
    });
  });

  it("is not sent to the channel what was recorded in its last moment", async () => {
    const { contractId } = await expiring();
    moveTo(JUST_BEFORE);
    const recorded = await (await charge(app, refill(contractId))).json();
    moveTo(EXPIRES_AT);
    const asked = channelCalls(app.deps);
    await sendDeductions(asked.deps);
    const answer = await app.api(`/v1/deductions/${recorded.deduction_id}`);
    expect(await answer.json()).toMatchObject({
      state: "failed",
      failure: { code: "contract_ended" },
    });
    expect(asked.count()).toBe(0);
  });

  it("is not kept by anyone who signs after it, and can be signed again once the channel has confirmed", async () => {
    const planId = await approvedPlan(app, { contract_days: 30 });
    const first = await signedHere(app, planId);
    moveTo(EXPIRES_AT);
    const again = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    const person = await entered(app, "person_a");
    const { signing_id: signingId } = again;
    const view = must(await viewSigning(app.deps, { signingId, session: person.sessionToken }));
    expect(view.standing.state).toBe("ready");
    expect(await agree(app, signingId, person)).toMatchObject({
      error: { code: "contract_ending", contract_id: first.contractId },
    });
    await app.settle();
    const { contract } = must(await agree(app, signingId, person));
    expect(contract?.contractId).not.toBe(first.contractId);
    expect(contract?.expiresAt).toBe(Date.parse("2027-01-21T00:00:00+08:00"));
  });

  it("runs on its merchant's clock, and another merchant's does not end it", async () => {
    const other = await app.openMerchant("山下书店 Foothill Books");
    const mine = await expiring();
    const theirs = await chargeableContract(app, { merchant: other, expiresAt: EXPIRES_AT });
    await setClock(EXPIRES_AT);
    expect((await read(mine.contractId)).state).toBe("terminated");
    const path = `/v1/contracts/${theirs.contractId}`;
    const untouched = await app.api(path, { key: other.secretKey });
    expect((await untouched.json()).state).toBe("active");
  });

  it("ends once though two processes find it due, and stays under way until the channel agrees", async () => {
    const bank = await scriptedBank(app, { unsign: ["silent", "terminated"] });
    const { contractId } = await signedContract(app, { expiresAt: EXPIRES_AT });
    moveTo(EXPIRES_AT);
    await Promise.all([1, 2, 3].map(() => expireContracts(bank.deps)));
    expect(await read(contractId)).toMatchObject({ state: "terminating", terminated_by: "expiry" });
    expect(bank.asked).toEqual(["unsign"]);
    await setClock(instant(EXPIRES_AT + 60_000), bank);
    expect(await read(contractId)).toMatchObject({ state: "terminated", terminated_by: "expiry" });
    const told = await (await app.api("/v1/events?type=contract.terminated")).json();
    expect(told.data).toHaveLength(1);
  });

  it("holds up no other end when its channel cannot be called", async () => {
    const other = await app.openMerchant("山下书店 Foothill Books");
    const mine = await signedContract(app, { expiresAt: EXPIRES_AT });
    const theirs = await signedContract(app, { merchant: other, expiresAt: EXPIRES_AT });
    await app.api("/v1/test_helpers/clock", {
      key: other.secretKey,
      body: { now: rfc3339(JUST_BEFORE) },
    });
    moveTo(EXPIRES_AT);
    const broken = { unsign: () => Promise.reject(new TypeError("no key for this channel")) };
    const { sandbox } = app.deps.channels;
    const contracts = { ...sandbox?.contracts, ...broken } as ContractChannel;
    await expireContracts({ ...app.deps, channels: { sandbox: { ...sandbox!, contracts } } });
    expect((await read(mine.contractId)).state).toBe("terminating");
    const path = `/v1/contracts/${theirs.contractId}`;
    const ended = await app.api(path, { key: other.secretKey });
    expect((await ended.json()).state).toBe("terminating");
    expect(app.logged.map(({ message }) => message).join()).toContain(mine.contractId);
  });

  it("ends even while suspended, and in batches when many are due at once", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const all: ContractId[] = [];
    for (let i = 0; i < 101; i++) {
      all.push((await signedContract(app, { expiresAt: EXPIRES_AT })).contractId);
    }
    must(await suspendContract(app.deps, { contractId: all[0]!, reason: "投诉处理中" }));
    moveTo(EXPIRES_AT);
    await expireContracts(bank.deps);
    const { data } = await (await app.api("/v1/contracts?limit=100")).json();
    expect(data).toHaveLength(100);
    for (const each of [...data, await read(all[0]!)]) {
      expect(each).toMatchObject({ state: "terminated", terminated_by: "expiry" });
    }
    expect((await read(all[0]!)).reason).toBe(null);
  });
});

describe("a contract of a plan without contract_days", () => {
  it("lasts until someone ends it", async () => {
    const { contractId } = await signedHere(app, await approvedPlan(app));
    expect((await read(contractId)).expires_at).toBe(null);
    const years = { body: { advance_seconds: 3_650 * 24 * 3_600 } };
    expect((await app.api("/v1/test_helpers/clock", years)).status).toBe(200);
    expect((await read(contractId)).state).toBe("active");
  });
});

function expiring() {
  return chargeableContract(app, { expiresAt: EXPIRES_AT });
}

async function read(contractId: ContractId) {
  return await (await app.api(`/v1/contracts/${contractId}`)).json();
}

async function refused(contractId: ContractId, no: string) {
  const answer = await charge(app, refill(contractId, no));
  const { code, state } = await answer.json();
  return [answer.status, code, state];
}

/** Everyone's clock, without a sweep. */
function moveTo(at: Instant): void {
  app.clock.advance(milliseconds(at - app.clock.now()));
}

/** The merchant's own clock, and everything due by it. */
async function setClock(now: Instant, at: Pick<TestApp, "api"> = app): Promise<void> {
  const answer = await at.api("/v1/test_helpers/clock", { body: { now: rfc3339(now) } });
  expect(answer.status).toBe(200);
}

/** The same portal, counting the calls to the channel. */
function channelCalls(deps: Deps) {
  let calls = 0;
  const http: Deps["http"] = (request) => {
    calls++;
    return deps.http(request);
  };
  return { deps: { ...deps, http }, count: () => calls };
}
