import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personOf } from "../../sandbox/bank/persons.ts";
import { maskedPhone } from "../../core/consumer/consumer.ts";
import { chargedOn, disputed, type Payer, payerWithContract } from "../support/disputes.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let payer: Payer;
let subjectId: string;
let disputeId: string;
beforeAll(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
  subjectId = await chargedOn(app, payer.contractId);
  disputeId = await disputed(payer, subjectId);
  await payer.browser.ask("/wallet/erasure", { fields: {} });
});
afterAll(() => app.close());

describe("every page of a person's wallet", () => {
  it("shows their name, phone and ID number masked, if at all", async () => {
    const { name, phone, idNumber } = personOf("person_a")!;
    const ids: Readonly<Record<string, string>> = {
      ":subjectId": subjectId,
      ":contractId": payer.contractId,
      ":about": payer.contractId,
      ":disputeId": disputeId,
    };
    const { routes } = await app.app.walletPages();
    const pages = routes.filter(({ method, path }) =>
      method === "GET" && /^\/wallet(?:\/|$)/.test(path)
    );
    let shown = 0;
    let masked = 0;
    for (const path of new Set(pages.map((each) => each.path))) {
      const filled = path.replaceAll(/:\w+/g, (of) => ids[of] ?? "none");
      const answer = await payer.browser.ask(filled);
      const text = await answer.text();
      for (const secret of [name, phone, idNumber]) {
        expect([path, text.includes(secret)]).toEqual([path, false]);
      }
      if (answer.status === 200) shown++;
      if (text.includes(maskedPhone(phone))) masked++;
    }
    expect([shown > 15, masked > 1]).toEqual([true, true]);
  });
});
