import type { ChannelName } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import { sameText } from "../same_text.ts";
import type { Instant } from "../time.ts";
import { refOf, tokenOf } from "./code_token.ts";
import { type DynamicCode, rotationAt } from "./dynamic_code.ts";

/** Everything behind a scanned code. */
export interface ScannedCode {
  readonly token: string;
  readonly code: DynamicCode;
  readonly order: Order;
  /** Oldest first. */
  readonly payments: readonly Payment[];
  readonly merchant: Merchant;
  /** Channels that take nothing new now. */
  readonly stopped: readonly ChannelName[];
  /** On the merchant's clock. */
  readonly now: Instant;
  /** Which of the order's codes was scanned. */
  readonly rotation: number;
}

/**
 * What `token` leads to when it is the code on the screen, the one before it, or one that the last phone to claim may
 * have scanned. Undefined for all others: forged, unknown, replaced twice since. One round trip, and the same work
 * whatever the token, so that response times reveal nothing either.
 */
export async function readCode(deps: Deps, token: string): Promise<ScannedCode | undefined> {
  const ref = refOf(token);
  if (ref === undefined) return undefined;
  const [code, order, payments, merchant, stopped] = await deps.load(
    deps.codes.byRef(ref),
    deps.codes.order(ref),
    deps.codes.payments(ref),
    deps.codes.merchant(ref),
    deps.channelSwitches.stopped(),
  );
  const now = merchant ? merchantNow(merchant, deps.now()) : deps.now();
  const shown = code ? rotationAt(code, now) : 0;
  const claimed = code?.claim?.rotation ?? shown;
  const rotations = [shown, shown - 1, claimed, claimed - 1];
  const tokens = await Promise.all(rotations.map((each) => tokenOf(deps.vault, { ref }, each)));
  const fits = tokens.map((each) => sameText(each, token));
  const rotation = rotations[fits.indexOf(true)];
  if (!code || !order || !merchant || rotation === undefined) return undefined;
  return { token, code, order, payments, merchant, stopped, now, rotation };
}
