import type { Contract } from "../contract/contract.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { paths } from "../paths.ts";
import { channelFor } from "../payment/channel_for.ts";

/** A contract stays where it was signed: when its number moves to another channel, it has to be signed again there. */
export function mustSignAgain(
  contract: Pick<Contract, "state" | "channel">,
  owner: Pick<Merchant, "mode" | "channel">,
): boolean {
  const inForce = contract.state === "active" || contract.state === "suspended";
  return inForce && contract.channel !== channelFor(owner);
}

const TOKEN_CHARACTERS = 32;

/** Whoever has it may sign in this contract's place, so nobody can make it up; after it is ended there is another. */
export async function signAgainToken(
  { vault }: Pick<Deps, "vault">,
  { contractId, linksEnded }: Pick<Contract, "contractId" | "linksEnded">,
): Promise<string> {
  const mac = await vault.mac("sign again", `${contractId} ${linksEnded}`);
  return mac.slice(0, TOKEN_CHARACTERS);
}

/** The link for the consumer of a contract that has to be signed again; undefined for any other. */
export async function signAgainUrl(
  deps: Pick<Deps, "vault" | "config">,
  { contract, owner }: Pick<ContractWithUse, "contract" | "owner">,
): Promise<string | undefined> {
  if (!mustSignAgain(contract, owner)) return undefined;
  const token = await signAgainToken(deps, contract);
  return deps.config.publicUrl + paths.signAgain(contract.contractId, token);
}
