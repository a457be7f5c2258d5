import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "../../core/contract/contract.ts";
import { paths } from "../../core/paths.ts";
import { charge, chargeableContract, failed, refill, tell } from "../support/deductions.ts";
import { approvedPlan, signedContract } from "../support/signers.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
let viewer: Person;
let contract: Contract;

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  owner = await joined(app, "owner", merchantNo);
  viewer = await joined(app, "viewer", merchantNo);
  contract = await chargeableContract(app, { contractCode: "m-9" });
});
afterAll(() => app.close());

async function page(path: string, who = owner): Promise<string> {
  const answer = await who.ask(path);
  expect(answer.status, path).toBe(200);
  return await answer.text();
}

describe("a deduction's page", () => {
  it("says why it failed, what is left today, and leads to its contract", async () => {
    const charged = await (await charge(app, refill(contract.contractId, "D-1"))).json();
    await tell(app, charged.deduction_id, failed);
    const html = await page(paths.consoleDeduction(charged.deduction_id));
    for (const part of ["Insufficient funds", "Left today", "deduction.failed"]) {
      expect(html).toContain(part);
    }
    expect(html).toContain(`href="${paths.consoleContract(contract.contractId)}"`);
    expect(html).not.toContain("Polled too often");
  });

  it("warns of polls that come too early, before its id is blocked", async () => {
    const charged = await (await charge(app, refill(contract.contractId, "D-2"))).json();
    for (const _ of Array(3)) await app.api(paths.deduction(charged.deduction_id));
    const html = await page(paths.consoleDeduction(charged.deduction_id));
    expect(html).toMatch(/Polled [23] times before it was due; at 60/);
  });
});

describe("a contract's evidence", () => {
  it("verifies, shows what was signed, and verifies as a file too", async () => {
    const { contractId: signed } = await signedContract(app, await approvedPlan(app));
    const html = await page(paths.consoleContractEvidence(signed));
    expect(html).toContain("Valid: signed by the portal and unchanged, with all 1 steps");
    const file = await owner.ask(paths.consoleEvidenceFile(signed));
    expect(file.headers.get("content-disposition")).toContain(`${signed}.json`);
    expect(await file.json()).toMatchObject({ contract_id: signed, lifecycle: [{ version: 1 }] });
  });

  it("is called not valid where it isn't", async () => {
    expect(await page(paths.consoleContractEvidence(contract.contractId))).toContain("Not valid");
  });
});

describe("ending a contract at the console", () => {
  const termination = () => paths.consoleContractTermination(contract.contractId);

  it("is not for somebody who may only look", async () => {
    expect((await viewer.ask(termination())).status).toBe(403);
    expect((await viewer.ask(termination(), { reason: "" })).status).toBe(403);
    expect(await page(paths.consoleContract(contract.contractId), viewer)).not.toContain(
      termination(),
    );
  });

  it("asks first, refuses a reason nobody could read, and ends it in the name of whoever did", async () => {
    expect(await page(termination())).toContain("End contract m-9");
    const refused = await owner.ask(termination(), { reason: "a\u202eb" });
    expect(refused.status).toBe(422);
    const ended = await owner.ask(termination(), { reason: "moved away" });
    expect(ended.status).toBe(303);
    const html = await page(paths.consoleContract(contract.contractId));
    for (const part of ["Ended", "moved away", "contract.terminated"]) expect(html).toContain(part);
    expect(html).toMatch(/End requested; charges stopped<\/b>.{0,200}李四/s);
    expect((await owner.ask(termination())).status).toBe(303);
  });
});

describe("a payment link at the console", () => {
  it("is made once however often its form is sent, shows its code, and can be paused", async () => {
    const form = await page(paths.consoleNewLink());
    const [, id = ""] = /name="link_id" value="([^"]+)"/.exec(form) ?? [];
    const given = { link_id: id, subject: "柜台 A", amount: "8.80" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => owner.ask(paths.consoleNewLink(), given)),
    );
    expect(answers.map((each) => each.headers.get("location"))).toEqual(
      Array(3).fill(paths.consoleLink(id)),
    );
    expect(await page(paths.consoleLink(id))).toContain(`href="${paths.payPoster(id)}"`);
    expect((await owner.ask(paths.consoleLinkState(id), { state: "paused" })).status).toBe(303);
    expect(await page(paths.consoleLink(id))).toContain("Resume");
  });

  it.each([
    ["no subject", { subject: " ", amount: "" }, "Write a subject"],
    ["an amount that is none", { subject: "x", amount: "1.234" }, "Write the amount in yuan"],
    ["an amount nobody could pay", { subject: "x", amount: "500.01" }, "Write the amount in yuan"],
  ])("refuses %s and keeps what was typed", async (_, given, words) => {
    const answer = await owner.ask(paths.consoleNewLink(), given);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(words);
    expect(html).toContain(`value="${given.amount}"`);
  });
});
