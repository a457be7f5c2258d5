import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { get } from "../support/payer.ts";
import { importZm } from "../support/reconciled.ts";
import { planForm } from "../support/signers.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { MOMENTS, pass, unclearPayment } from "../support/unclear.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function operator(role: Role): Promise<Person> {
  const person = await joined(app, role);
  await person.confirm();
  return person;
}

async function page(person: Person, path: string): Promise<string> {
  const answer = await person.ask(path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

describe("the desk", () => {
  it("shows what waits, and two people settle a payment that nobody answered for", async () => {
    const { orderId, paymentId } = await unclearPayment(app);
    await pass(app, MOMENTS);
    const [one, other] = [await operator("admin"), await operator("reviewer")];

    const home = await page(one, paths.desk("ops"));
    expect(home).toContain(`href="${paths.opsQueue("unclear")}"`);
    expect(await page(one, paths.opsQueue("unclear"))).toContain(paths.opsUnclear(paymentId));

    const proposal = {
      happened: "succeeded",
      channel_txn_no: "2026112000000001",
      reason: "unknown_at_channel",
      evidence: "Channel file 0905, line 12",
    };
    const proposed = await one.ask(paths.opsFindings(paymentId), proposal);
    expect([proposed.status, proposed.headers.get("location")])
      .toEqual([303, paths.opsUnclear(paymentId)]);
    const [[waiting]] = await app.deps.load(app.deps.proposals.about(paymentId));
    const { proposalId, digest } = waiting!;
    const confirmation = paths.proposalConfirmation("ops", proposalId);
    expect(await page(other, paths.desk("ops"))).toContain(`href="${paths.opsQueue("proposals")}"`);
    expect(await page(other, paths.opsQueue("proposals"))).toContain(
      paths.proposal("ops", proposalId),
    );
    expect(await page(other, paths.proposal("ops", proposalId))).toContain(proposal.evidence);
    expect(await page(other, paths.opsUnclear(paymentId))).toContain(confirmation);

    const alone = await one.ask(confirmation, { digest });
    expect(alone.status).toBe(422);
    expect(await alone.text()).toContain("You proposed this yourself");
    const settled = await other.ask(confirmation, { digest });
    expect([settled.status, settled.headers.get("location")])
      .toEqual([303, paths.opsUnclear(paymentId)]);
    expect(await (await app.api(`/v1/orders/${orderId}`)).json()).toMatchObject({ state: "paid" });

    const over = await other.ask(confirmation, { digest });
    expect([over.status, await over.text()]).toEqual([422, expect.stringContaining("changed")]);
    const again = await one.ask(paths.opsFindings(paymentId), proposal);
    expect([again.status, await again.text()])
      .toEqual([422, expect.stringContaining("The channel has answered")]);
    const record = await page(one, paths.opsRecord(paymentId));
    expect(record).toContain("payment.succeeded");
    expect(record).toContain(other.staff.staffId);
  });

  it("leads to differences whoever may look into them, and nobody else", async () => {
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100 }]);
    const [reviewer, support] = [await operator("reviewer"), await operator("support")];
    const link = `href="${paths.opsQueue("differences")}"`;
    const home = await page(reviewer, paths.desk("ops"));
    expect(home.slice(home.lastIndexOf(link))).toMatch(/^[^]*?<b>1<\/b>/);
    expect(await page(reviewer, paths.opsQueue("differences"))).toContain("Missing here");
    expect(await page(support, paths.desk("ops"))).not.toContain(link);
  });

  it.each([
    ["no evidence", { evidence: "  " }, "Name the evidence"],
    ["a card number", { evidence: "card 4111 1111 1111 1111" }, "something we don&#39;t store"],
    ["no number", { channel_txn_no: "" }, "Enter the channel&#39;s transaction number"],
    ["nothing chosen", { happened: "" }, "Enter the channel&#39;s transaction number"],
  ])("returns a proposal with %s, and keeps what was typed", async (_, wrong, text) => {
    const { paymentId } = await unclearPayment(app);
    await pass(app, MOMENTS);
    const admin = await operator("admin");
    const typed = { happened: "succeeded", channel_txn_no: "77", evidence: "Letter 7", ...wrong };
    const answer = await admin.ask(paths.opsFindings(paymentId), typed);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(text);
    expect(html).toContain(typed.evidence.trim() === "" ? "Settle by hand" : typed.evidence);
    expect(await app.deps.load(app.deps.proposals.about(paymentId))).toEqual([[]]);
  });

  it("decides an application with the consumer's text, and never one that has changed since", async () => {
    const { plan_id } = await (await app.api("/v1/plans", { body: planForm })).json();
    const reviewer = await operator("reviewer");
    expect(await page(reviewer, paths.opsQueue("plans"))).toContain(paths.opsPlan(plan_id));
    const html = await page(reviewer, paths.opsPlan(plan_id));
    expect(html).toContain(planForm.package_text);

    const late = { verdict: "approved", version: "2", reason: "" };
    const refused = await reviewer.ask(paths.opsPlanDecision(plan_id), late);
    expect(refused.status).toBe(422);
    const rejected = { verdict: "rejected", version: "1", reason: " " };
    expect((await reviewer.ask(paths.opsPlanDecision(plan_id), rejected)).status).toBe(422);

    const decision = { verdict: "approved", version: "1", reason: "" };
    expect((await reviewer.ask(paths.opsPlanDecision(plan_id), decision)).status).toBe(303);
    expect(await (await app.api(`/v1/plans/${plan_id}`)).json()).toMatchObject({
      state: "approved",
    });
    expect(await page(reviewer, paths.opsQueue("plans"))).not.toContain(plan_id);
  });

  it("shows what a new version changes", async () => {
    const { plan_id } = await (await app.api("/v1/plans", { body: planForm })).json();
    const reviewer = await operator("reviewer");
    const decision = { verdict: "approved", version: "1", reason: "" };
    await reviewer.ask(paths.opsPlanDecision(plan_id), decision);
    const body = { ...planForm, request: "change", plan_id, title: "Tea, again" };
    expect((await app.api("/v1/plans", { body })).status).toBeLessThan(300);
    const html = await page(reviewer, paths.opsPlan(plan_id));
    expect(html).toContain(`<del>${planForm.title}</del>`);
    expect(html).toContain("<ins>Tea, again</ins>");
    expect(html).not.toContain(`<del>${planForm.short_name}</del>`);
  });

  it("stops a channel and opens it again", async () => {
    const body = { merchant_order_no: "T-1", amount: 8_800, subject: "茶" };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const admin = await operator("admin");
    const silent = await admin.ask(paths.opsChannel("sandbox"), { state: "stopped", reason: "" });
    expect(silent.status).toBe(422);
    await admin.ask(paths.opsChannel("sandbox"), { state: "stopped", reason: "Maintenance" });
    expect(await page(admin, paths.opsHealth())).toContain("Maintenance");
    expect(await (await get(app, `/checkout/${order_id}`)).text()).toContain("暂停收款，");
    await admin.ask(paths.opsChannel("sandbox"), { state: "open" });
    expect(await (await get(app, `/checkout/${order_id}`)).text()).not.toContain("暂停收款，");
    expect((await admin.ask(paths.opsChannel("nowhere"), { state: "stopped" })).status).toBe(404);
  });

  it("finds whatever has a number, and says as what it was read", async () => {
    const body = { merchant_order_no: "T-77", amount: 100, subject: "茶" };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const support = await operator("support");
    const found = await page(support, `${paths.opsSearch()}?q=T-77`);
    expect(found).toContain(paths.opsRecord(order_id));
    expect(found).toContain("Read as a merchant&#39;s or a channel&#39;s number");
    expect(await page(support, `${paths.opsSearch()}?q=nobody`)).toContain(
      "Nothing has this number",
    );
    expect((await support.ask(paths.opsRecord("ord_none"))).status).toBe(404);
  });

  it("lets support look and not act", async () => {
    const { paymentId } = await unclearPayment(app);
    await pass(app, MOMENTS);
    const support = await operator("support");
    const html = await page(support, paths.opsUnclear(paymentId));
    expect(html).not.toContain('<form class="card stack" method="post"');
    for (
      const path of [
        paths.opsFindings(paymentId),
        paths.proposalConfirmation("ops", "prp_01KAG8M0000000000000000009"),
        paths.opsPlanDecision("pln_01KAG8M0000000000000000009"),
        paths.opsChannel("sandbox"),
      ]
    ) expect((await support.ask(path, {})).status).toBe(403);
  });
});
