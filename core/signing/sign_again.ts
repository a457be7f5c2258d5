import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import { rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { type OpenedSigning, openSigning, type OpenSigningRefusal } from "./open_signing.ts";
import { mustSignAgain, signAgainToken } from "./sign_again_link.ts";

/** What a link to sign again names. */
export interface SignAgain {
  readonly contractId: ContractId;
  readonly token: string;
}

type SignAgainRefusal =
  | OpenSigningRefusal
  | { readonly code: "contract_not_found"; readonly contract_id: string }
  /** It is where its number is, or has ended. */
  | { readonly code: "nothing_to_sign" };

/** A contract that its consumer is asked to sign again; undefined for a link that was made up or has been ended. */
export async function viewSignAgain(
  deps: Deps,
  { contractId, token }: SignAgain,
): Promise<(ContractWithUse & { readonly due: boolean }) | undefined> {
  const [found] = await deps.load(deps.contracts.byId(contractId, deps.now()));
  if (!found || !sameText(token, await signAgainToken(deps, found.contract))) return undefined;
  return { ...found, due: mustSignAgain(found.contract, found.owner) };
}

/**
 * Opens a signing that takes this contract's place. The contract goes on until the new one is signed, and nothing else
 * moves it; asked again while it is open, it is the same signing.
 */
export async function signAgain(
  deps: Deps,
  link: SignAgain,
): Promise<Result<OpenedSigning, SignAgainRefusal>> {
  const { contractId } = link;
  const found = await viewSignAgain(deps, link);
  if (!found) return rejected({ code: "contract_not_found", contract_id: contractId });
  if (!found.due) return rejected({ code: "nothing_to_sign" });
  const { contract: { planId, contractCode, userId, merchantNo } } = found;
  return await openSigning(deps, {
    caller: { type: "portal", merchantNo },
    planId,
    contractCode,
    userId,
    returnUrl: undefined,
    replaces: contractId,
  });
}
