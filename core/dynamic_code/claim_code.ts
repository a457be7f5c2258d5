import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { OrderState } from "../order/order.ts";
import type { PayerProof } from "../payment/payer_key.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { phoneOf } from "./claim_key.ts";
import { advance, heldClaim } from "./dynamic_code.ts";
import { type CodeRead, readCode, type ScannedCode } from "./read_code.ts";

/** `device` is the keyed digest of the phone's own secret, undefined while it has none. */
export interface LookAtCode extends PayerProof {
  readonly token: string;
}

export interface ClaimCode extends LookAtCode {
  readonly device: string;
}

export interface OpenedCode extends ScannedCode {
  /** This phone has claimed the code; false while it has only looked at an unclaimed one. */
  readonly mine: boolean;
}

export type CodeRefusal =
  /** Replaced, used up, forged or unknown: the answer does not say which, but of a real one whose it was. */
  | { readonly code: "code_stale"; readonly shop?: Merchant | undefined }
  /** Another phone has claimed it, or a payment of the order is on its way. */
  | { readonly code: "code_taken"; readonly scanned: ScannedCode }
  | {
    readonly code: "order_not_open";
    readonly state: Exclude<OrderState, "open">;
    readonly scanned: ScannedCode;
  };

/**
 * Claims the scanned code for this phone: the first phone gets it, and every code shown before is used up. Claiming
 * again what one has already claimed changes nothing. The write itself checks that the order is still open.
 */
export function claimCode(
  deps: Deps,
  { token, device, payerKey }: ClaimCode,
): Promise<Result<OpenedCode, CodeRefusal>> {
  return retryOnConflict(async () => {
    const read = await readCode(deps, token);
    const { scanned } = read;
    const opened = decide(scanned, await phoneOf(deps.vault, scanned?.code, { device, payerKey }));
    if (!opened.ok || opened.value.mine) return named(opened, read);
    const at = opened.value.now;
    const code = advance(opened.value.code, { type: "claimed", device, at });
    const eventId = deps.newId("evt");
    await deps.commit([{ type: "code.claimed", code, eventId, at, by: byConsumer() }]);
    return ok({ ...opened.value, code, mine: true });
  });
}

/** What a claim would find, without claiming: loading a page never claims. */
export async function lookAtCode(
  deps: Deps,
  { token, ...proof }: LookAtCode,
): Promise<Result<OpenedCode, CodeRefusal>> {
  const read = await readCode(deps, token);
  const { scanned } = read;
  return named(decide(scanned, await phoneOf(deps.vault, scanned?.code, proof)), read);
}

/** Whoever scanned a real code that is over hears whose it was. */
function named(
  opened: Result<OpenedCode, CodeRefusal>,
  { shop }: CodeRead,
): Result<OpenedCode, CodeRefusal> {
  if (opened.ok || opened.error.code !== "code_stale" || !shop) return opened;
  return rejected({ code: "code_stale", shop });
}

export function decide(
  scanned: ScannedCode | undefined,
  device: string | undefined,
): Result<OpenedCode, CodeRefusal> {
  if (!scanned) return rejected({ code: "code_stale" });
  const { code, order, payments, rotation, now } = scanned;
  const moving = payments.some((each) => each.state === "processing");
  // An order can be past its time before anything has marked it; money on its way may still pay it.
  const late = order.state === "open" && !moving && order.expiresAt <= now;
  if (holds(scanned, device) && !late) return ok({ ...scanned, mine: true });
  const state = late ? "expired" : order.state;
  if (state !== "open") return rejected({ code: "order_not_open", state, scanned });
  const held = heldClaim(code, payments, now);
  if (moving || (held && !isSame(held.device, device))) {
    return rejected({ code: "code_taken", scanned });
  }
  const usedUp = code.claim !== undefined && rotation <= code.claim.rotation;
  return usedUp ? rejected({ code: "code_stale" }) : ok({ ...scanned, mine: false });
}

/** True for the phone of the last claim, with a code that it could have scanned then. */
export function holds(
  { code: { claim }, rotation }: ScannedCode,
  device: string | undefined,
): boolean {
  return claim !== undefined && !claim.released && rotation <= claim.rotation &&
    isSame(claim.device, device);
}

function isSame(known: string, device: string | undefined): boolean {
  return device !== undefined && sameText(known, device);
}
