import { afterEach, beforeEach, expect, it } from "vitest";
import { tellStaff } from "../../core/alert/tell_staff.ts";
import { ageDisputes } from "../../core/dispute/age_disputes.ts";
import type { Mail } from "../../core/mail/mail.ts";
import { paths } from "../../core/paths.ts";
import { days } from "../../core/time.ts";
import { cameIn } from "../support/app_browser.ts";
import { chargedOn, disputed, payerWithContract } from "../support/disputes.ts";
import { joined } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function mailed(): Promise<readonly Mail[]> {
  const sent: Mail[] = [];
  const mail = (given: Mail) => Promise.resolve(void sent.push(given));
  await tellStaff({ ...app.deps, mail });
  return sent;
}

it("staff who may see disputes are mailed when one is opened, nearly due and decided, and the institution when it is its turn", async () => {
  const { merchantNo } = app.merchant.merchant;
  const payer = await payerWithContract(app);
  const deductionId = await chargedOn(app, payer.contractId);
  const finance = await joined(app, "finance", merchantNo);
  await joined(app, "till", merchantNo);
  await joined(app, "owner", (await app.openMerchant("江湾书店")).merchant.merchantNo);
  const admin = await joined(app, "admin");
  await mailed();

  const disputeId = await disputed(payer, deductionId);
  const [mail, ...more] = await mailed();
  expect([mail?.to, more]).toEqual([finance.mail, []]);
  expect(mail?.subject).toContain("A payment is disputed");
  expect(mail?.text).toContain(disputeId);
  expect(mail?.text).toContain(paths.consoleList("disputes"));
  expect(mail?.text).not.toContain(payer.contractId);
  app.clock.advance(days(5));
  await ageDisputes(app.deps);
  await ageDisputes(app.deps);
  expect(subjects(await mailed())).toEqual([[finance.mail, "A dispute is due soon"]]);
  app.clock.advance(days(2));
  await ageDisputes(app.deps);
  expect(subjects(await mailed())).toEqual([[admin.mail, "A payment is disputed"]]);
  const again = await cameIn(app, "/wallet", "person_a");
  await again.ask(paths.walletWithdrawal(disputeId), { fields: {} });
  expect(subjects(await mailed())).toEqual([[finance.mail, "A dispute was decided"]]);
});

it("what a merchant accepts itself is no news to it", async () => {
  const payer = await payerWithContract(app);
  const disputeId = await disputed(payer, await chargedOn(app, payer.contractId));
  const finance = await joined(app, "finance", app.merchant.merchant.merchantNo);
  await mailed();
  await app.api(`/v1/disputes/${disputeId}/acceptance`, { method: "POST" });
  expect(await mailed()).toEqual([]);
  expect(finance.mail).not.toBe("");
});

const subjects = (mails: readonly Mail[]) =>
  mails.map(({ to, subject }) => [to, /[A-Z].*$/.exec(subject.split(" / ").at(-1) ?? "")?.[0]]);
