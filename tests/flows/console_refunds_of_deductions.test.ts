import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContractId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { hiddenIn } from "../support/app_browser.ts";
import { charge, chargeableContract, failed, refill, tell } from "../support/deductions.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CHARGED = 880;

let app: TestApp;
let contractId: ContractId;
let finance: Person;
let viewer: Person;
let stranger: Person;
let charges = 0;

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  finance = await joined(app, "finance", merchantNo);
  viewer = await joined(app, "viewer", merchantNo);
  const other = await app.openMerchant("对面面馆");
  stranger = await joined(app, "owner", other.merchant.merchantNo);
  ({ contractId } = await chargeableContract(app));
});
afterAll(() => app.close());

/** A deduction that succeeded. */
async function charged(): Promise<string> {
  const facts = { ...refill(contractId, `D-${++charges}`), amount: CHARGED };
  const { deduction_id } = await (await charge(app, facts)).json();
  await app.settle();
  return deduction_id;
}

/** The form of a refund of this deduction, with what its fields and hidden fields hold. */
async function formOf(deductionId: string): Promise<Record<string, string>> {
  const html = await (await finance.ask(paths.consoleDeductionRefunds(deductionId))).text();
  const [, amount = ""] = /name="amount" value="([^"]*)"/.exec(html) ?? [];
  return { ...hiddenIn(html), amount, reason: "", method: "said" };
}

async function refundsOf(deductionId: string): Promise<readonly Record<string, unknown>[]> {
  return (await (await app.api(`/v1/refunds?deduction_id=${deductionId}`)).json()).data;
}

describe("a refund of a deduction by a member of staff", () => {
  it("starts on its page, gives back what is left, and leads back to it", async () => {
    const deductionId = await charged();
    const path = paths.consoleDeductionRefunds(deductionId);
    const page = await (await finance.ask(paths.consoleDeduction(deductionId))).text();
    expect(page).toContain(`href="${path}"`);
    const html = await (await finance.ask(path)).text();
    expect(html).toContain(`Refund deduction D-${charges}`);
    expect(html).toContain(`action="${path}"`);
    const form = await formOf(deductionId);
    expect(form).toMatchObject({ amount: "8.80", left: "880" });

    const asked = await finance.ask(path, { ...form, amount: "3", method: "" });
    const question = await asked.text();
    expect(question).toMatch(/<h1>Refund ¥3\.00\?<\/h1>/);
    expect(question).toContain(`action="${path}"`);
    const answer = await finance.ask(path, { ...hiddenIn(question), method: "said" });
    expect(answer.status).toBe(303);
    const [refund] = await refundsOf(deductionId);
    expect(refund).toMatchObject({ amount: 300, deduction_id: deductionId });
    const to = paths.consoleRefund(`${refund?.["refund_id"]}`);
    expect(answer.headers.get("location")).toBe(to);
    expect(await (await finance.ask(to)).text()).toContain(
      `href="${paths.consoleDeduction(deductionId)}"`,
    );
    expect(await formOf(deductionId)).toMatchObject({ amount: "5.80", left: "580" });
    const shown = await (await viewer.ask(paths.consoleDeduction(deductionId))).text();
    expect(shown).toMatch(/Refund requested.*· 李四/s);
    expect(shown).toContain(`href="${to}"`);
  });

  it("is made once, however often its form is sent", async () => {
    const deductionId = await charged();
    const form = { ...await formOf(deductionId), amount: "1" };
    const path = paths.consoleDeductionRefunds(deductionId);
    const answers = await Promise.all([1, 2, 3].map(() => finance.ask(path, form)));
    const places = answers.map(({ headers }) => headers.get("location"));
    expect(new Set(places).size).toBe(1);
    expect(places[0]).toMatch(/^\/console\/refunds\/rfd_/);
    expect(await refundsOf(deductionId)).toHaveLength(1);
  });

  it("is refused when what it showed is stale, whether the other was first or at the same moment", async () => {
    const deductionId = await charged();
    const path = paths.consoleDeductionRefunds(deductionId);
    const forms = await Promise.all(Array.from({ length: 4 }, () => formOf(deductionId)));
    const answers = await Promise.all(
      forms.map((form) => finance.ask(path, { ...form, amount: "2" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
    const late = await finance.ask(path, { ...forms[0], refund_no: `C-${"0".repeat(26)}` });
    expect(late.status).toBe(422);
    const html = await late.text();
    expect(html).toMatch(/¥6\.80 is left to refund now. Nothing was refunded/);
    expect(hiddenIn(html)).toMatchObject({ left: "680" });
    expect(await refundsOf(deductionId)).toMatchObject([{ amount: 200 }]);
  });

  it("is no more than is left, and says when nothing is", async () => {
    const deductionId = await charged();
    const path = paths.consoleDeductionRefunds(deductionId);
    const over = await finance.ask(path, { ...await formOf(deductionId), amount: "8.81" });
    expect([over.status, await over.text()]).toMatchObject([
      422,
      expect.stringContaining("At most ¥8.80 is left"),
    ]);
    expect((await finance.ask(path, await formOf(deductionId))).status).toBe(303);
    expect(await (await finance.ask(path)).text()).toContain("nothing left to refund on this ded");
    expect(await (await finance.ask(paths.consoleDeduction(deductionId))).text())
      .not.toContain(path);

    const facts = refill(contractId, `D-${++charges}`);
    const { deduction_id } = await (await charge(app, facts)).json();
    await tell(app, deduction_id, failed);
    const page = await (await finance.ask(paths.consoleDeductionRefunds(deduction_id))).text();
    expect(page).toContain("The deduction hasn&#39;t succeeded");
  });

  it("is nobody's without the permission or of another merchant, and not an order's", async () => {
    const deductionId = await charged();
    const path = paths.consoleDeductionRefunds(deductionId);
    const form = await formOf(deductionId);
    expect((await viewer.ask(path)).status).toBe(403);
    expect((await viewer.ask(path, form)).status).toBe(403);
    expect(await (await viewer.ask(paths.consoleDeduction(deductionId))).text())
      .not.toContain(path);
    expect((await stranger.ask(path)).status).toBe(404);
    const theirs = { ...form, drawn_for: stranger.staff.merchantNo ?? "" };
    expect((await stranger.ask(path, theirs)).status).toBe(404);
    expect((await finance.ask(paths.consoleOrderRefunds(deductionId), form)).status).toBe(404);
    expect(await refundsOf(deductionId)).toEqual([]);
  });
});
