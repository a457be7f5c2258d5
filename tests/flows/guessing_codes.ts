import fc from "fast-check";
import { expect } from "vitest";
import { minutes, seconds } from "../../core/time.ts";
import {
  ADDRESSES,
  type Browser,
  browserAt,
  type Code,
  codeSent,
  leftOf,
  looksAlike,
  type Model,
  post,
  type Real,
  type Seen,
  spend,
  statusOf,
  TRIES,
  waysOf,
  type Where,
  where,
  windowOf,
} from "./guessing.ts";

/** Signing in by phone: strangers guess, owners come in. */
export function signInCommands(seen: Seen): fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] {
  const at = (
    name: string,
    run: (real: Real, given: Where) => Promise<unknown>,
    can: (model: Model, given: Where) => boolean = () => true,
  ) =>
    where.map((each): fc.AsyncCommand<Model, Real> => ({
      check: (model) => can(model, each),
      run: async (_, real) => void await run(real, each),
      toString: () => `${name} ${JSON.stringify(each)}`,
    }));
  const hasAsked = ({ browsers }: Model, { browser }: Where) =>
    browsers[browser]?.attempt !== undefined;
  const wait = fc.constantFrom(seconds(61), minutes(3), minutes(7), minutes(61))
    .map((ms): fc.AsyncCommand<Model, Real> => ({
      check: () => true,
      run: (_, { portals }) => Promise.resolve(portals.advance(ms)),
      toString: () => `wait ${ms}`,
    }));
  const asking = at("ask", ask);
  const guess = (real: Real, each: Where) => type(real, each, wrongAt(real, each), seen);
  const guessing = at("guess", guess, hasAsked);
  const atOnce = at("guess at once", (real, each) => guessAtOnce(real, each, seen), hasAsked);
  const owner = at("owner", (real, each) => ownerSignsIn(real, each, seen), isOwned);
  return [
    at("type right", (real, each) => type(real, each, rightAt(real, each), seen), hasAsked),
    at("resend", resend, hasAsked),
    at("siege", (real, each) => besiege(real, each, seen), isOwned),
    ...[asking, asking, guessing, guessing, atOnce, atOnce, owner, owner],
    wait,
  ];
}
function ownBrowser({ browsers, phones }: Model, phone: number): number {
  return browsers.findIndex(({ device }) => device?.phone === phones[phone]);
}

function isOwned(model: Model, { phone }: Where): boolean {
  return ownBrowser(model, phone) >= 0;
}
export async function ask(real: Real, given: Where): Promise<number> {
  const phone = real.model.phones[given.phone] ?? "";
  const open = spend(real, waysOf(real, given, phone, "codes"));
  const { status, html } = await post(real, given, "/wallet/sign_in", { phone });
  expect(status).toBe(open ? 303 : 429);
  if (open) browserAt(real, given).attempt = { phone, codes: [codeSent(real, phone)] };
  else looksAlike(real, "ask", html);
  return status;
}

async function resend(real: Real, given: Where): Promise<void> {
  const browser = browserAt(real, given);
  const { phone, codes } = browser.attempt!;
  const open = spend(real, waysOf(real, given, phone, "codes"));
  const { status, html } = await post(real, given, "/wallet/sign_in/code/resend");
  expect(status).toBe(open ? 303 : 429);
  // The codes before stay good.
  if (open) browser.attempt = { phone, codes: [...codes, codeSent(real, phone)] };
  else looksAlike(real, `resend ${isOver(real, browser)}`, html);
}
function liveAt(real: Real, given: Where): readonly Code[] {
  const { attempt } = browserAt(real, given);
  return attempt?.codes.filter(({ expiresAt }) => expiresAt > real.portals.now()) ?? [];
}

function isOver({ portals }: Real, { attempt }: Browser): boolean {
  return (attempt?.codes.at(-1)?.expiresAt ?? 0) <= portals.now();
}

function wrongAt(real: Real, given: Where): string {
  const taken = new Set(browserAt(real, given).attempt?.codes.map(({ code }) => code));
  const free = ["271828", "314159", "161803", "141421", "173205", "223606"];
  return free.find((each) => !taken.has(each)) ?? "";
}

