import fc from "fast-check";
import { expect } from "vitest";
import { hours, minutes } from "../../core/time.ts";

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

export interface Code {
  readonly code: string;
  readonly expiresAt: number;
  tries: number;
}

/** A browser, and what the portal knows of it. */
export interface Browser {
  readonly jar: Map<string, string>;
  /** The phone that it asked for a code for, and the codes it was sent. */
  attempt: { readonly phone: string; codes: readonly Code[] } | undefined;
  /** It has signed in with this phone, as this device. */
  device: { readonly phone: string; readonly name: string } | undefined;
  /** When it did so last. */
  signedInAt: number;
  /** Of another code, for a recovery or another phone: its form, and for which phone. */
  other: OtherCode | undefined;
  /** Whoever has the account has typed their PIN in it. */
  knowsPin: boolean;
}

export interface OtherCode {
  readonly path: string;
  readonly phone: string;
  readonly asked: string;
  readonly code: Code;
  /** That a recovery is about. */
  readonly lost: string | undefined;
}

export interface Model {
  readonly phones: string[];
  readonly browsers: readonly Browser[];
  readonly windows: Map<string, Window>;
  /** By what was answered: the page, without what is in it of its phone and the time. */
  readonly pages: Map<string, string>;
  readonly addresses: Set<string>;
  devices: number;
  readonly run: number;
}

/** How often each was the answer. */
export type Answers = Record<"wrong" | "right" | "locked", number>;

/** What was done, so that a run in which nothing of it happened is not taken for a proof. */
export interface Seen {
  wrong: number;
  right: number;
  locked: number;
  /** Owners who signed in in a known browser while strangers had used up their phone's tries or codes. */
  besides: number;
  spentCodes: number;
  /** Of the codes of recoveries and of another phone, and of payment PINs. */
  recovery: Answers;
  change: Answers;
  pin: Answers;
  /** Recoveries that were too many of one phone. */
  recoveriesOver: number;
  /** Right PINs in a known browser while the account's other tries were used up. */
  pinBesides: number;
  /** From how many addresses anything was asked. */
  addresses: number;
}

/** As docs/running.md has them, written once more: so many within so long, which begins with the first. */
const budgets = {
  phone_code_tries: { max: 5, per: hours(24) },
  sign_in_codes_of_phone: { max: 10, per: hours(1) },
  sign_in_codes_of_device: { max: 10, per: hours(1) },
  sign_in_codes_first: { max: 10, per: hours(1) },
  sign_in_codes: { max: 120, per: hours(1) },
  sign_in_codes_for_all: { max: 6_000, per: hours(1) },
  sign_in_tries_of_phone: { max: 10, per: hours(1) },
  sign_in_tries_of_device: { max: 10, per: hours(1) },
  sign_in_tries_first: { max: 20, per: minutes(10) },
  sign_in_tries: { max: 120, per: minutes(10) },
  sign_in_tries_for_all: { max: 6_000, per: minutes(10) },
  recoveries_of_phone: { max: 3, per: hours(24) },
  payment_pins: { max: 5, per: hours(1) },
  payment_pins_of_day: { max: 10, per: hours(24) },
  payment_pins_of_device: { max: 5, per: hours(1) },
  payment_pins_of_device_day: { max: 10, per: hours(24) },
} as const;

type Name = keyof typeof budgets;
export type Spending = readonly [Name, string];

/** The first few are used so often that they are used up; most of the others once or twice. */
export const ADDRESSES = ["203.0.113.1", "203.0.113.2", "2001:db8::1", "198.51.100.7"].concat(
  ...Array.from({ length: 98 }, (_, i) => [`192.0.2.${i + 1}`, `2001:db8:0:${i + 1}::1`]),
);
const OFTEN = 4;
export interface Real {
  readonly portals: Portals;
  readonly model: Model;
}

/** Which of the browsers, phones, addresses and portals. */
export interface Where {
  readonly browser: number;
  readonly phone: number;
  readonly address: number;
  readonly at: number;
}

export const where = fc.record({
  browser: fc.nat(5),
  // One of them more than the others, so that it is used up.
  phone: fc.constantFrom(0, 0, 0, 1, 2),
  address: fc.oneof(fc.nat(OFTEN - 1), fc.nat(ADDRESSES.length - 1)),
  at: fc.nat(1),
});
/** The `n`th of a run; nobody has it in another run. */
export function phoneOf(run: number, n: number): string {
  return `199${`${run * 100 + n}`.padStart(8, "0")}`;
}

export function newBrowser(): Browser {
  return {
    jar: new Map(),
    attempt: undefined,
    device: undefined,
    signedInAt: -Infinity,
    other: undefined,
    knowsPin: false,
  };
}
export function browserAt({ model }: Real, { browser }: Where): Browser {
  const found = model.browsers[browser];
  if (!found) throw new Error("No such browser");
  return found;
}

/** The portal's answer to this form in this browser; no redirect is followed. */
export async function post({ portals, model }: Real, given: Where, path: string, fields = {}) {
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

export function windowOf({ portals, model }: Real, [name, subject]: Spending): Window {
  const key = `${name} ${subject}`;
  const now = portals.now();
  const known = model.windows.get(key);
  if (known && known.endsAt > now) return known;
  const fresh = { used: 0, endsAt: now + budgets[name].per };
  // It begins with the first try, not with the look.
  return fresh;
}

/** Along the first way with room in all of its budgets; undefined where there is none. */
export function spend(
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

export function waysOf(real: Real, given: Where, phone: string, of: "codes" | "tries") {
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
export function codeSent({ portals }: Real, phone: string): Code {
  const code = portals.codeFor(phone);
  if (code === undefined) throw new Error(`${phone} was sent nothing`);
  return { code, expiresAt: portals.now() + minutes(5), tries: 0 };
}
export const TRIES = budgets.phone_code_tries.max;
export const statusOf = { locked: 429, wrong: 422, right: 303 } as const;

/** What is left of this budget. */
export function leftOf(real: Real, spending: Spending): number {
  return budgets[spending[0]].max - windowOf(real, spending).used;
}

/** Byte for byte, but for the time, the ends of the phone and what differs in every page. */
export function looksAlike({ model }: Real, answer: string, html: string): void {
  const plain = html.replaceAll(
    /nonce="[^"]*"|<span data-ends.*?<\/span><\/span>|\d+ [A-Z][a-z]{2} \d+, [\d:]+/g,
    "",
  )
    .replaceAll(/\d+ minutes?/g, "").replaceAll(/199[\d*]{8}/g, "");
  const known = model.pages.get(answer) ?? plain;
  model.pages.set(answer, known);
  expect(plain, answer).toBe(known);
}
