import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import type { SharingAgreement } from "./sharing_agreement.ts";

/** The agreement by which a contract names others; read only where one of `numbers` is not its owner's. */
export async function sharingOf(
  deps: Pick<Deps, "load" | "sharing">,
  found: ContractWithUse | undefined,
  numbers: readonly (MerchantNo | undefined)[],
): Promise<SharingAgreement | undefined> {
  const { merchantNo, sharingAgreementId } = found?.contract ?? {};
  const shared = numbers.some((each) => each !== undefined && each !== merchantNo);
  if (!shared || sharingAgreementId === undefined) return undefined;
  const [agreement] = await deps.load(deps.sharing.byId(sharingAgreementId));
  return agreement;
}
