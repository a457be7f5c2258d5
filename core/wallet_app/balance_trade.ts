import type { BalanceChannel } from "../channel/balance_channel.ts";
import { isWallet, type WalletChannel } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { Identity } from "../identity/identity.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import { channelOf } from "../payment/channel_for.ts";

/** How somebody can pay a number out of what they have in a wallet app. */
export interface BalanceTrade {
  readonly channel: WalletChannel;
  readonly balances: BalanceChannel;
  /** As the app names them. */
  readonly user: string;
}

/**
 * Undefined where the number was not granted it or is not switched on, or none of the apps that know this person pays
 * such numbers.
 */
export function balanceTradeOf(
  deps: Pick<Deps, "channels">,
  { merchant, order }: { readonly merchant: Merchant; readonly order: Order },
  identities: readonly Identity[],
): BalanceTrade | undefined {
  if (!merchant.products.includes("balance") || !channelOf(deps, merchant, order)) return undefined;
  for (const { issuer, subject: user } of identities) {
    const balances = isWallet(issuer) ? deps.channels[issuer]?.balances : undefined;
    if (isWallet(issuer) && balances?.mode === merchant.mode) {
      return { channel: issuer, balances, user };
    }
  }
  return undefined;
}