/** One that is good, if any is. */
export function rightAt(real: Real, given: Where): string {
  const codes = browserAt(real, given).attempt?.codes ?? [];
  return (liveAt(real, given).find(({ tries }) => tries < TRIES) ?? codes[0])?.code ?? "";
}
/** What becomes of this guess: every code that is live loses a try, and one without tries left opens nothing. */
function decide(real: Real, given: Where, typed: string): "locked" | "wrong" | "right" {
  const browser = browserAt(real, given);
  const { phone } = browser.attempt!;
  const way = spend(real, waysOf(real, given, phone, "tries"));
  if (!way) return "locked";
  let right: Code | undefined;
  for (const each of liveAt(real, given)) {
    if (each.tries >= TRIES) continue;
    each.tries++;
    if (each.code === typed) right = each;
  }
  if (!right) return "wrong";
  for (const each of way) windowOf(real, each).used--;
  browser.attempt = undefined;
  browser.device = { phone, name: `${++real.model.devices}` };
  browser.signedInAt = real.portals.now();
  return "right";
}

export async function type(real: Real, given: Where, typed: string, seen?: Seen): Promise<string> {
  const browser = browserAt(real, given);
  const over = isOver(real, browser);
  const spent = liveAt(real, given).some(({ tries }) => tries >= TRIES);
  const decided = decide(real, given, typed);
  const { status, html } = await post(real, given, "/wallet/sign_in/code", { code: typed });
  expect({ decided, status }).toEqual({ decided, status: statusOf[decided] });
  if (decided !== "right") looksAlike(real, `${decided} ${over}`, html);
  if (seen) {
    seen[decided]++;
    if (spent && decided === "wrong") seen.spentCodes++;
  }
  return decided;
}
/** At both portals at the same moment: together they get no further than one after the other. */
async function guessAtOnce(real: Real, given: Where, seen: Seen): Promise<void> {
  const typed = wrongAt(real, given);
  const expected = Array.from({ length: 6 }, () => statusOf[decide(real, given, typed)]);
  const answers = await Promise.all(
    expected.map((_, i) =>
      post(real, { ...given, at: i % 2 }, "/wallet/sign_in/code", { code: typed })
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual(expected.toSorted());
  seen.wrong += expected.filter((status) => status === 422).length;
  seen.locked += expected.filter((status) => status === 429).length;
}

/** In a browser of theirs, whatever strangers are doing. */
async function ownerSignsIn(real: Real, given: Where, seen: Seen): Promise<void> {
  const { model } = real;
  const own = { ...given, browser: ownBrowser(model, given.phone) };
  const phone = model.phones[given.phone] ?? "";
  const name = browserAt(real, own).device?.name ?? "";
  const has = (of: "codes" | "tries") => leftOf(real, [`sign_in_${of}_of_device`, name]) > 0;
  const strangersOut = (["codes", "tries"] as const).some((of) =>
    leftOf(real, [`sign_in_${of}_of_phone`, phone]) <= 0
  );
  const comesIn = has("codes") && has("tries");
  const asked = await ask(real, own);
  const typed = asked === 303 ? await type(real, own, rightAt(real, own), seen) : undefined;
  if (!comesIn) return;
  expect([asked, typed]).toEqual([303, "right"]);
  if (strangersOut) seen.besides++;
}

/** Guesses until the code and then the phone have no tries left, from wherever; its owner comes in all the same. */
async function besiege(real: Real, given: Where, seen: Seen): Promise<void> {
  await ask(real, given);
  if (browserAt(real, given).attempt) {
    await guessAtOnce(real, given, seen);
    const next = { ...given, address: (given.address + 1) % ADDRESSES.length };
    const typed = await type(real, next, rightAt(real, next), seen);
    if (typed !== "right") await guessAtOnce(real, next, seen);
  }
  if (isOwned(real.model, given)) await ownerSignsIn(real, given, seen);
}
export async function signIn(real: Real, given: Where): Promise<void> {
  expect(await ask(real, given)).toBe(303);
  expect(await type(real, given, rightAt(real, given))).toBe("right");
}
