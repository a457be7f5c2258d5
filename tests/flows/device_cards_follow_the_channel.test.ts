import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { must } from "../support/fixtures.ts";
import { signedContract } from "../support/contracts.ts";
import {
  befall,
  bind,
  CREDIT,
  DEBIT,
  hear,
  heldOf,
  loaded,
  standings,
} from "../support/device_cards.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function told(): Promise<readonly string[]> {
  const { data } = await (await app.api("/v1/events?limit=100")).json() as {
    readonly data: readonly {
      readonly type: string;
      readonly data: { readonly reasons: string[] };
    }[];
  };
  return data.filter(({ type }) => type.startsWith("card."))
    .map(({ type, data: { reasons } }) => [type, ...reasons].join(" ")).toReversed();
}

describe("a card on devices", () => {
  it("is active once its holder has shown who they are, and the first is the default", async () => {
    const phone = await bind(app);
    const watch = await bind(app, { device: "watch" });
    const credit = await bind(app, { card: "credit" });
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "active *",
      [watch]: "active *",
      [credit]: "active",
    });
  });

  it("has a new token with each bind, also on the same device", async () => {
    const first = await bind(app);
    const second = await bind(app);
    expect(second).not.toBe(first);
    expect(standings(await heldOf(app))).toEqual({ [first]: "deleted", [second]: "active *" });
  });

  it("is suspended everywhere when it is lost, and on one device when that is", async () => {
    const phone = await bind(app);
    const watch = await bind(app, { device: "watch" });
    const credit = await bind(app, { card: "credit" });
    await befall(app, "card_lost");
    await befall(app, "device_lost");
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "suspended card_lost device_lost *",
      [watch]: "suspended card_lost *",
      [credit]: "suspended device_lost",
    });
    await befall(app, "card_found");
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "suspended device_lost *",
      [watch]: "active *",
      [credit]: "suspended device_lost",
    });
    await befall(app, "device_found");
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "active *",
      [watch]: "active *",
      [credit]: "active",
    });
  });

  it("stays suspended by its holder when it is found", async () => {
    const phone = await bind(app);
    await befall(app, "holder_suspended");
    await befall(app, "card_lost");
    await befall(app, "card_found");
    expect(standings(await heldOf(app))).toEqual({ [phone]: "suspended holder *" });
    await befall(app, "issuer_suspended");
    await befall(app, "holder_resumed");
    expect(standings(await heldOf(app))).toEqual({ [phone]: "suspended issuer *" });
  });

  it("keeps its token when it is renewed, with other digits and another expiry", async () => {
    const phone = await bind(app);
    await befall(app, "card_renewed", { last_four: "0999" });
    const held = await heldOf(app);
    expect(standings(held)).toEqual({ [phone]: "active *" });
    expect(held.cards).toMatchObject([{
      token: DEBIT,
      face: { lastFour: "0999", expires: "2036-12" },
    }]);
    await befall(app, "issuer_updated", { no_password_limit: 30_000 });
    const [card] = (await heldOf(app)).cards;
    expect(card?.face.noPasswordLimit?.fen).toBe(30_000);
  });

  it("is deleted for ever with its card, and nothing brings it back", async () => {
    const phone = await bind(app);
    const watch = await bind(app, { device: "watch" });
    await befall(app, "card_deleted");
    await befall(app, "card_lost");
    await befall(app, "card_found");
    must(await hear(app, { type: "activated", sequence: 90, token: phone }));
    must(await hear(app, { type: "resumed", sequence: 91, token: phone, by: "issuer" }));
    expect(standings(await heldOf(app))).toEqual({ [phone]: "deleted", [watch]: "deleted" });
  });

  for (
    const emptying of [
      "device_wiped",
      "device_restored",
      "signed_out",
      "passcode_removed",
      "fingerprint_removed",
    ]
  ) {
    it(`is deleted on the device by ${emptying}, and can be bound there again`, async () => {
      const phone = await bind(app);
      const watch = await bind(app, { device: "watch" });
      await befall(app, emptying);
      const again = await bind(app);
      expect(standings(await heldOf(app))).toEqual({
        [phone]: "deleted",
        [watch]: "active *",
        [again]: "active *",
      });
    });
  }

  it("gives its place as default to another, or to none", async () => {
    const phone = await bind(app);
    const credit = await bind(app, { card: "credit" });
    await befall(app, "issuer_deleted");
    expect(standings(await heldOf(app))).toEqual({ [phone]: "deleted", [credit]: "active *" });
    await befall(app, "issuer_deleted", { card: "credit" });
    expect(standings(await heldOf(app))).toEqual({ [phone]: "deleted", [credit]: "deleted" });
  });
});

