import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTarget } from "../../core/block/read_target.ts";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import type { Deps } from "../../core/deps.ts";
import type { ConsumerId, OrderId } from "../../core/id.ts";
import { payByBalance } from "../../core/payment/pay_by_balance.ts";
import { blocked } from "../support/blocks.ts";
import { must } from "../support/fixtures.ts";
import { portalWithWallet, type WithWallet } from "../support/paying_wallet.ts";
import { sessionFor } from "../support/sessions.ts";
import { signedIn } from "../support/staff.ts";

const PHONE = "19900000091";

let app: WithWallet;
let consumerId: ConsumerId;
beforeEach(async () => {
  app = await portalWithWallet();
  app.wallet.balances.set("amy", 20_000);
  await app.browserOf("amy");
  const [amy] = await app.deps.load(
    app.deps.identities.holder({ issuer: "wallet:river", subject: "amy" }),
  );
  consumerId = amy!.consumerId;
});
afterEach(() => app.close());

/** As whoever opens the order in the wallet app on that phone, now. */
async function pay(orderId: string) {
  const browser = await app.browserOf("amy");
  return await browser.ask(`/checkout/${orderId}/payments`, { fields: { method: "balance" } });
}

async function loses(): Promise<string> {
  const session = await sessionFor(app, consumerId);
  must(await losePhone(app.deps, { session }));
  return session;
}

async function isBlocked(): Promise<void> {
  const target = await readTarget(app.deps.vault, "phone", PHONE);
  await app.deps.write({
    statements: [{
      sql: "update consumers set phone_digest = ?1 where consumer_id = ?2",
      args: [target!.digest, consumerId],
    }],
  });
  await blocked(app, await signedIn(app, "admin"), "phone", PHONE);
}

/** A portal in which this happens between what a payment looks at and its write. */
function during(happens: () => Promise<unknown>): Deps {
  let happened = false;
  return {
    ...app.deps,
    commit: async (events) => {
      if (!happened && events.some(({ type }) => type === "payment.sent")) {
        happened = true;
        await happens();
      }
      return await app.deps.commit(events);
    },
  };
}

async function payDuring(happens: () => Promise<unknown>) {
  return await payByBalance(during(happens), {
    orderId: await app.order(8_800) as OrderId,
    session: await sessionFor(app, consumerId, "wallet:river"),
    client: "desktop",
    device: "d",
    lang: "en",
  });
}

const debits = () => app.wallet.asked.filter(({ verb }) => verb === "debit").length;

describe("a balance", () => {
  it("pays nothing while its owner's phone is reported lost, whoever the app signs in on it", async () => {
    const orderId = await app.order(8_800);
    const session = await loses();
    const refused = await pay(orderId);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("Your phone is reported lost");
    expect(await app.paymentOf(orderId)).toBeUndefined();
    expect(debits()).toBe(0);

    must(await findPhone(app.deps, { session }));
    await pay(orderId);
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "succeeded" });
  });

  it("pays nothing either when the report is committed just before the payment", async () => {
    expect(await payDuring(loses)).toMatchObject({ error: { code: "phone_lost" } });
    expect(debits()).toBe(0);
  });

  it("pays nothing for whoever is on the block list, and does not say that they are", async () => {
    const orderId = await app.order(8_800);
    await isBlocked();
    const refused = await pay(orderId);
    expect(refused.status).toBe(409);
    expect(await refused.text()).not.toContain("block");
    expect(await app.paymentOf(orderId)).toBeUndefined();
    expect(debits()).toBe(0);
  });

  it("pays nothing either when they are put on it just before the payment", async () => {
    expect(await payDuring(isBlocked)).toMatchObject({ error: { code: "payer_blocked" } });
    expect(debits()).toBe(0);
  });
});
