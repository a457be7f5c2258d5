import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  deleteDeviceCard,
  findDevice,
  loseDevice,
  makeDefault,
  resumeDeviceCard,
  suspendDeviceCard,
} from "../../core/cardholder/own_device_card.ts";
import { tellChannels } from "../../core/cardholder/tell_channel.ts";
import type { ConsumerId, DeviceCardId } from "../../core/id.ts";
import { minutes } from "../../core/time.ts";
import { befall, bind, DEBIT, hear, heldOf, loaded, standings } from "../support/device_cards.ts";
import { must } from "../support/fixtures.ts";
import { twoPortals } from "../support/portals.ts";
import { entered } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let consumerId: ConsumerId;
beforeEach(async () => {
  app = await testApp();
  consumerId = (await entered(app, "person_a")).consumer.consumerId;
});
afterEach(() => app.close());

async function own(token: string): Promise<{
  readonly consumerId: ConsumerId;
  readonly deviceCardId: DeviceCardId;
}> {
  const found = (await heldOf(app)).deviceCards.find((each) => each.token === token);
  if (!found) throw new Error(`No ${token}`);
  return { consumerId, deviceCardId: found.deviceCardId };
}

async function device(deviceNo: string) {
  const found = (await heldOf(app)).devices.find((each) => each.deviceNo === deviceNo);
  if (!found) throw new Error(`No ${deviceNo}`);
  return { consumerId, deviceId: found.deviceId };
}

/** As the token service was told. */
async function atTokenService(token: string) {
  const [found] = await app.deps.load(app.deps.bank.deviceCards.byToken(token));
  return found && { gone: found.gone, suspended: found.suspended, isDefault: found.isDefault };
}

describe("a holder", () => {
  it("suspends and resumes a device card, and the token service is told", async () => {
    const phone = await bind(app);
    const watch = await bind(app, { device: "watch" });
    must(await suspendDeviceCard(app.deps, await own(phone)));
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "suspended holder *",
      [watch]: "active *",
    });
    expect(await atTokenService(phone)).toMatchObject({ suspended: true });
    must(await resumeDeviceCard(app.deps, await own(phone)));
    expect(standings(await heldOf(app))).toMatchObject({ [phone]: "active *" });
    expect(await atTokenService(phone)).toEqual({ gone: false, suspended: false, isDefault: true });
  });

  it("resumes what they suspended themselves and nothing else", async () => {
    const phone = await bind(app);
    await befall(app, "issuer_suspended");
    await befall(app, "holder_suspended");
    must(await suspendDeviceCard(app.deps, await own(phone)));
    must(await resumeDeviceCard(app.deps, await own(phone)));
    expect(standings(await heldOf(app))).toEqual({ [phone]: "suspended holder issuer *" });
  });

  it("deletes one for ever, and another becomes the default", async () => {
    const phone = await bind(app);
    const credit = await bind(app, { card: "credit" });
    must(await deleteDeviceCard(app.deps, await own(phone)));
    must(await resumeDeviceCard(app.deps, await own(phone)));
    must(await makeDefault(app.deps, await own(phone)));
    expect(standings(await heldOf(app))).toEqual({ [phone]: "deleted", [credit]: "active *" });
    expect(await atTokenService(phone)).toMatchObject({ gone: true });
    expect(await atTokenService(credit)).toMatchObject({ isDefault: true });
    const again = await bind(app);
    expect(again).not.toBe(phone);
    expect(standings(await heldOf(app))).toMatchObject({ [again]: "active", [credit]: "active *" });
  });

  it("says which card a device pays by", async () => {
    const phone = await bind(app);
    const credit = await bind(app, { card: "credit" });
    const watch = await bind(app, { device: "watch" });
    must(await makeDefault(app.deps, await own(credit)));
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "active",
      [credit]: "active *",
      [watch]: "active *",
    });
    expect(await atTokenService(phone)).toMatchObject({ isDefault: false });
  });

  it("loses a device here, and what is bound there later is suspended as well", async () => {
    const phone = await bind(app);
    const watch = await bind(app, { device: "watch" });
    must(await loseDevice(app.deps, await device("person_a_phone")));
    const credit = await bind(app, { card: "credit" });
    expect(standings(await heldOf(app))).toEqual({
      [phone]: "suspended device_lost *",
      [watch]: "active *",
      [credit]: "suspended device_lost",
    });
    // Its maker's word is another.
    await befall(app, "device_found");
    expect(standings(await heldOf(app))).toMatchObject({ [phone]: "suspended device_lost *" });
    must(await findDevice(app.deps, await device("person_a_phone")));
    expect(standings(await heldOf(app))).toMatchObject({ [phone]: "active *", [credit]: "active" });
  });

  it("touches nobody else's cards", async () => {
    const phone = await bind(app);
    const { consumer: stranger } = await entered(app, "person_b");
    const theirs = { ...await own(phone), consumerId: stranger.consumerId };
    for (const act of [suspendDeviceCard, resumeDeviceCard, deleteDeviceCard, makeDefault]) {
      expect(await act(app.deps, theirs)).toMatchObject({
        error: { code: "device_card_not_found" },
      });
    }
    expect(standings(await heldOf(app))).toEqual({ [phone]: "active *" });
  });
});