describe("a word of the channel", () => {
  it("is taken twice as once, and an older one changes nothing that is newer", async () => {
    must(await hear(app, loaded("t1", 1)));
    must(await hear(app, { type: "activated", sequence: 2, token: "t1" }));
    const { holder: { version } } = must(
      await hear(app, { type: "card_found", sequence: 4, cardToken: DEBIT }),
    );
    must(await hear(app, { type: "card_lost", sequence: 3, cardToken: DEBIT }));
    must(await hear(app, { type: "card_found", sequence: 4, cardToken: DEBIT }));
    const held = must(await hear(app, loaded("t1", 1)));
    expect(standings(held)).toEqual({ t1: "active *" });
    expect(held.holder.version).toBe(version);
  });

  it("about a token that was never loaded is refused, so that it is said again", async () => {
    const refused = { error: { code: "device_card_not_found" } };
    expect(await hear(app, { type: "activated", sequence: 2, token: "t1" })).toMatchObject(refused);
    expect(await hear(app, { type: "card_lost", sequence: 2, cardToken: DEBIT })).toMatchObject(
      refused,
    );
    expect(await hear(app, { type: "device_lost", sequence: 2, deviceNo: "x" })).toMatchObject(
      refused,
    );
    must(await hear(app, loaded("t1", 1)));
    must(await hear(app, { type: "activated", sequence: 2, token: "t1" }));
    expect(standings(await heldOf(app))).toEqual({ t1: "active *" });
  });

  it("that loads a known token on another device is not believed", async () => {
    must(await hear(app, loaded("t1", 1)));
    expect(await hear(app, loaded("t1", 2, { device: "watch" }))).toMatchObject({
      error: { code: "notice_facts_differ", differs: "token" },
    });
  });

  it("of a load that comes after the device was emptied, or after a later bind, loads nothing", async () => {
    must(await hear(app, loaded("t3", 3)));
    must(await hear(app, { type: "activated", sequence: 4, token: "t3" }));
    must(await hear(app, loaded("t2", 2)));
    expect(standings(await heldOf(app))).toEqual({ t3: "active *", t2: "deleted" });
    must(await hear(app, { type: "device_wiped", sequence: 9, deviceNo: "phone" }));
    must(await hear(app, loaded("t8", 8)));
    must(await hear(app, { type: "activated", sequence: 8, token: "t8" }));
    expect(standings(await heldOf(app))).toMatchObject({ t3: "deleted", t8: "deleted" });
  });
});

