import { base64url } from "jose";
import type { BudgetName, Spending, Way } from "../budget/budget.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import type { Deps } from "../deps.ts";
import type { Consumer } from "./consumer.ts";
import { sameText } from "../same_text.ts";
import { type Instant, instant } from "../time.ts";

const DEVICE_BYTES = 16;

/**
 * Of which phone a browser is known. After its holder reported it lost it is as if it were another: whatever browser was
 * known before is not any more.
 */
export async function holderMark(
  deps: Pick<Deps, "load" | "consumers">,
  phoneDigest: string,
): Promise<string> {
  const [losses = 0] = await deps.load(deps.consumers.lossesOfPhone(phoneDigest));
  return losses === 0 ? phoneDigest : `${phoneDigest} ${losses}`;
}

/** The same of a person, whose browsers a PIN makes known. */
export function personMark({ consumerId, phoneLosses }: Consumer): string {
  return phoneLosses === 0 ? consumerId : `${consumerId} ${phoneLosses}`;
}

/** What a browser shows to be one that `of` has used before: a phone, or a person. It opens nothing; it has tries of its own. */
export async function newDevice(
  { vault, random, now }: Pick<Deps, "vault" | "random" | "now">,
  of: string,
  since: Instant = now(),
): Promise<string> {
  const device = `${base64url.encode(random(DEVICE_BYTES))}~${since}`;
  return `${device}.${await mark(vault, device, of)}`;
}

/** Since when it is known; undefined for one that is older than these times. */
export function knownSince(device: string): Instant | undefined {
  const [, since] = device.split("~");
  return since === undefined ? undefined : instant(Number(since));
}

/** Which of them this is; undefined for what was made up, or is another's. */
export async function deviceIn(
  { vault }: Pick<Deps, "vault">,
  shown: string | undefined,
  of: string,
): Promise<string | undefined> {
  const [device = "", mac = ""] = shown?.split(".") ?? [];
  return sameText(mac, await mark(vault, device, of)) ? device : undefined;
}

function mark(vault: Deps["vault"], device: string, of: string): Promise<string> {
  return vault.mac("known device", `${device} ${of}`);
}

/** Who tries something with a phone, and from where. */
export interface Trier {
  readonly phoneDigest: string;
  readonly source: Source;
  /** What `newDevice` gave this browser, if it did. */
  readonly device: string | undefined;
}

/** A browser that the phone's holder has used has a way of its own: strangers who use up the phone's do not close it. */
export async function waysOfPhone(
  deps: Pick<Deps, "vault" | "load" | "consumers">,
  { phoneDigest, source, device }: Trier,
  names: Parameters<typeof waysOf>[1] & Readonly<Record<"ofPhone" | "ofDevice", BudgetName>>,
): Promise<readonly Way[]> {
  const known = await deviceIn(deps, device, await holderMark(deps, phoneDigest));
  const ofPhone: Spending = { budget: names.ofPhone, subject: phoneDigest };
  const strangers = waysOf(source, names).map((way) => [...way, ofPhone]);
  return known === undefined
    ? strangers
    : [[{ budget: names.ofDevice, subject: known }], ...strangers];
}
