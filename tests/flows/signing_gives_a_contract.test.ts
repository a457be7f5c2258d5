import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { retirePlan } from "../../core/plan/retire_plan.ts";
import { declineSigning } from "../../core/signing/decline_signing.ts";
import { SIGNING_LIFETIME } from "../../core/signing/signing.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import { must } from "../support/fixtures.ts";
import {
  agree,
  approvedPlan,
  countEvents,
  countingSigns,
  entered,
  openedSigning,
  readSigning,
  signedContract,
} from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let planId: string;
beforeEach(async () => {
  app = await testApp();
  planId = await approvedPlan(app);
});
afterEach(() => app.close());

describe("agreeing inside the app", () => {
  it("creates a contract as the plan says, and notifies the merchant once", async () => {
    const signing = await openedSigning(app, {
      plan_id: planId,
      contract_code: "member-7",
      user_id: "u-7",
    });
    const { contract } = must(
      await agree(app, signing.signing_id, await entered(app, "person_a")),
    );
    expect(contract).toMatchObject({
      contractCode: "member-7",
      userId: "u-7",
      planVersion: 1,
      state: "active",
      cardToken: "sbxcard_a_debit",
      cardLabel: "测试银行借记卡（0014）",
    });
    expect(await readSigning(app, signing.signing_id)).toMatchObject({
      state: "signed",
      contract_id: contract?.contractId,
      already_signed: false,
    });
    const told = await (await app.api("/v1/events?type=contract.signed")).json();
    expect(told.data).toMatchObject([
      { data: { contract_id: contract?.contractId, state: "active", used_today: 0, sequence: 1 } },
    ]);
  });

  it("gives the same answer to a form sent twice, in a row and at once", async () => {
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const all = await Promise.all([1, 2, 3].map(() => agree(app, signing.signing_id, person)));
    expect(all.map((each) => each.ok)).toEqual([true, true, true]);
    const again = must(await agree(app, signing.signing_id, person));
    expect(again.contract?.contractId).toBe(
      (await readSigning(app, signing.signing_id)).contract_id,
    );
    expect(await countEvents(app, "contract.signed")).toBe(1);
  });

  it("is the first of two people with one link, and only theirs", async () => {
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const people = [await entered(app, "person_a"), await entered(app, "person_b")];
    const answers = await Promise.all(
      people.map((person) => agree(app, signing.signing_id, person)),
    );
    expect(answers.filter((each) => each.ok)).toHaveLength(1);
    expect(answers.find((each) => !each.ok)).toMatchObject({ error: { code: "signing_not_open" } });
    expect(await countEvents(app, "contract.signed")).toBe(1);
  });

  it("keeps the contract of a consumer who had already signed, and sends nothing to the channel", async () => {
    const first = await signedContract(app, planId, "c-1");
    const asked = countingSigns(app);
    const second = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    const again = must(await agree(asked.app, second.signing_id, await entered(app, "person_a")));
    expect(again.signing).toMatchObject({ state: "signed", alreadySigned: true });
    expect([again.contract?.contractId, asked.signs()]).toEqual([first.contractId, 0]);
    expect(await readSigning(app, second.signing_id)).toMatchObject({
      state: "signed",
      already_signed: true,
      contract_id: first.contractId,
    });
    expect(await countEvents(app, "contract.signed")).toBe(1);
    const { data } = await (await app.api("/v1/events?type=signing.already_signed")).json();
    expect(data).toMatchObject([{
      data: {
        signing_id: second.signing_id,
        state: "signed",
        already_signed: true,
        contract_id: first.contractId,
        sequence: 1,
      },
    }]);
  });

  it("names who may charge it, when another number of the same app was first", async () => {
    const open = async (name: string) => {
      const { merchantNo: parentNo } = app.merchant;
      const { secretKey } = await app.openMerchant(name, { parentNo });
      return await openedSigning(app, { plan_id: planId, contract_code: "c-1" }, secretKey);
    };
    const person = await entered(app, "person_a");
    const [first, second] = [await open("清风茶馆城东店"), await open("清风茶馆城西店")];
    const { contract } = must(await agree(app, first.signing_id, person));
    const { sessionToken: session } = person;
    const view = async () =>
      must(await viewSigning(app.deps, { signingId: second.signing_id, session }));
    expect(await view()).toMatchObject({
      standing: { state: "already_signed" },
      merchant: { name: "清风茶馆城西店" },
      payee: { name: "清风茶馆城东店" },
    });
    const again = must(await agree(app, second.signing_id, person));
    expect(again.contract?.contractId).toBe(contract?.contractId);
    expect((await view()).payee.name).toBe("清风茶馆城东店");
  });

  it("creates one contract when one person agrees under many links at once", async () => {
    const signings = await Promise.all(
      ["1", "2", "3", "4"].map((code) =>
        openedSigning(app, { plan_id: planId, contract_code: code })
      ),
    );
    const person = await entered(app, "person_a");
    const answers = await Promise.all(
      signings.map(({ signing_id }) => agree(app, signing_id, person)),
    );
    const late = answers.flatMap((each) => each.ok ? [] : [each.error.code]);
    expect(late.every((code) => code === "signing_in_progress")).toBe(true);
    for (const { signing_id } of signings) must(await agree(app, signing_id, person));
    const read = await Promise.all(
      signings.map(({ signing_id }) => readSigning(app, signing_id)),
    );
    expect(new Set(read.map((each) => each.contract_id)).size).toBe(1);
    expect(await countEvents(app, "contract.signed")).toBe(1);
  });

  it("gives a person one random id per app", async () => {
    const mine = await signedContract(app, planId, "c-1");
    const otherPlan = await approvedPlan(app, { title: "会员点心" });
    const sibling = await openedSigning(app, { plan_id: otherPlan, contract_code: "c-2" });
    const person = await entered(app, "person_a");
    const second = must(await agree(app, sibling.signing_id, person)).contract;
    expect(second?.openId).toBe(mine.openId);

    const stranger = await app.openMerchant("海边书店");
    const foreignPlan = await approvedPlan(app, {}, stranger.secretKey);
    const foreign = await openedSigning(
      app,
      { plan_id: foreignPlan, contract_code: "c-1" },
      stranger.secretKey,
    );
    const third = must(await agree(app, foreign.signing_id, person)).contract;
    expect(third?.openId).not.toBe(mine.openId);
    expect(mine.openId).toMatch(/^[0-9A-Za-z_-]{28}$/);
  });

  it("is not possible once the plan is out of force, for anyone who has not signed yet", async () => {
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    must(await retirePlan(app.deps, planId as `pln_${string}`));
    const answer = await agree(app, signing.signing_id, await entered(app, "person_a"));
    expect(answer).toMatchObject({ error: { code: "plan_not_approved", state: "retired" } });
  });

  it("is refused when the plan goes out of force between its reading and its writing", async () => {
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const asked = countingSigns(app);
    const commit: TestApp["deps"]["commit"] = async (events) => {
      const [first] = events;
      if (first?.type === "signing.confirmed") {
        must(await retirePlan(app.deps, first.signing.planId));
      }
      return await app.deps.commit(events);
    };
    const racing = { ...asked.app, deps: { ...asked.app.deps, commit } };
    const answer = await agree(racing, signing.signing_id, await entered(app, "person_a"));
    expect(answer).toMatchObject({ error: { code: "plan_not_approved", state: "retired" } });
    expect(asked.signs()).toBe(0);
    expect((await readSigning(app, signing.signing_id)).state).toBe("open");
  });

  it("makes no contract that is agreed to after its plan's end, when twenty race it", async () => {
    const people = ["person_a", "person_b", "person_c", "person_d"] as const;
    const racers = await Promise.all(people.map((each) => entered(app, each)));
    const signings = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) => openedSigning(app, { plan_id: planId, contract_code: `c-${i}` }),
      ),
    );
    const racing = signings.map(({ signing_id }, i) => agree(app, signing_id, racers[i % 4]!));
    await retirePlan(app.deps, planId as `pln_${string}`);
    await Promise.all(racing);
    // The ledger checks every agreement against the end of its plan.
    await app.check();
  });
});