describe("merchants", () => {
  it("are told what befalls the card that their contract charges, once and in order", async () => {
    await signedContract(app, { cardToken: DEBIT, channel: "sandbox" });
    await signedContract(app, { cardToken: CREDIT, channel: "sandbox", contractCode: "other" });
    await bind(app);
    await befall(app, "device_lost");
    await befall(app, "card_lost");
    await befall(app, "card_found");
    await befall(app, "card_deleted");
    expect(await told()).toEqual([
      "card.bound",
      "card.suspended card_lost",
      "card.resumed",
      "card.deleted",
    ]);
  });

  it("are told of the device card where the contract charges that", async () => {
    const token = await bind(app);
    await signedContract(app, { cardToken: token, channel: "sandbox" });
    await befall(app, "device_lost");
    await befall(app, "card_lost");
    await befall(app, "device_found");
    await befall(app, "card_found");
    await befall(app, "signed_out");
    expect(await told()).toEqual([
      "card.suspended device_lost",
      "card.resumed",
      "card.deleted",
    ]);
  });

  it("are told if the device card was suspended before the channel's word of it came", async () => {
    await signedContract(app, { cardToken: "t1", channel: "sandbox" });
    const { contractId } = await signedContract(app, { cardToken: "t2", channel: "sandbox" });
    must(await hear(app, loaded("t1", 1)));
    must(await hear(app, loaded("t2", 2, { device: "watch" })));
    must(await hear(app, { type: "device_lost", sequence: 5, deviceNo: "phone" }));
    must(await hear(app, { type: "suspended", sequence: 6, token: "t2", by: "issuer" }));
    const answer = await app.api(`/v1/contracts/${contractId}/card`);
    expect(await answer.json()).toMatchObject({ state: "inactive", reasons: [] });
    must(await hear(app, { type: "activated", sequence: 3, token: "t1" }));
    must(await hear(app, { type: "activated", sequence: 4, token: "t2" }));
    must(await hear(app, { type: "device_found", sequence: 7, deviceNo: "phone" }));
    must(await hear(app, { type: "deleted", sequence: 8, token: "t2", by: "issuer" }));
    expect(await told()).toEqual([
      "card.suspended device_lost",
      "card.suspended issuer",
      "card.resumed",
      "card.deleted",
    ]);
  });

  it("see how the card stands, and nothing of the device", async () => {
    const contract = await signedContract(app, { cardToken: DEBIT, channel: "sandbox" });
    const path = `/v1/contracts/${contract.contractId}/card`;
    expect((await app.api(path)).status).toBe(404);
    await bind(app);
    await befall(app, "card_lost");
    expect(await (await app.api(path)).json()).toEqual({
      card_id: expect.stringMatching(/^crd_/),
      device_card_id: null,
      contract_id: contract.contractId,
      contract_code: "member-7",
      state: "suspended",
      reasons: ["card_lost"],
      card_type: "debit",
      last_four: "0014",
    });
  });

  it("are told nothing of a contract that has ended, nor of another channel's", async () => {
    await signedContract(app, { cardToken: DEBIT, channel: "unionpay" });
    const ended = await signedContract(app, { cardToken: DEBIT, channel: "sandbox" });
    const path = `/v1/contracts/${ended.contractId}/termination`;
    expect((await app.api(path, { method: "POST" })).status).toBe(200);
    await bind(app);
    await befall(app, "card_lost");
    expect(await told()).toEqual([]);
  });
});

describe("a contract of a device card", () => {
  it("is signed in the app, charged, and declined while a reason stands", async () => {
    const token = await bind(app);
    const planId = await approvedPlan(app);
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "by-phone" });
    const who = await entered(app, "person_a");
    const onPhone = who.cards.find((each) => each.token === token);
    expect(onPhone).toMatchObject({ lastFour: "0014", type: "debit" });
    const { contract } = must(await agree(app, signing.signing_id, who, { card: onPhone }));
    const contract_id = contract?.contractId;
    expect(contract?.cardToken).toBe(token);
    const charge = async (n: number) => {
      const body = {
        contract_id,
        merchant_order_no: `charge-${n}`,
        amount: 100 + n,
        subject: "续杯",
      };
      const { deduction_id } = await (await app.api("/v1/deductions", { body })).json();
      await app.settle();
      return await (await app.api(`/v1/deductions/${deduction_id}`)).json();
    };
    expect(await charge(1)).toMatchObject({ state: "succeeded" });
    await befall(app, "device_lost");
    expect(await charge(2)).toMatchObject({
      state: "failed",
      failure: { code: "card_restricted" },
    });
    await befall(app, "device_found");
    expect(await charge(3)).toMatchObject({ state: "succeeded" });
  });
});
