import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordContractNotice } from "../../core/contract/record_contract_notice.ts";
import { expireSignings } from "../../core/signing/expire_signings.ts";
import { minutes, seconds } from "../../core/time.ts";
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

describe("a channel that does not simply agree", () => {
  it("refuses: the link is open again, and another person may use it", async () => {
    const plan = await approvedPlan(app, { title: "MAGIC-SIGN-REFUSED 会员" });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    const refused = await agree(app, signing_id, await entered(app, "person_a"));
    expect(refused).toMatchObject({ error: { code: "channel_refused" } });
    const [signing] = await app.deps.load(app.deps.signings.byId(signing_id));
    expect(signing).toMatchObject({ state: "open", refusal: expect.any(String) });
    expect(signing).not.toHaveProperty("consumerId");
    expect(await countEvents(app, "contract.signed")).toBe(0);
  });

  it("loses its answer: it is queried, never asked to sign again, and results in one contract", async () => {
    const plan = await approvedPlan(app, { title: "MAGIC-SIGN-LOST 会员" });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    const { signing } = must(await agree(app, signing_id, await entered(app, "person_a")));
    expect(signing.state).toBe("confirming");
    expect((await readSigning(app, signing_id)).state).toBe("open");

    await expireSignings(app.deps);
    expect((await readSigning(app, signing_id)).state).toBe("open");
    const asked = countingSigns(app);
    app.clock.advance(seconds(30));
    await expireSignings(asked.app.deps);
    expect([(await readSigning(app, signing_id)).state, asked.signs()]).toEqual(["signed", 0]);
    expect(await countEvents(app, "contract.signed")).toBe(1);
  });

  it("answers late: the evidence has what was shown, even if the merchant has been renamed since", async () => {
    const plan = await approvedPlan(app, { title: "MAGIC-SIGN-LOST 会员" });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    must(await agree(app, signing_id, await entered(app, "person_a")));
    await app.deps.write({
      statements: [{ sql: "update merchants set name = ?", args: ["清风茶馆 改名"] }],
    });
    app.clock.advance(seconds(30));
    await expireSignings(app.deps);
    const { contract_id } = await readSigning(app, signing_id);
    const answer = await app.api(`/v1/contracts/${contract_id}/evidence`);
    const [, body = ""] = (await answer.json()).evidence.split(".");
    const text = new TextDecoder().decode(Uint8Array.fromBase64(body, { alphabet: "base64url" }));
    expect(text).toContain("清风茶馆 Breeze Teahouse（商户号 ");
    expect(text).not.toContain("改名");
  });

  it("never got it: the link is open again after a query", async () => {
    const plan = await approvedPlan(app, { title: "MAGIC-SIGN-FORGOTTEN 会员" });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    must(await agree(app, signing_id, await entered(app, "person_a")));
    app.clock.advance(seconds(30));
    await expireSignings(app.deps);
    const [signing] = await app.deps.load(app.deps.signings.byId(signing_id));
    expect(signing?.state).toBe("open");
  });

  it("stays silent: it is queried less and less often, and nothing expires in the meantime", async () => {
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    let asked = 0;
    const silent = {
      ...app,
      deps: {
        ...app.deps,
        http: () => {
          asked++;
          return Promise.reject(new Error("no answer"));
        },
      },
    };
    must(await agree(silent, signing_id, await entered(app, "person_a")));
    for (let minute = 0; minute < 60; minute++) {
      app.clock.advance(minutes(1));
      await expireSignings(silent.deps);
    }
    expect(asked).toBe(1 + 5);
    expect((await readSigning(app, signing_id)).state).toBe("open");
    app.clock.advance(minutes(120));
    // When finally queried, the bank never got it; open again, its time is up.
    for (let sweeps = 0; sweeps < 2; sweeps++) await expireSignings(app.deps);
    const [signing] = await app.deps.load(app.deps.signings.byId(signing_id));
    expect(signing?.state).toBe("expired");
  });
});

