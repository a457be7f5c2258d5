import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { queryDeductions } from "../../core/deduction/query_deductions.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import type { Deps } from "../../core/deps.ts";
import { channelOrderNo } from "../../core/id.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { confirmProposal, withdrawProposal } from "../../core/proposal/decide_proposal.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { days } from "../../core/time.ts";
import type { Finding, UnclearId } from "../../core/unclear/finding.ts";
import { proposeFinding } from "../../core/unclear/propose_finding.ts";
import {
  charge,
  chargeableContract,
  readDeduction,
  refill,
  succeeded,
} from "../support/deductions.ts";
import { eventTypes } from "../support/payer.ts";
import { twoPortals } from "../support/portals.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { MOMENTS, NEVER, pass, unclearPayment, unclearRefund } from "../support/unclear.ts";

const paid: Finding = { type: "succeeded", channelTxnNo: "2026112000000001" };
const declined: Finding = { type: "failed", reason: "unknown_at_channel" };
const evidence = "Channel file 0905, line 12";

let app: TestApp;
let anna: SignedIn;
let bo: SignedIn;
beforeEach(async () => {
  app = await testApp();
  [anna, bo] = [await signedIn(app, "admin"), await signedIn(app, "reviewer")];
});
afterEach(() => app.close());

