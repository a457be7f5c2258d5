import type { Deps } from "../deps.ts";
import { createSandboxChannel } from "./sandbox/sandbox_channel.ts";
import { createSeal } from "./sandbox/seal.ts";
import { createUnionpayChannel, type UnionpayDeps } from "./unionpay/unionpay_channel.ts";

/** The channels of this portal: UnionPay's always, the sandbox where it is configured. Which one a number trades through is the number's own. */
export function createChannels(
  deps: UnionpayDeps & {
    readonly config: Pick<Deps["config"], "sandbox" | "publicUrl">;
  },
): Deps["channels"] {
  const { config: { sandbox, publicUrl }, vault } = deps;
  return {
    ...(sandbox ? { sandbox: createSandboxChannel(createSeal(vault), publicUrl) } : {}),
    unionpay: createUnionpayChannel(deps),
  };
}
