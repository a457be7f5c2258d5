import type { Deps } from "../deps.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import type { StatementFile } from "./statement_file.ts";

/** Corrections carry what is left of a fee, and an institution's file another one. */
export async function agreementFor(
  { load, feeAgreements }: Pick<Deps, "load" | "feeAgreements">,
  { kind, merchantNo, clearingDay }: Pick<StatementFile, "kind" | "merchantNo" | "clearingDay">,
): Promise<FeeAgreement | undefined> {
  if (kind !== "zm" || merchantNo === undefined) return undefined;
  const [agreement] = await load(feeAgreements.inForce(merchantNo, clearingDay));
  return agreement;
}