describe("a payment that nobody answered for", () => {
  it("is paid once two people say so, and its merchant is told as ever", async () => {
    const { orderId, paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, paid);
    expect(await order(orderId)).toMatchObject({ state: "open" });

    const confirmed = await confirm(app, proposal, bo);
    expect(confirmed).toMatchObject({
      ok: true,
      value: { proposal: { state: "confirmed", decidedBy: bo.staff.staffId } },
    });
    expect(await order(orderId)).toMatchObject({
      state: "paid",
      payment: { payment_id: paymentId, channel_txn_no: "2026112000000001" },
    });
    expect(await eventTypes(app)).toEqual(["payment.unclear", "order.paid"]);
    expect(await bywhom("payment.succeeded")).toEqual([`staff:${bo.staff.staffId}`]);
    expect(await bywhom("proposal.made")).toEqual([`staff:${anna.staff.staffId}`]);
  });

  it("frees its order when two people say that it took nothing", async () => {
    const { orderId, paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, declined);
    await confirm(app, proposal, bo);
    expect(await eventTypes(app)).toEqual(["payment.unclear", "payment.failed"]);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    expect(await order(orderId)).toMatchObject({ state: "paid" });
  });

  it("was late money after all when the channel speaks at last, and goes back", async () => {
    const { orderId, paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, declined);
    await confirm(app, proposal, bo);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    const no = channelOrderNo(paymentId);
    await recordOutcome(app.deps, { channelOrderNo: no, outcome: succeeded, amount: undefined });
    expect(await eventTypes(app)).toContain("payment.succeeded_late");
  });

  it("cannot be settled while its channel is still asked", async () => {
    const { paymentId } = await unclearPayment(app);
    await pass(app, MOMENTS.slice(0, -1));
    expect(await propose(app, paymentId, paid)).toMatchObject({ error: { code: "still_queried" } });
    expect(await bywhom("proposal.made")).toEqual([]);
  });

  it("is not settled by one person alone", async () => {
    const { orderId, paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, paid);
    expect(await confirm(app, proposal, anna))
      .toMatchObject({ error: { code: "second_person_needed" } });
    expect(await order(orderId)).toMatchObject({ state: "open" });
  });

  it("has one proposal at a time, and another once that is withdrawn", async () => {
    const { paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, paid);
    expect(await propose(app, paymentId, declined))
      .toMatchObject({ error: { code: "already_proposed" } });
    expect(await withdrawProposal(app.deps, { proposalId: proposal.proposalId, here: bo }))
      .toMatchObject({ value: { state: "withdrawn" } });
    expect(await confirm(app, proposal, bo))
      .toMatchObject({ error: { code: "proposal_over" } });
    await proposed(app, paymentId, declined);
  });

  it("has one proposal at a time, whichever of two people is first", async () => {
    const { paymentId } = await unanswered(app);
    const both = await Promise.all([
      propose(app, paymentId, paid),
      proposeFinding(app.deps, { of: paymentId, finding: declined, evidence, here: bo }),
    ]);
    expect(both.map((each) => each.ok ? "proposed" : each.error.code).sort())
      .toEqual(["already_proposed", "proposed"]);
  });

  it("has another proposal once the one before has expired, and that one is over", async () => {
    const { paymentId } = await unanswered(app);
    const late = await proposed(app, paymentId, paid);
    app.clock.advance(days(7));
    [anna, bo] = [await signedIn(app, "admin"), await signedIn(app, "reviewer")];
    expect(await confirm(app, late, bo)).toMatchObject({ error: { code: "proposal_over" } });
    const proposal = await proposed(app, paymentId, declined);
    const [history] = await app.deps.load(app.deps.proposals.about(paymentId));
    expect(history).toMatchObject([
      { proposalId: proposal.proposalId, state: "waiting" },
      { proposalId: late.proposalId, state: "withdrawn" },
    ]);
    expect(await confirm(app, proposal, bo)).toMatchObject({ ok: true });
  });

  it("is nothing that its merchant's owner may see, confirm or take back", async () => {
    const { orderId, paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, paid);
    const { merchantNo } = app.merchant.merchant;
    const owner = await signedIn(app, "owner", merchantNo);
    const refused = { error: { code: "proposal_not_found" } };
    expect(await confirm(app, proposal, owner)).toMatchObject(refused);
    const { proposalId } = proposal;
    expect(await withdrawProposal(app.deps, { proposalId, here: owner })).toMatchObject(refused);
    expect(await app.deps.load(app.deps.proposals.waiting(merchantNo, app.deps.now())))
      .toEqual([[]]);
    expect(await order(orderId)).toMatchObject({ state: "open" });
  });

  it("is not settled again when the channel answered in between", async () => {
    const { paymentId } = await unanswered(app);
    const proposal = await proposed(app, paymentId, declined);
    const no = channelOrderNo(paymentId);
    await recordOutcome(app.deps, { channelOrderNo: no, outcome: succeeded, amount: undefined });
    expect(await confirm(app, proposal, bo))
      .toMatchObject({ error: { code: "not_unclear", state: "succeeded" } });
    expect(await propose(app, paymentId, declined))
      .toMatchObject({ error: { code: "not_unclear", state: "succeeded" } });
  });

  it("is settled once by two portals at the same moment", async () => {
    await using sharing = await twoPortals();
    const [one, other] = sharing.portals;
    const { paymentId } = await unanswered(one);
    anna = await signedIn(one, "admin");
    const proposal = await proposed(one, paymentId, paid);
    const both = await Promise.all([
      confirm(one, proposal, await signedIn(one, "reviewer")),
      confirm(other, proposal, await signedIn(one, "reviewer")),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await eventTypes(one)).toEqual(["payment.unclear", "order.paid"]);
  });
});

describe("a refund that nobody answered for", () => {
  it.each([[paid, "succeeded", NEVER], [declined, "failed", 0]] as const)(
    "is settled by hand: %o",
    async (finding, state, refunded) => {
      const { refundId, orderId } = await unclearRefund(app);
      await pass(app, MOMENTS);
      const proposal = await proposed(app, refundId, finding);
      await confirm(app, proposal, bo);
      expect(await (await app.api(`/v1/refunds/${refundId}`)).json()).toMatchObject({ state });
      expect(await order(orderId)).toMatchObject({ refunded_amount: refunded });
      // Days pass until nobody asks any more, and each has its statement.
      expect((await eventTypes(app)).filter((type) => type !== "statement.ready"))
        .toEqual(["order.paid", "refund.unclear", `refund.${state}`]);
    },
  );
});

describe("a deduction that nobody answered for", () => {
  it.each([[paid, "succeeded"], [declined, "failed"]] as const)(
    "is settled by hand: %o",
    async (finding, state) => {
      const { contractId } = await chargeableContract(app);
      const { deduction_id } = await (await charge(app, refill(contractId, "A-1"))).json();
      const deps: Deps = { ...app.deps, http: () => Promise.reject(new Error("no line")) };
      await sendDeductions(deps);
      await pass({ ...app, settle: () => queryDeductions(deps) }, MOMENTS);
      const proposal = await proposed(app, deduction_id, finding);
      await confirm(app, proposal, bo);
      expect(await readDeduction(app, deduction_id)).toMatchObject({ state });
    },
  );
});

it("finds nothing to settle under an id that is not there", async () => {
  expect(await propose(app, "pay_01KAG8M0000000000000000009", paid))
    .toMatchObject({ error: { code: "unclear_not_found" } });
  const proposalId = "prp_01KAG8M0000000000000000009";
  expect(await confirmProposal(app.deps, { proposalId, digest: "", here: bo }))
    .toMatchObject({ error: { code: "proposal_not_found" } });
  expect(await withdrawProposal(app.deps, { proposalId, here: bo }))
    .toMatchObject({ error: { code: "proposal_not_found" } });
});

async function unanswered(portal: TestApp) {
  const payment = await unclearPayment(portal);
  await pass(portal, MOMENTS);
  return payment;
}

function propose({ deps }: TestApp, of: UnclearId, finding: Finding) {
  return proposeFinding(deps, { of, finding, evidence, here: anna });
}

async function proposed(portal: TestApp, of: UnclearId, finding: Finding) {
  const made = await propose(portal, of, finding);
  if (!made.ok) throw new Error(`Expected a proposal, got ${made.error.code}`);
  return made.value;
}

function confirm({ deps }: TestApp, { proposalId, digest }: Proposal, here: SignedIn) {
  return confirmProposal(deps, { proposalId, digest, here });
}

async function order(orderId: string) {
  return await (await app.api(`/v1/orders/${orderId}`)).json();
}

async function bywhom(type: string): Promise<readonly string[]> {
  const [actors] = await app.deps.load({
    statement: { sql: "select by from events where type = ? order by seq", args: [type] },
    read: (rows) => rows.map((row) => String(row["by"])),
  });
  return actors;
}
