import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDevice, suspendDeviceCard } from "../../core/cardholder/own_device_card.ts";
import { closeCharging } from "../../core/consumer/close_charging.ts";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { reopenCharging } from "../../core/consumer/reopen_charging.ts";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { askErasure } from "../../core/erasure/ask_erasure.ts";
import { addPasskey, passkeyOptions } from "../../core/factor/own_passkeys.ts";
import type { ConsumerId } from "../../core/id.ts";
import { giveData } from "../../core/own_data/give_data.ts";
import { noBounds } from "../../core/own_limit/own_limit.ts";
import { setOwnLimit } from "../../core/own_limit/set_own_limit.ts";
import { askRecoveryHere } from "../../core/recovery/ask_recovery.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { cny } from "../../core/money.ts";
import { days, minutes } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { authenticator } from "../support/authenticator.ts";
import { signedContract } from "../support/contracts.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { bind, heldOf, standings } from "../support/device_cards.ts";
import { must } from "../support/fixtures.ts";
import { giveApp, givePhone, sessionFor, standingOf } from "../support/sessions.ts";
import { entered } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const PHONE = "19900000097";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

/** Somebody whom a code to their phone signs in, and an app, with two contracts. */
async function somebody() {
  const first = await signIn("known");
  const { consumerId } = first.here.consumer;
  await giveApp(app, consumerId);
  const contracts = [
    (await signedContract(app, { consumerId })).contractId,
    (await signedContract(app, { consumerId })).contractId,
  ] as const;
  return { consumerId, contracts, byPhone: first };
}

/** By a code to the phone; `source` is where from. */
async function signIn(source: string, device?: string) {
  const attempt = must(
    await sendSignInCode(app.deps, { phone: PHONE, source, device, lang: "zh" }),
  );
  const typed = await lastCodeFor(app.deps, PHONE) ?? "";
  const browser = { client: "Chrome · Android" };
  const signedIn = must(
    await signInByPhone(app.deps, { attempt, typed, browser, source, device }),
  );
  return { ...signedIn, here: must(await hereOf(signedIn.sessionToken)) };
}

async function hereOf(token: string) {
  const here = await consumerOfSession(app.deps, token);
  return here ? { ok: true as const, value: here } : { ok: false as const, error: "session_over" };
}

function elsewhere(consumerId: ConsumerId): Promise<string> {
  return sessionFor(app, consumerId);
}