describe("a signing nobody agreed to", () => {
  it("is declined once, and the merchant is notified", async () => {
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    must(await declineSigning(app.deps, { signingId: signing_id }));
    must(await declineSigning(app.deps, { signingId: signing_id }));
    expect((await readSigning(app, signing_id)).state).toBe("declined");
    expect(await countEvents(app, "signing.declined")).toBe(1);
    const late = await agree(app, signing_id, await entered(app, "person_a"));
    expect(late).toMatchObject({ error: { code: "signing_not_open", state: "declined" } });
  });

  it("is too late to be declined after its time, though no sweep came by", async () => {
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    app.clock.advance(SIGNING_LIFETIME);
    expect(await declineSigning(app.deps, { signingId: signing_id })).toMatchObject({
      error: { code: "signing_not_open", state: "expired" },
    });
  });

  it("expires on its merchant's clock, and the merchant is notified", async () => {
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const moved = await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 1_799 } });
    expect(moved.status).toBe(200);
    expect((await readSigning(app, signing_id)).state).toBe("open");
    await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 1 } });
    expect((await readSigning(app, signing_id)).state).toBe("expired");
    expect(await countEvents(app, "signing.expired")).toBe(1);
  });

  it("cannot be agreed to after its time, though no sweep came by", async () => {
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    app.clock.advance(SIGNING_LIFETIME);
    const late = await agree(app, signing_id, person);
    expect(late).toMatchObject({ error: { code: "signing_not_open", state: "expired" } });
  });
});

describe("the test helper", () => {
  it("goes the whole way, with the code on the person's phone", async () => {
    const plan = await approvedPlan(app, {
      title: "会员年费",
      verify_phone: true,
      verify_id_number: true,
      requires_credit_card: true,
    });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    const confirmation = `/v1/test_helpers/signings/${signing_id}/confirmation`;
    const answer = await app.api(confirmation, { method: "POST" });
    const signing = await answer.json();
    expect([answer.status, signing.state]).toEqual([200, "signed"]);
    const contract = await (await app.api(`/v1/contracts/${signing.contract_id}`)).json();
    expect(contract).toMatchObject({ state: "active", contract_code: "c-1", plan_id: plan });
    const again = await app.api(confirmation, { method: "POST" });
    expect([again.status, (await again.json()).code]).toEqual([409, "signing_not_open"]);
  });

  it("refuses a person without the card that the plan requires, in the API's words", async () => {
    const plan = await approvedPlan(app, { title: "会员年费", requires_credit_card: true });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    const refused = await app.api(`/v1/test_helpers/signings/${signing_id}/confirmation`, {
      body: { person: "person_b" },
    });
    expect([refused.status, (await refused.json()).code]).toEqual([409, "credit_card_required"]);
  });

  it("declines, and lets another person sign", async () => {
    const one = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const declined = await app.api(`/v1/test_helpers/signings/${one.signing_id}/confirmation`, {
      body: { outcome: "declined" },
    });
    expect((await declined.json()).state).toBe("declined");
    const mine = await signedContract(app, planId, "c-2");
    const two = await openedSigning(app, { plan_id: planId, contract_code: "c-3" });
    const theirs = await app.api(`/v1/test_helpers/signings/${two.signing_id}/confirmation`, {
      body: { person: "person_b" },
    });
    expect((await theirs.json()).contract_id).not.toBe(mine.contractId);
  });
});
