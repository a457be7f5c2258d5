import fc from "fast-check";
import { expect } from "vitest";
import { budgets } from "../../core/budget/budget.ts";
import { SMS_CODE_LIFE } from "../../core/sms/sms_code.ts";
import { hours, minutes, seconds } from "../../core/time.ts";

/** Portals in processes of their own on one database, with one clock, and what their phones were sent. */
export interface Portals {
  readonly urls: readonly string[];
  /** The last code that this phone was sent. */
  readonly codeFor: (phone: string) => string | undefined;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
}

interface Window {
  used: number;
  readonly endsAt: number;
}

interface Code {
  readonly code: string;
  readonly expiresAt: number;
  tries: number;
}

/** A browser, and what the portal knows of it. */
interface Browser {
  readonly jar: Map<string, string>;
  /** The phone that it asked for a code for, and the codes it was sent. */
  attempt: { readonly phone: string; codes: readonly Code[] } | undefined;
  /** It has signed in with this phone, as this device. */
  device: { readonly phone: string; readonly name: string } | undefined;
}

interface Model {
  readonly phones: readonly string[];
  readonly browsers: readonly Browser[];
  readonly windows: Map<string, Window>;
  /** By what was answered: the page, without what is in it of its phone and the time. */
  readonly pages: Map<string, string>;
  readonly addresses: Set<string>;
  devices: number;
}

/** What was done, so that a run in which nothing of it happened is not taken for a proof. */
export interface Seen {
  wrong: number;
  right: number;
  locked: number;
  /** Owners who signed in in a known browser while strangers had used up their phone's tries or codes. */
  besides: number;
  spentCodes: number;
  /** From how many addresses anything was asked. */
  addresses: number;
}

type Name = keyof typeof budgets;
type Spending = readonly [Name, string];

/** The first few are used so often that they are used up; most of the others once or twice. */
const ADDRESSES = ["203.0.113.1", "203.0.113.2", "2001:db8::1", "198.51.100.7"].concat(
  ...Array.from({ length: 98 }, (_, i) => [`192.0.2.${i + 1}`, `2001:db8:0:${i + 1}::1`]),
);
const OFTEN = 4;

/** Strangers and owners at many browsers, from many addresses, at two portals: each answer is the model's. */
export async function guessingCodes(
  portals: Portals,
  { runs, steps }: { readonly runs: number; readonly steps: number },
): Promise<Seen> {
  const seen: Seen = { wrong: 0, right: 0, locked: 0, besides: 0, spentCodes: 0, addresses: 0 };
  // One for all runs: whose phone it is, known or not, is never to be seen.
  const pages = new Map<string, string>();
  const addresses = new Set<string>();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.commands(commands(seen), { maxCommands: steps, size: "max" }),
      async (given) => {
        // No window of an earlier run is open.
        portals.advance(hours(25));
        const phones = [0, 1, 2].map((i) => `199${`${++run * 3 + i}`.padStart(8, "0")}`);
        const browsers = phones.flatMap(() => [newBrowser(), newBrowser()]);
        const model: Model = { phones, browsers, windows: new Map(), pages, addresses, devices: 0 };
        const real = { portals, model };
        // Two of the phones have an owner, whose browser is known; nobody has ever heard of the third.
        for (const i of [0, 1]) await signIn(real, { browser: 2 * i, phone: i, address: 0, at: 0 });
        await fc.asyncModelRun(() => ({ model, real }), given);
        await passkeyStaysOpen(portals, run);
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
  return { ...seen, addresses: addresses.size };
}

interface Real {
  readonly portals: Portals;
  readonly model: Model;
}

/** Which of the browsers, phones, addresses and portals. */
interface Where {
  readonly browser: number;
  readonly phone: number;
  readonly address: number;
  readonly at: number;
}

const where = fc.record({
  browser: fc.nat(5),
  // One of them more than the others, so that it is used up.
  phone: fc.constantFrom(0, 0, 0, 1, 2),
  address: fc.oneof(fc.nat(OFTEN - 1), fc.nat(ADDRESSES.length - 1)),
  at: fc.nat(1),
});

function commands(seen: Seen): fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] {
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

function newBrowser(): Browser {
  return { jar: new Map(), attempt: undefined, device: undefined };
}

function ownBrowser({ browsers, phones }: Model, phone: number): number {
  return browsers.findIndex(({ device }) => device?.phone === phones[phone]);
}

function isOwned(model: Model, { phone }: Where): boolean {
  return ownBrowser(model, phone) >= 0;
}

function browserAt({ model }: Real, { browser }: Where): Browser {
  const found = model.browsers[browser];
  if (!found) throw new Error("No such browser");
  return found;
}

/** The portal's answer to this form in this browser; no redirect is followed. */
async function post({ portals, model }: Real, given: Where, path: string, fields = {}) {
  const { jar } = model.browsers[given.browser]!;
  const address = ADDRESSES[given.address] ?? "";
  model.addresses.add(address);
  const url = portals.urls[given.at] ?? "";
  const answer = await fetch(url + path, {
    method: "POST",
    redirect: "manual",
    headers: {
      Origin: url,
      Cookie: [...jar].map((pair) => pair.join("=")).join("; "),
      "X-Forwarded-For": address,
      "Accept-Language": "en",
    },
    body: new URLSearchParams(fields),
  });
  for (const line of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "") jar.delete(name);
    else jar.set(name, value);
  }
  return { status: answer.status, html: await answer.text() };
}

