import { base64url } from "jose";
import type { BudgetName, Spending, Way } from "../budget/budget.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import type { Deps } from "../deps.ts";
import { sameText } from "../same_text.ts";

const DEVICE_BYTES = 16;

/** What a browser shows to be one in which this phone has signed in before. It opens nothing; it has tries of its own. */
export async function newDevice(
  { vault, random }: Pick<Deps, "vault" | "random">,
  phoneDigest: string,
): Promise<string> {
  const device = base64url.encode(random(DEVICE_BYTES));
  return `${device}.${await mark(vault, device, phoneDigest)}`;
}

/** Whether this browser is one in which the phone's holder has signed in before. */
export async function isKnownDevice(
  deps: Pick<Deps, "vault">,
  { device, phoneDigest }: Pick<Trier, "device" | "phoneDigest">,
): Promise<boolean> {
  return await deviceIn(deps, device, phoneDigest) !== undefined;
}

/** Which of them this is; undefined for what was made up, or is another phone's. */
async function deviceIn(
  { vault }: Pick<Deps, "vault">,
  shown: string | undefined,
  phoneDigest: string,
): Promise<string | undefined> {
  const [device = "", mac = ""] = shown?.split(".") ?? [];
  return sameText(mac, await mark(vault, device, phoneDigest)) ? device : undefined;
}

function mark(vault: Deps["vault"], device: string, phoneDigest: string): Promise<string> {
  return vault.mac("known device", `${device} ${phoneDigest}`);
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
  deps: Pick<Deps, "vault">,
  { phoneDigest, source, device }: Trier,
  names: Parameters<typeof waysOf>[1] & Readonly<Record<"ofPhone" | "ofDevice", BudgetName>>,
): Promise<readonly Way[]> {
  const known = await deviceIn(deps, device, phoneDigest);
  const ofPhone: Spending = { budget: names.ofPhone, subject: phoneDigest };
  const strangers = waysOf(source, names).map((way) => [...way, ofPhone]);
  return known === undefined
    ? strangers
    : [[{ budget: names.ofDevice, subject: known }], ...strangers];
}