describe("whoever has lost their phone", () => {
  it("stops everything with one press: contracts, and every session but the one they press in", async () => {
    const { consumerId, contracts, byPhone } = await somebody();
    const session = await elsewhere(consumerId);
    expect(must(await losePhone(app.deps, { session }))).toMatchObject({
      contracts: 2,
    });
    expect(must(await losePhone(app.deps, { session }))).toMatchObject({
      contracts: 0,
    });
    for (const contractId of contracts) {
      expect(await standingOf(app, contractId)).toBe("phone_lost");
      expect((await charge(app, refill(contractId))).status).toBe(409);
    }
    expect((await hereOf(byPhone.sessionToken)).ok).toBe(false);
    expect((await hereOf(session)).ok).toBe(true);
  });

  it("stops the cards on every device, whose channel is told; each is found by itself", async () => {
    const { consumerId } = (await entered(app, "person_a")).consumer;
    const [phone, watch] = [await bind(app), await bind(app, { device: "watch" })];
    const told = async (token: string) =>
      (await app.deps.load(app.deps.bank.deviceCards.byToken(token)))[0]?.suspended;
    // Of two commits at once one decides again, on what the other left.
    const before = await heldOf(app);
    const [onPhone, onWatch] = [phone, watch].map((token) =>
      before.deviceCards.find((each) => each.token === token)!
    );
    let suspended = false;
    const commit: typeof app.deps.commit = async (events) => {
      if (!suspended && events.some(({ type }) => type === "consumer.phone_lost")) {
        suspended = true;
        const { deviceCardId } = onWatch!;
        must(await suspendDeviceCard(app.deps, { consumerId, deviceCardId }));
      }
      return await app.deps.commit(events);
    };
    const session = await sessionFor(app, consumerId);
    must(await losePhone({ ...app.deps, commit }, { session }));
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "suspended device_lost *",
      [watch]: "suspended device_lost holder *",
    });
    expect([await told(phone), await told(watch)]).toEqual([true, true]);
    must(await findPhone(app.deps, { session }));
    expect(standings(await heldOf(app))[phone]).toBe("suspended device_lost *");
    must(await findDevice(app.deps, { consumerId, deviceId: onPhone!.deviceId }));
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "active *",
      [watch]: "suspended device_lost holder *",
    });
    expect([await told(phone), await told(watch)]).toEqual([false, true]);
  });

  it("gets back what was stopped, and not what else suspends it", async () => {
    const { consumerId, contracts: [first, second] } = await somebody();
    const session = await elsewhere(consumerId);
    must(await closeCharging(app.deps, { session }));
    must(await losePhone(app.deps, { session }));
    expect(await reopenCharging(app.deps, { session, resumed: [first] })).toMatchObject(
      {
        error: { code: "phone_lost" },
      },
    );
    expect(must(await findPhone(app.deps, { session }))).toMatchObject({
      contracts: 2,
    });
    expect(await standingOf(app, first)).toBe("charging_closed");
    must(await reopenCharging(app.deps, { session, resumed: [first] }));
    expect(await standingOf(app, first)).toBe("active");
    expect(await standingOf(app, second)).toBe("charging_closed");
  });

  it("takes it back by what the phone does not have, freshly shown", async () => {
    const { consumerId, contracts: [contractId] } = await somebody();
    const session = await elsewhere(consumerId);
    must(await losePhone(app.deps, { session }));
    app.clock.advance(minutes(11));
    expect(await findPhone(app.deps, { session })).toMatchObject({
      error: { code: "session_not_fresh" },
    });
    // Whoever has the phone gets its codes, and opens its apps.
    const { sessionToken: byCode } = await signIn("thief");
    const byApp = await sessionFor(app, consumerId, "sandbox");
    for (const session of [byCode, byApp]) {
      expect(await findPhone(app.deps, { session })).toMatchObject({
        error: { code: "sign_in_proves_nothing" },
      });
    }
    expect(await standingOf(app, contractId)).toBe("phone_lost");
    must(await findPhone(app.deps, { session: await elsewhere(consumerId) }));
    expect(await standingOf(app, contractId)).toBe("active");
  });

  it("takes it back by a code or an app a day later, by when number and phone are blocked or theirs", async () => {
    const { consumerId, contracts: [contractId] } = await somebody();
    const ways = [
      async () => (await signIn("holder")).sessionToken,
      () => sessionFor(app, consumerId, "sandbox"),
    ];
    for (const way of ways) {
      must(await losePhone(app.deps, { session: await elsewhere(consumerId) }));
      app.clock.advance(days(1));
      expect(await standingOf(app, contractId)).toBe("phone_lost");
      must(await findPhone(app.deps, { session: await way() }));
      expect(await standingOf(app, contractId)).toBe("active");
    }
  });

  it("keeps the passkeys they have: neither a code to the phone nor its app adds or removes one", async () => {
    const { consumerId } = await somebody();
    must(await losePhone(app.deps, { session: await elsewhere(consumerId) }));
    const byCode = must(await hereOf((await signIn("thief")).sessionToken));
    const byApp = must(await hereOf(await sessionFor(app, consumerId, "sandbox")));
    const lost = { ok: false, error: { code: "phone_lost" } };
    for (const thief of [byCode, byApp]) {
      expect(await passkeyOptions(app.deps, thief)).toMatchObject(lost);
    }
    const owner = must(await hereOf(await elsewhere(consumerId)));
    const device = authenticator(app.deps.config.publicUrl);
    const response = await device.create(must(await passkeyOptions(app.deps, owner)));
    must(await addPasskey(app.deps, { here: owner, response, name: "x" }));
  });

  it("keeps account and data: a code to the phone takes, erases, recovers and raises nothing", async () => {
    const { consumerId } = await somebody();
    const owner = await elsewhere(consumerId);
    must(await losePhone(app.deps, { session: owner }));
    const lower = { here: must(await hereOf(owner)), about: "charges" as const };
    must(await setOwnLimit(app.deps, { ...lower, wanted: { ...noBounds, perDay: cny(100) } }));
    must(await closeCharging(app.deps, { session: owner }));
    const { sessionToken } = await signIn("thief");
    const here = must(await hereOf(sessionToken));
    const no = { ok: false, error: { code: "session_not_fresh" } };
    expect(await giveData(app.deps, here)).toMatchObject(no);
    expect(await askErasure(app.deps, here)).toMatchObject(no);
    expect(await askRecoveryHere(app.deps, here)).toMatchObject(no);
    const raised = { here, about: "charges" as const, wanted: noBounds };
    expect(await setOwnLimit(app.deps, raised)).toMatchObject(no);
    const reopening = { session: sessionToken, resumed: [] };
    expect(await reopenCharging(app.deps, reopening)).toMatchObject(no);
    // The owner, whom a passkey has signed in, does all of it.
    expect((await askRecoveryHere(app.deps, must(await hereOf(owner)))).ok).toBe(true);
  });

  it("is known in no browser any more, also after it is found", async () => {
    const { consumerId, byPhone: { device } } = await somebody();
    const tooMany = { ok: false, error: { code: "too_many_requests" } };
    for (let n = 0; n < 9; n++) await signIn(`w${n}`);
    const asked = () =>
      sendSignInCode(app.deps, { phone: PHONE, source: "new", device, lang: "zh" });
    must(await asked());
    const session = await elsewhere(consumerId);
    must(await losePhone(app.deps, { session }));
    expect(await asked()).toMatchObject(tooMany);
    must(await findPhone(app.deps, { session }));
    expect(await asked()).toMatchObject(tooMany);
  });

  it("is somebody else's business nowhere", async () => {
    const { consumerId } = await somebody();
    const other = await chargeableContract(app);
    await givePhone(app, other.consumerId, "another");
    const theirs = await sessionFor(app, other.consumerId, "phone");
    must(await losePhone(app.deps, { session: await elsewhere(consumerId) }));
    expect((await hereOf(theirs)).ok).toBe(true);
    expect(await standingOf(app, other.contractId)).toBe("active");
    expect(await losePhone(app.deps, { session: "nobody's" })).toMatchObject({
      error: { code: "session_over" },
    });
  });
});