describe("a token service that does not answer", () => {
  it("is told again until it has heard, and of the latest will only", async () => {
    const phone = await bind(app);
    const silent = { ...app.deps, http: () => Promise.reject(new Error("no answer")) };
    must(await suspendDeviceCard(silent, await own(phone)));
    expect(standings(await heldOf(app))).toEqual({ [phone]: "suspended holder *" });
    expect(await atTokenService(phone)).toMatchObject({ suspended: false });
    must(await deleteDeviceCard(silent, await own(phone)));
    await tellChannels(app.deps);
    expect(await atTokenService(phone)).toMatchObject({ gone: false });
    app.clock.advance(minutes(1));
    await tellChannels(app.deps);
    expect(await atTokenService(phone)).toMatchObject({ gone: true });
    const [due] = await app.deps.load(app.deps.cardholders.toTell(app.clock.now(), 10));
    expect(due).toEqual([]);
  });

  it("that has it no more ends it here", async () => {
    must(await hear(app, loaded("t1", 1)));
    must(await hear(app, { type: "activated", sequence: 2, token: "t1" }));
    await tellChannels(app.deps);
    expect(standings(await heldOf(app))).toEqual({ t1: "deleted" });
  });
});

describe("two portals on one file", () => {
  it("give one card on one device one place, however many binds are heard at once", async () => {
    await using two = await twoPortals();
    const [first, second] = two.portals;
    const binds = [1, 2, 3, 4].map((n) => hear(n % 2 ? first : second, loaded(`t${n}`, n)));
    for (const each of await Promise.all(binds)) must(each);
    expect(standings(await heldOf(first))).toEqual({
      t1: "deleted",
      t2: "deleted",
      t3: "deleted",
      t4: "inactive",
    });
  });

  it("choose one default when two are chosen at once", async () => {
    await using two = await twoPortals();
    const [first, second] = two.portals;
    const { consumer: { consumerId } } = await entered(first, "person_a");
    const tokens = [await bind(first), await bind(first, { card: "credit" })];
    const { deviceCards } = await heldOf(first);
    const chosen = [0, 1, 0, 1].map((n, i) => {
      const { deviceCardId } = deviceCards.find(({ token }) => token === tokens[n])!;
      return makeDefault((i % 2 ? first : second).deps, { consumerId, deviceCardId });
    });
    for (const each of await Promise.all(chosen)) must(each);
    const stars = Object.values(standings(await heldOf(first))).filter((each) =>
      each.endsWith("*")
    );
    expect(stars).toHaveLength(1);
  });

  it("refuse in the write what no decision should let through", async () => {
    must(await hear(app, loaded("t1", 1)));
    must(await hear(app, { type: "activated", sequence: 2, token: "t1" }));
    must(await hear(app, loaded("t2", 3, { device: "watch" })));
    must(await hear(app, { type: "activated", sequence: 4, token: "t2" }));
    must(await hear(app, loaded("t3", 5, { card: "other" })));
    must(await hear(app, { type: "activated", sequence: 6, token: "t3" }));
    const phone = await device("phone");
    for (
      const [sql, constraint] of [
        [
          "update device_cards set is_default = 0, device_id = ? where token = 't2'",
          "device_cards.card_id",
        ],
        [
          "update device_cards set is_default = 1 where token = 't3' and device_id = ?",
          "device_id",
        ],
        ["update device_cards set token = 't1' where token = 't3' and device_id = ?", "token"],
      ] as const
    ) {
      const verdict = await app.deps.write({
        statements: [{ sql, args: [phone.deviceId] }],
      });
      expect(verdict).toMatchObject({ constraint: expect.stringContaining(constraint) });
    }
    must(await hear(app, { type: "card_deleted", sequence: 9, cardToken: DEBIT }));
    const revived = await app.deps.write({
      statements: [{
        sql: `update device_cards set state = 'active', deleted_at = null, deleted_because = null
          where token = 't1'`,
        args: [],
      }],
    });
    expect(revived).toMatchObject({ type: "refused" });
  });
});

describe("verify", () => {
  for (
    const [promise, damage, mended] of [
      ["a device that can pay and has not exactly one default", "is_default = 0", "is_default = 1"],
      [
        "a device card whose reasons say something else than its state",
        "state = 'suspended'",
        "state = 'active'",
      ],
      ["a device card that is not what its last event says", "is_default = 0", "is_default = 1"],
      [
        "a device card that outlived its card, its device's emptying or a later bind",
        "load_sequence = -1",
        "load_sequence = 1",
      ],
    ] as const
  ) {
    it(`names ${promise}`, async () => {
      must(await hear(app, loaded("t1", 1)));
      must(await hear(app, { type: "activated", sequence: 2, token: "t1" }));
      const set = async (sql: string) => {
        await app.deps.write({ statements: [{ sql, args: [] }] });
      };
      await set("update card_devices set emptied_sequence = 0, emptied_because = 'device_wiped'");
      await app.check();
      await set(`update device_cards set ${damage}`);
      await expect(app.check()).rejects.toThrow(promise);
      await set(`update device_cards set ${mended}`);
    });
  }
});
