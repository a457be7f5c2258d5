import type { Deps } from "../deps.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import type { StatementFile } from "./statement_file.ts";

/** Corrections carry what is left of a fee, and an institution's file another one. */
export async function agreementFor(
  { load, feeAgreements, statementFiles }: Pick<
    Deps,
    "load" | "feeAgreements" | "statementFiles"
  >,
  { kind, merchantNo, clearingDay }: Pick<StatementFile, "kind" | "merchantNo" | "clearingDay">,
): Promise<FeeAgreement | undefined> {
  if (kind !== "zm" || merchantNo === undefined) return undefined;
  const [[number, ...others]] = await load(statementFiles.numbersOf(merchantNo));
  // Where several numbers trade by one of the channel's, a line does not say whose agreement counts.
  if (number === undefined || others.length > 0) return undefined;
  const [agreement] = await load(feeAgreements.inForce(number, clearingDay));
  return agreement;
}
