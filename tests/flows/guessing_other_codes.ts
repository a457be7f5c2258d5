import fc from "fast-check";
import { expect } from "vitest";
import { minutes } from "../../core/time.ts";
import {
  type Answers,
  browserAt,
  codeSent,
  looksAlike,
  type Model,
  phoneOf,
  post,
  type Real,
  type Seen,
  spend,
  type Spending,
  statusOf,
  TRIES,
  waysOf,
  type Where,
  where,
} from "./guessing.ts";
import { ask, rightAt, signIn, type } from "./guessing_codes.ts";

/** Somebody who changes their phone, and where they do it. */
const MOVER = { phone: 3, browser: 6 } as const;
/** Somebody with a payment PIN; in their own browser it was right before, a thief has come in elsewhere. */
const PAYER = { phone: 4, browsers: [7, 8] } as const;
const PIN = "135790";

/** Each has signed in, and the payer has set the PIN. */
export async function othersBegin(real: Real): Promise<void> {
  const from = { address: 1, at: 1 };
  await signIn(real, { ...from, ...MOVER });
  const [own, elsewhere] = PAYER.browsers;
  await signIn(real, { ...from, phone: PAYER.phone, browser: own });
  const given = { ...from, phone: PAYER.phone, browser: own };
  const set = await post(real, given, "/wallet/pin", { pin: PIN, again: PIN, old: "" });
  expect(set.status).toBe(303);
  browserAt(real, given).knowsPin = true;
  await signIn(real, { ...from, phone: PAYER.phone, browser: elsewhere });
}

type Guess = "wrong" | "right" | "wrong at once";
const guesses = fc.constantFrom<Guess>("wrong", "wrong", "right", "wrong at once");

export function otherCommands(seen: Seen): fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] {
  const guessed = (
    name: string,
    run: (real: Real, given: Where, guess: Guess) => Promise<unknown>,
    can: (model: Model, given: Where) => boolean = () => true,
  ) =>
    fc.tuple(where, guesses).map(([each, guess]): fc.AsyncCommand<Model, Real> => ({
      check: (model) => can(model, each),
      run: async (_, real) => void await run(real, each, guess),
      toString: () => `${name} ${guess} ${JSON.stringify(each)}`,
    }));
  const asked = (path: string) => ({ browsers }: Model, { browser }: Where) =>
    browsers[browser]?.other?.path === path;
  const recover = guessed(
    "type of recovery",
    (real, given, guess) => typeOther(real, given, { guess, seen }),
    asked(RECOVERY),
  );
  const change = guessed("change phone", (real, given, guess) => changes(real, given, guess, seen));
  const pin = guessed("type PIN", (real, given, guess) => typePin(real, given, guess, seen));
  const recoverAgain = guessed(
    "recover again and again",
    (real, given) => recoversAgain(real, given, seen),
  );
  const begin = guessed("ask for recovery", asksForRecovery);
  const siege = guessed("besiege PIN", (real, given) => besiegesPin(real, given, seen));
  return [begin, recover, recover, recoverAgain, change, pin, pin, siege];
}

const RECOVERY = "/wallet/recovery";
const CHANGE = "/wallet/phone";

/** For one of the phones, known or not, by a code to a number that nobody has, or to one of them. */
async function asksForRecovery(real: Real, given: Where): Promise<void> {
  const lost = real.model.phones[given.phone] ?? "";
  const phone = given.at === 0 ? phoneOf(real.model.run, 20 + given.browser) : lost;
  const fields = { lost_phone: lost, new_phone: phone, id_number: "" };
  await askOther(real, given, { path: RECOVERY, phone, fields, lost });
}

/** Of one phone, by codes that are right: a few times a day, known or not. */
async function recoversAgain(real: Real, each: Where, seen: Seen): Promise<void> {
  const given = { ...each, at: 0 };
  for (let i = 0; i < 4; i++) {
    await asksForRecovery(real, given);
    if (!browserAt(real, given).other) return;
    await typeOther(real, given, { guess: "right", seen });
  }
}

async function askOther(
  real: Real,
  given: Where,
  { path, phone, fields, lost }: {
    readonly path: string;
    readonly phone: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly lost: string | undefined;
  },
): Promise<void> {
  const open = spend(real, waysOf(real, given, phone, "codes"));
  const { status, html } = await post(real, given, path, fields);
  expect([path, status]).toEqual([path, open ? 200 : 429]);
  looksAlike(real, `${path} ${status}`, withoutSealed(html));
  const code = open ? codeSent(real, phone) : undefined;
  const [, form = ""] = /name="asked" value="([^"]*)"/.exec(html) ?? [];
  browserAt(real, given).other = code && { path, phone, asked: form, code, lost };
}

/** What is sealed is another text each time. */
function withoutSealed(html: string): string {
  return html.replaceAll(/name="asked" value="[^"]*"/g, "");
}

const WRONG = ["271828", "314159", "161803", "141421"];