describe("one signing that cannot be queried", () => {
  it("keeps no other from expiring, and is logged", async () => {
    const plan = await approvedPlan(app, { title: "MAGIC-SIGN-LOST 会员" });
    const lost = await openedSigning(app, { plan_id: plan, contract_code: "c-1" });
    must(await agree(app, lost.signing_id, await entered(app, "person_a")));
    const other = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    app.clock.advance(minutes(30));
    const { sandbox } = app.deps.channels;
    if (!sandbox?.contracts) throw new Error("No sandbox");
    const querySign = () => Promise.reject(new TypeError("no key for this channel"));
    const broken = { ...sandbox, contracts: { ...sandbox.contracts, querySign } };
    await expireSignings({ ...app.deps, channels: { sandbox: broken } });
    expect((await readSigning(app, other.signing_id)).state).toBe("expired");
    expect(app.logged.map(({ message }) => message).join()).toContain(lost.signing_id);
  });
});

describe("what the channel reports on its own", () => {
  it("settles a signing whose answer was lost, once, however often it is reported", async () => {
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const silent = { ...app, deps: { ...app.deps, http: noAnswer } };
    const { signing } = must(await agree(silent, signing_id, await entered(app, "person_a")));
    if (signing.state !== "confirming") throw new TypeError(`Cannot go on: ${signing.state}`);
    const { contractId } = signing.agreement;
    const notice = { about: "contract", outcome: "signed", contractId } as const;
    const tell = () =>
      recordContractNotice(app.deps, "sandbox", { ...notice, channelContractNo: "told-1" });
    const told = await Promise.all([tell(), tell(), tell()]);
    expect(told.map((each) => each.ok)).toEqual([true, true, true]);
    expect(await readSigning(app, signing_id)).toMatchObject({
      state: "signed",
      contract_id: contractId,
    });
    expect(await countEvents(app, "contract.signed")).toBe(1);
  });
});

describe("signing again after an end", () => {
  it("waits until the channel agreed to the end, then makes a new contract of the same person", async () => {
    planId = await approvedPlan(app, { title: "MAGIC-UNSIGN-REFUSED-1 会员" });
    const first = await signedContract(app, planId, "c-1");
    await app.api(`/v1/contracts/${first.contractId}/termination`, { method: "POST" });
    const person = await entered(app, "person_a");
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    const early = await agree(app, signing_id, person);
    expect(early).toMatchObject({
      error: { code: "contract_ending", contract_id: first.contractId },
    });

    app.clock.advance(minutes(5));
    await app.settle();
    const { contract } = must(await agree(app, signing_id, person));
    expect(contract?.contractId).not.toBe(first.contractId);
    expect(contract?.openId).toBe(first.openId);
    expect(await countEvents(app, "contract.signed")).toBe(2);
  });
});

describe("sign and pay", () => {
  const order = { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" };

  it("places the order with the signing, and after signing the payment is next", async () => {
    const body = { plan_id: planId, contract_code: "c-1", order };
    const signing = await openedSigning(app, body);
    expect([signing.order_id, signing.checkout_url]).toEqual([expect.any(String), null]);
    const again = await app.api("/v1/signings", { body });
    expect([again.status, (await again.json()).order_id]).toEqual([200, signing.order_id]);

    must(await agree(app, signing.signing_id, await entered(app, "person_a")));
    const { checkout_url } = await readSigning(app, signing.signing_id);
    expect(checkout_url).toBe(`http://portal.test/checkout/${signing.order_id}`);
    const placed = await (await app.api(`/v1/orders/${signing.order_id}`)).json();
    expect(placed).toMatchObject({ ...order, state: "open" });
    expect((await app.fetch(new Request(checkout_url ?? ""))).status).toBe(200);
  });

  it("charges nothing to a consumer who had already signed: the answer is the contract", async () => {
    const first = await signedContract(app, planId, "c-1");
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "c-2", order });
    must(await agree(app, signing.signing_id, await entered(app, "person_a")));
    const read = await readSigning(app, signing.signing_id);
    expect(read).toMatchObject({
      already_signed: true,
      contract_id: first.contractId,
      checkout_url: null,
    });
    const unpaid = await (await app.api(`/v1/orders/${signing.order_id}`)).json();
    expect(unpaid).toMatchObject({ state: "open", payment: null });
  });

  it("places neither when the order cannot be placed", async () => {
    await app.api("/v1/orders", { body: { ...order, amount: 100 } });
    const answer = await app.api("/v1/signings", {
      body: { plan_id: planId, contract_code: "c-1", order },
    });
    expect([answer.status, (await answer.json()).code]).toEqual([409, "order_no_reused"]);
    await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
  });
});

const noAnswer = () => Promise.reject(new Error("no answer"));
