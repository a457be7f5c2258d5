import type { Contract } from "../contract/contract.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { channelFor } from "../payment/channel_for.ts";
import { ok, rejected, type Result } from "../result.ts";
import { openSigning, type OpenSigningRefusal } from "./open_signing.ts";
import type { Signing } from "./signing.ts";

/** A contract stays where it was signed: when its number moves to another channel, it has to be signed again there. */
export function mustSignAgain(
  contract: Pick<Contract, "state" | "channel">,
  owner: Pick<Merchant, "mode" | "channel">,
): boolean {
  const inForce = contract.state === "active" || contract.state === "suspended";
  return inForce && contract.channel !== channelFor(owner);
}

type SignAgainRefusal =
  | OpenSigningRefusal
  | { readonly code: "contract_not_found"; readonly contract_id: string }
  /** It is where its number is, or has ended. */
  | { readonly code: "nothing_to_sign" };

/** A contract that its consumer is asked to sign again, with what the page says of it. */
export async function viewSignAgain(
  deps: Deps,
  contractId: ContractId,
): Promise<(ContractWithUse & { readonly due: boolean }) | undefined> {
  const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
  return found && { ...found, due: mustSignAgain(found.contract, found.owner) };
}

/**
 * Opens a signing that takes this contract's place. The contract goes on until the new one is signed, and nothing else
 * moves it; asked again while it is open, it is the same signing.
 */
export async function signAgain(
  deps: Deps,
  contractId: ContractId,
): Promise<Result<Signing, SignAgainRefusal>> {
  const found = await viewSignAgain(deps, contractId);
  if (!found) return rejected({ code: "contract_not_found", contract_id: contractId });
  if (!found.due) return rejected({ code: "nothing_to_sign" });
  const { contract: { planId, contractCode, userId, merchantNo } } = found;
  const opened = await openSigning(deps, {
    caller: { type: "portal", merchantNo },
    planId,
    contractCode,
    userId,
    returnUrl: undefined,
    replaces: contractId,
  });
  return opened.ok ? ok(opened.value.signing) : opened;
}
