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

export interface CodeRead {
  /** Undefined for a code that is forged, unknown, or was replaced twice since. */
  readonly scanned: ScannedCode | undefined;
  /** Whose screen showed the code, today or lately. */
  readonly shop: Merchant | undefined;
}

/** So many of the codes that are no longer valid still tell whoever scanned them whose they were: of ten minutes. */
const REMEMBERED = 9;

/**
 * What `token` leads to when it is the code on the screen, the one before it, or one that the last phone to claim may
 * have scanned; of one replaced lately the shop alone. One round trip, and the same work whatever the token, so that
 * response times reveal nothing either.
 */
export async function readCode(deps: Deps, token: string): Promise<CodeRead> {
  const ref = refOf(token);
  if (ref === undefined) return { scanned: undefined, shop: undefined };
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
  const valid = [shown, shown - 1, claimed, claimed - 1];
  const replaced = Array.from({ length: REMEMBERED }, (_, place) => shown - 2 - place);
  const rotations = [...valid, ...replaced];
  const tokens = await Promise.all(rotations.map((each) => tokenOf(deps.vault, { ref }, each)));
  const fits = tokens.map((each) => sameText(each, token));
  const place = fits.indexOf(true);
  const rotation = valid[place];
  const shop = place < 0 ? undefined : merchant;
  if (!code || !order || !merchant || rotation === undefined) return { scanned: undefined, shop };
  return { scanned: { token, code, order, payments, merchant, stopped, now, rotation }, shop };
}