function windowOf({ portals, model }: Real, [name, subject]: Spending): Window {
  const key = `${name} ${subject}`;
  const now = portals.now();
  const known = model.windows.get(key);
  if (known && known.endsAt > now) return known;
  const fresh = { used: 0, endsAt: now + budgets[name].per };
  // It begins with the first try, not with the look.
  return fresh;
}

/** Along the first way with room in all of its budgets; undefined where there is none. */
function spend(
  real: Real,
  ways: readonly (readonly Spending[])[],
): readonly Spending[] | undefined {
  const open = ways.find((way) =>
    way.every((each) => windowOf(real, each).used < budgets[each[0]].max)
  );
  for (const each of open ?? []) {
    const window = windowOf(real, each);
    window.used++;
    real.model.windows.set(each.join(" "), window);
    expect(window.used).toBeLessThanOrEqual(budgets[each[0]].max);
  }
  return open;
}

function waysOf(real: Real, given: Where, phone: string, of: "codes" | "tries") {
  const { device } = browserAt(real, given);
  const address = ADDRESSES[given.address] ?? "";
  const own: Spending = [`sign_in_${of}_of_phone`, phone];
  const strangers: readonly (readonly Spending[])[] = [
    [[`sign_in_${of}_first`, address], own],
    [[`sign_in_${of}`, address], [`sign_in_${of}_for_all`, "everyone"], own],
  ];
  return device?.phone === phone
    ? [[[`sign_in_${of}_of_device`, device.name] as Spending], ...strangers]
    : strangers;
}

async function ask(real: Real, given: Where): Promise<number> {
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

function codeSent({ portals }: Real, phone: string): Code {
  const code = portals.codeFor(phone);
  if (code === undefined) throw new Error(`${phone} was sent nothing`);
  return { code, expiresAt: portals.now() + SMS_CODE_LIFE, tries: 0 };
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
function rightAt(real: Real, given: Where): string {
  const codes = browserAt(real, given).attempt?.codes ?? [];
  return (liveAt(real, given).find(({ tries }) => tries < TRIES) ?? codes[0])?.code ?? "";
}

const TRIES = budgets.phone_code_tries.max;

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
  return "right";
}

async function type(real: Real, given: Where, typed: string, seen?: Seen): Promise<string> {
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

const statusOf = { locked: 429, wrong: 422, right: 303 } as const;

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
  const has = (of: "codes" | "tries") =>
    windowOf(real, [`sign_in_${of}_of_device`, name]).used < budgets[`sign_in_${of}_of_device`].max;
  const strangersOut = (["codes", "tries"] as const).some((of) =>
    windowOf(real, [`sign_in_${of}_of_phone`, phone]).used >= budgets[`sign_in_${of}_of_phone`].max
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

async function signIn(real: Real, given: Where): Promise<void> {
  expect(await ask(real, given)).toBe(303);
  expect(await type(real, given, rightAt(real, given))).toBe("right");
}

/** Byte for byte, but for the time, the ends of the phone and what differs in every page. */
function looksAlike({ model }: Real, answer: string, html: string): void {
  const plain = html.replaceAll(/nonce="[^"]*"|\d+ [A-Z][a-z]{2} \d+, [\d:]+/g, "")
    .replaceAll(/\d+ minutes?/g, "").replaceAll(/199[\d*]{8}/g, "");
  const known = model.pages.get(answer) ?? plain;
  model.pages.set(answer, known);
  expect(plain, answer).toBe(known);
}

async function passkeyStaysOpen({ urls }: Portals, run: number): Promise<void> {
  const [url = ""] = urls;
  const answer = await fetch(`${url}/wallet/sign_in/passkey/challenge`, {
    method: "POST",
    headers: { Origin: url, "X-Forwarded-For": `198.18.${run % 250}.1` },
    body: new URLSearchParams(),
  });
  await answer.body?.cancel();
  expect(answer.status).toBe(200);
}
