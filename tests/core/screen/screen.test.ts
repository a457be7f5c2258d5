import { describe, expect, it } from "vitest";
import { decide as decideAdding } from "../../../core/screen/add_screen.ts";
import { decide as decidePairing } from "../../../core/screen/pair_screen.ts";
import { noRefunds, PAIRING_LIFE, type Screen, SCREENS_MAX } from "../../../core/screen/screen.ts";
import { decide as decideUnpairing } from "../../../core/screen/unpair_screen.ts";
import { after, milliseconds, minutes } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, teaHouse } from "../../support/fixtures.ts";

const screenId = "scr_01KAG8M0000000000000000001";
const eventId = "evt_01KAG8M0000000000000000001";
const given = { screenId, eventId, now: START, pairingDigest: "p" } as const;
const unpair = { caller: { type: "secret_key", digest: "d" }, screenId } as const;
const command = { caller: { type: "secret_key", digest: "d" }, name: "一号柜台" } as const;

const added = must(decideAdding(command, { merchant: teaHouse, screens: [] }, given)).screen;

function pair(screen: Screen | undefined, at = START, merchant = teaHouse) {
  return decidePairing(
    { tokenDigest: "t" },
    { screen, merchant, newestOrderId: "ord_01KAG8M0000000000000000001" },
    { eventId, now: at },
  );
}

describe("adding a screen", () => {
  it("gives a screen to be paired within ten minutes", () => {
    expect(added).toMatchObject({
      state: "pairing",
      name: "一号柜台",
      pairingDigest: "p",
      pairingExpiresAt: after(START, minutes(10)),
    });
  });

  it("goes by the merchant's own clock", () => {
    const merchant = { ...teaHouse, clockOffset: minutes(5) };
    const { screen } = must(decideAdding(command, { merchant, screens: [] }, given));
    expect(screen.createdAt).toBe(after(START, minutes(5)));
  });

  it.each([
    ["an unknown key", { merchant: undefined, screens: [] }, { code: "key_unknown" }],
    [
      "a merchant number without screens",
      { merchant: { ...teaHouse, products: [] }, screens: [] },
      { code: "product_not_enabled", product: "screen_code" },
    ],
    [
      "one screen too many",
      { merchant: teaHouse, screens: Array<Screen>(SCREENS_MAX).fill(added) },
      { code: "screens_too_many", max: SCREENS_MAX },
    ],
  ])("is refused to %s", (_, facts, error) => {
    expect(decideAdding(command, facts, given)).toEqual({ ok: false, error });
  });

  it("is matched with the last one that fits", () => {
    const screens = Array<Screen>(SCREENS_MAX - 1).fill(added);
    expect(decideAdding(command, { merchant: teaHouse, screens }, given).ok).toBe(true);
  });
});

describe("pairing", () => {
  const lastMoment = after(START, milliseconds(PAIRING_LIFE - 1));

  it("keeps the till's token and where its orders start, and drops the short code", () => {
    const { screen } = must(pair(added, lastMoment));
    expect(screen).toEqual({
      screenId,
      merchantNo: teaHouse.merchantNo,
      name: "一号柜台",
      createdAt: START,
      seenAt: lastMoment,
      pin: undefined,
      refundLimit: noRefunds,
      version: 2,
      state: "paired",
      pairedAt: lastMoment,
      tokenDigest: "t",
      afterOrderId: "ord_01KAG8M0000000000000000001",
    });
  });

  it("is refused in one way to a wrong, a used and an expired code", () => {
    const paired = must(pair(added)).screen;
    const expired = pair(added, after(START, PAIRING_LIFE));
    for (const refused of [pair(undefined), pair(paired), expired]) {
      expect(refused).toEqual({ ok: false, error: { code: "pairing_code_refused" } });
    }
  });
});

describe("unpairing", () => {
  const facts = { merchant: teaHouse, screen: added };

  it("forgets codes and tokens, whether it was paired or not", () => {
    const withPin = { ...added, pin: { digest: "p", setAt: START } };
    for (const screen of [withPin, must(pair(withPin)).screen]) {
      const unpaired = must(decideUnpairing(unpair, { ...facts, screen }, given)).screen;
      expect(unpaired).toEqual({
        screenId,
        merchantNo: teaHouse.merchantNo,
        name: "一号柜台",
        createdAt: START,
        seenAt: screen.seenAt,
        pin: undefined,
        refundLimit: noRefunds,
        version: screen.version + 1,
        state: "unpaired",
        unpairedAt: START,
      });
    }
  });

  it("changes nothing the second time", () => {
    const first = must(decideUnpairing(unpair, facts, given));
    const again = must(decideUnpairing(unpair, { ...facts, screen: first.screen }, given));
    expect([first.events.length, again]).toEqual([1, { screen: first.screen, events: [] }]);
  });

  it("is refused for what the caller does not have", () => {
    const error = { code: "screen_not_found", screen_id: screenId };
    expect(decideUnpairing(unpair, { ...facts, screen: undefined }, given))
      .toEqual({ ok: false, error });
  });
});
