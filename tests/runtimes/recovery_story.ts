import { expect } from "vitest";
import { RECOVERY_WAIT } from "../../core/recovery/recovery.ts";
import { minutes } from "../../core/time.ts";
import { hiddenFields } from "../support/gateway_app.ts";
import { until } from "../support/patience.ts";
import type { Phones } from "./phones.ts";
import { createBrowser, withoutChance } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";
import { enterByPhone, enteredByApp } from "./wallet_browser.ts";

const LOST = "19900000117";
const NEXT = "19900000118";
/** Of the sandbox's person. */
const ID_NUMBER = "000000190001010023";

/**
 * Whoever has lost the phone of their account asks with another one and waits the day: then the new phone opens it and
 * nothing else does, and for a week less may be paid.
 */
export async function aRecoveryIsDone(teller: Teller, phones: Phones): Promise<void> {
  const { place } = teller;
  const before = await enteredByApp(place, "person_b");
  await enterByPhone(before, place, { phones, phone: LOST });
  await before.post("/wallet/switch", { who: "both", to: "/wallet" });
  expect((await before.get("/wallet/devices")).status).toBe(200);

  const owner = createBrowser(place.url);
  const typed = { lost_phone: LOST, new_phone: NEXT, id_number: ID_NUMBER };
  const begun = await owner.post("/wallet/recovery", typed);
  const code = phones.lastCode(place.name, NEXT) ?? "";
  const asked = await owner.post("/wallet/recovery/code", { ...hiddenFields(begun.html), code });
  teller.note("asked", [asked.status, withoutChance(asked.html)]);
  const told = (pattern: RegExp) =>
    until(async () => {
      await place.runJobs();
      return phones.textsOf(place.name, LOST).some((text) => pattern.test(text));
    }, () => `a text to ${LOST}: ${pattern}`);
  await told(/\/wallet\/recoveries\//);

  // A little short of the day nothing has changed.
  await place.advance(RECOVERY_WAIT - minutes(2));
  await place.runJobs();
  const late = createBrowser(place.url);
  await enterByPhone(late, place, { phones, phone: LOST });
  const soon = JSON.parse((await late.post("/wallet/data", {})).html);
  expect(soon.person).toMatchObject({ id_number: ID_NUMBER });
  expect(soon.recoveries).toMatchObject([{ state: "waiting" }]);

  await place.advance(minutes(3));
  await told(/已找回|was recovered/);
  expect((await late.get("/wallet/devices")).status).toBe(403);
  expect(await enterByPhone(owner, place, { phones, phone: NEXT })).toBe("/wallet");
  const given = JSON.parse((await owner.post("/wallet/data", {})).html);
  expect(given.person).toMatchObject({ id_number: ID_NUMBER });
  expect(given.recoveries).toMatchObject([{ state: "done" }]);
  const messages = await owner.get("/wallet/messages");
  expect(messages.html).toContain("saved cards and balances pay up to ¥1,000.00 a day");
  // When a text was sent is its place's own affair.
  teller.note("what they were told", [
    messages.status,
    /was recovered[^<]*/.exec(messages.html)?.[0]
      .replace(/Until.*?,/, "Until then,"),
  ]);
  // The old number begins with nothing.
  const stranger = createBrowser(place.url);
  await enterByPhone(stranger, place, { phones, phone: LOST });
  const empty = JSON.parse((await stranger.post("/wallet/data", {})).html);
  expect(empty.person.id_number).not.toBe(ID_NUMBER);
  expect(empty.recoveries).toEqual([]);
}
