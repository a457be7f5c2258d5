import type { Deps } from "../deps.ts";
import { createSandboxChannel } from "./sandbox/sandbox_channel.ts";
import { createSeal } from "./sandbox/seal.ts";
import { createWalletChannel } from "./wallet/wallet_channel.ts";
import type { WalletDeps } from "./wallet/wallet_wire.ts";
import { createUnionpayChannel, type UnionpayDeps } from "./unionpay/unionpay_channel.ts";

/** The channels of this portal: UnionPay's always, the sandbox and wallet apps where they are configured. Which one a number trades through is the number's own. */
export function createChannels(
  deps: UnionpayDeps & WalletDeps & {
    readonly config: Pick<Deps["config"], "sandbox" | "publicUrl" | "walletApps">;
  },
): Deps["channels"] {
  const { config: { sandbox, publicUrl, walletApps }, vault } = deps;
  const wallets = walletApps.flatMap(({ balances, ...app }) =>
    balances ? [createWalletChannel(deps, { ...app, balances })] : []
  );
  return {
    ...(sandbox ? { sandbox: createSandboxChannel(createSeal(vault), publicUrl) } : {}),
    unionpay: createUnionpayChannel(deps),
    ...Object.fromEntries(wallets.map((each) => [each.name, each])),
  };
}
