import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellStaff } from "../../core/alert/tell_staff.ts";
import type { Mail } from "../../core/mail/mail.ts";
import { paths } from "../../core/paths.ts";
import { propose } from "../../core/proposal/propose.ts";
import { queryPayments } from "../../core/payment/query_payments.ts";
import { days, hours, minutes } from "../../core/time.ts";
import { browserWith } from "../support/app_browser.ts";
import { joined, type Person, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Everything owed by now, through a provider that may refuse. */
async function mailed(refuse?: (mail: Mail) => void): Promise<readonly Mail[]> {
  const sent: Mail[] = [];
  const mail = (given: Mail) => {
    refuse?.(given);
    return Promise.resolve(void sent.push(given));
  };
  await tellStaff({ ...app.deps, mail });
  return sent;
}

async function choose(person: Person, ...alerts: readonly string[]): Promise<void> {
  const body = new URLSearchParams(alerts.map((alert) => [alert, "mail"]));
  const headers = { Cookie: person.cookie(), Origin: app.deps.config.publicUrl };
  const url = app.deps.config.publicUrl + paths.accountAlerts(person.desk);
  const answer = await app.fetch(new Request(url, { method: "POST", headers, body }));
  expect(answer.status).toBe(303);
}

const to = (mails: readonly Mail[]) => mails.map((each) => each.to).sort();

describe("an alert", () => {
  it("reaches those of the merchant and of the institution who chose it, and nobody else", async () => {
    const { merchantNo } = app.merchant.merchant;
    const owner = await joined(app, "owner", merchantNo);
    const finance = await joined(app, "finance", merchantNo);
    const quiet = await joined(app, "finance", merchantNo);
    await joined(app, "till", merchantNo);
    await joined(app, "owner", (await app.openMerchant("江湾书店")).merchant.merchantNo);
    const admin = await joined(app, "admin");
    await choose(quiet, "own_account");
    await mailed();

    const body = {
      merchant_order_no: "unclear",
      amount: 8_800,
      subject: "茶",
      expires_in: 604_800,
    };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const helper = `/v1/test_helpers/orders/${order_id}/payment`;
    await app.api(helper, { body: { outcome: "unclear" } });
    for (let times = 0; times < 25; times++) {
      app.clock.advance(hours(1));
      await queryPayments(app.deps);
    }
    const mails = await mailed();
    expect(to(mails)).toEqual([owner.mail, finance.mail, admin.mail].sort());
    expect(mails[0]?.text).toContain("A payment has no result.");
    expect(mails[0]?.subject).toContain("有款项没有结果");
    expect(await mailed()).toEqual([]);
  });

  it("about a proposal reaches the second person and not the one who made it", async () => {
    const { merchant } = await app.openMerchant("江湾地铁");
    const [a, b, viewer] = [
      await joined(app, "owner", merchant.merchantNo),
      await joined(app, "owner", merchant.merchantNo),
      await joined(app, "viewer", merchant.merchantNo),
    ];
    await mailed();
    await a.ask(paths.staffRole("console", viewer.staff.staffId), { role: "owner" });
    expect(to(await mailed())).toEqual([b.mail]);
  });

  it("about a settlement account reaches the owner, and about the end of a number only the desk", async () => {
    const { merchantNo } = (await app.openMerchant("江湾药房")).merchant;
    const owner = await joined(app, "owner", merchantNo);
    const [finance, li] = [
      await signedIn(app, "finance", merchantNo),
      await signedIn(app, "admin"),
    ];
    const admin = await joined(app, "admin");
    await mailed();
    const masked = { bank: "江湾银行", holder: "青******司", lastFour: "3445" };
    await propose(app.deps, { act: { kind: "set_account", masked }, merchantNo, here: finance });
    expect(to(await mailed())).toEqual([owner.mail]);
    await propose(app.deps, { act: { kind: "close", reason: "停业" }, merchantNo, here: li });
    const mails = to(await mailed());
    expect(mails).toContain(admin.mail);
    expect(mails).not.toContain(owner.mail);
  });

  it("of a merchant's only owner reaches the desk", async () => {
    const { merchant } = await app.openMerchant("江湾电影院");
    const admin = await joined(app, "admin");
    const [owner, viewer] = [
      await joined(app, "owner", merchant.merchantNo),
      await joined(app, "viewer", merchant.merchantNo),
    ];
    await mailed();
    await owner.ask(paths.staffRole("console", viewer.staff.staffId), { role: "owner" });
    const mails = await mailed();
    expect(mails.map((each) => each.to)).toContain(admin.mail);
    expect(mails.map((each) => each.to)).not.toContain(owner.mail);
    expect(mails[0]?.text).toContain("http://portal.test/ops/proposals");
  });

  it("about one's own sign-in comes when a recovery code was used", async () => {
    const person = await joined(app, "support");
    await mailed();
    const fields = { mail: person.mail, code: person.codes[0] ?? "" };
    await browserWith(app).ask(paths.signInCode("ops"), { fields });
    const [mail] = await mailed();
    expect(mail?.to).toBe(person.mail);
    expect(mail?.text).toContain(`staff.signed_in ${person.staff.staffId}`);
  });

  it("is tried again under the same id when the provider refuses it, and then not again", async () => {
    const person = await joined(app, "support");
    await mailed();
    const fields = { mail: person.mail, code: person.codes[0] ?? "" };
    await browserWith(app).ask(paths.signInCode("ops"), { fields });
    const tried: string[] = [];
    const refusal = (mail: Mail) => {
      tried.push(mail.messageId);
      throw new Error("Busy");
    };
    expect(await mailed(refusal)).toEqual([]);
    app.clock.advance(minutes(1));
    const mails = await mailed();
    expect(mails.map((each) => each.messageId)).toEqual(tried);
    app.clock.advance(days(1));
    expect(await mailed()).toEqual([]);
  });

  it("lands in the sandbox's inbox where no provider is configured", async () => {
    const person = await joined(app, "support");
    const fields = { mail: person.mail, code: person.codes[0] ?? "" };
    await browserWith(app).ask(paths.signInCode("ops"), { fields });
    await tellStaff(app.deps);
    const inbox = await (await browserWith(app).ask(paths.sandboxInbox())).text();
    expect(inbox).toContain(person.mail);
    expect(inbox).toContain("Your sign-in changed");
  });
});
