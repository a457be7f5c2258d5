import type { Config } from "../config.ts";
import type { Deps } from "../deps.ts";
import type { Vault } from "../secret/vault.ts";
import { createSandboxChannel } from "./sandbox/sandbox_channel.ts";
import { createSeal } from "./sandbox/seal.ts";

/** The channels this deployment is configured for; there is none for any other payment. */
export function createChannels(
  vault: Pick<Vault, "mac">,
  config: Pick<Config, "sandbox" | "publicUrl">,
): Deps["channels"] {
  if (!config.sandbox) return {};
  return { sandbox: createSandboxChannel(createSeal(vault), config.publicUrl) };
}