/** At once: at both portals. What it comes to, one after the other, is known before. */
async function typeOther(
  real: Real,
  given: Where,
  { guess, seen }: { readonly guess: Guess; readonly seen: Seen },
): Promise<number> {
  const { path, phone, asked, code, lost } = browserAt(real, given).other!;
  const answers: Answers = path === RECOVERY ? seen.recovery : seen.change;
  const typed = guess === "right" ? code.code : WRONG.find((each) => each !== code.code) ?? "";
  const times = guess === "wrong at once" ? 6 : 1;
  const expected = Array.from({ length: times }, () => {
    const way = spend(real, waysOf(real, given, phone, "tries"));
    if (!way) return "locked";
    const isGood = code.expiresAt > real.portals.now() && code.tries < TRIES;
    if (isGood) code.tries++;
    if (!isGood || typed !== code.code) return "wrong";
    giveBack(real, way);
    // Once.
    code.tries = TRIES;
    return "right";
  });
  const over = expected[0] === "right" && lost !== undefined &&
    !spend(real, [[["recoveries_of_phone", lost]]]);
  const status = { ...statusOf, right: over ? 429 : path === RECOVERY ? 200 : 303 };
  const fields = { asked, code: typed };
  const given2 = (i: number) => times === 1 ? given : { ...given, at: i % 2 };
  const found = await Promise.all(
    expected.map((_, i) => post(real, given2(i), `${path}/code`, fields)),
  );
  expect([path, guess, ...found.map((each) => each.status).toSorted()])
    .toEqual([path, guess, ...expected.map((each) => status[each]).toSorted()]);
  for (const each of expected) answers[each]++;
  if (over) seen.recoveriesOver++;
  for (const { status, html } of found) {
    if (status !== 303) {
      looksAlike(
        real,
        `${path}/code ${status} ${code.expiresAt > real.portals.now()}`,
        withoutSealed(html),
      );
    }
  }
  return found[0]?.status ?? 0;
}

function giveBack(real: Real, way: readonly Spending[]): void {
  for (const each of way) {
    const window = real.model.windows.get(each.join(" "));
    if (window) window.used--;
  }
}

/** Whether they are signed in there, and were so a moment ago; if not, they try to. */
async function comesIn(real: Real, given: Where): Promise<boolean> {
  const { signedInAt } = browserAt(real, given);
  if (real.portals.now() - signedInAt < minutes(9)) return true;
  if (await ask(real, given) !== 303) return false;
  return await type(real, given, rightAt(real, given)) === "right";
}

/** Guesses for a number that is somebody's, or nobody's; right only for one that nobody has. */
async function changes(real: Real, each: Where, guess: Guess, seen: Seen): Promise<void> {
  const given = { ...each, ...MOVER };
  const { model } = real;
  if (!await comesIn(real, given)) return;
  const fresh = phoneOf(model.run, 30 + model.devices);
  const phone = guess === "right" ? fresh : model.phones[each.phone] ?? "";
  await askOther(real, given, { path: CHANGE, phone, fields: { phone }, lost: undefined });
  if (!browserAt(real, given).other) return;
  const status = await typeOther(real, given, { guess, seen });
  if (status !== 303) return;
  model.phones[MOVER.phone] = phone;
  browserAt(real, given).device = { phone, name: `${++model.devices}` };
}

/** To confirm that it is them, or as the old one of another. */
async function typePin(real: Real, each: Where, guess: Guess, seen: Seen): Promise<void> {
  const [own, elsewhere] = PAYER.browsers;
  const browser = each.browser % 2 === 0 ? own : elsewhere;
  const given = { ...each, phone: PAYER.phone, browser };
  if (!await comesIn(real, given)) return;
  const here = browserAt(real, given);
  const ofPerson: readonly Spending[] = [["payment_pins", "p"], ["payment_pins_of_day", "p"]];
  const way: readonly Spending[] = here.knowsPin
    ? [["payment_pins_of_device", `${browser}`], ["payment_pins_of_device_day", `${browser}`]]
    : ofPerson;
  const typed = guess === "right" ? PIN : "975310";
  const times = guess === "wrong at once" ? 4 : 1;
  const expected = Array.from({ length: times }, () => {
    const open = spend(real, [way]);
    if (!open) return "locked";
    if (typed !== PIN) return "wrong";
    giveBack(real, open);
    return "right";
  });
  const toSet = guess !== "right" && each.at === 0;
  const path = toSet ? "/wallet/pin" : "/wallet/confirmation/pin?to=%2Fwallet";
  const fields = toSet ? { pin: "864207", again: "864207", old: typed } : { pin: typed };
  const found = await Promise.all(
    expected.map((_, i) => post(real, { ...given, at: (given.at + i) % 2 }, path, fields)),
  );
  expect([guess, ...found.map(({ status }) => status).toSorted()])
    .toEqual([guess, ...expected.map((each) => statusOf[each]).toSorted()]);
  for (const each of expected) seen.pin[each]++;
  if (expected[0] !== "right") return;
  const strangersOut = !spend(real, [ofPerson]);
  if (!strangersOut) giveBack(real, ofPerson);
  if (strangersOut && here.knowsPin) seen.pinBesides++;
  here.knowsPin = true;
}

/** A thief uses up the account's tries; whoever typed it right before comes in all the same. */
async function besiegesPin(real: Real, each: Where, seen: Seen): Promise<void> {
  for (const browser of [1, 1, 0]) {
    await typePin(real, { ...each, browser }, browser === 0 ? "right" : "wrong at once", seen);
  }
}
