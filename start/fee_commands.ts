import * as z from "zod";
import { agreeFees } from "../core/fee/agree_fees.ts";
import { acquirers } from "../core/fee/fee_agreement.ts";
import { feeAgreementResource } from "../core/fee/fee_agreement_resource.ts";
import { feeClasses, type Rate } from "../core/fee/tariff.ts";
import { merchantNo } from "../core/id.ts";
import { typedYuan } from "../core/money.ts";
import { parseBusinessDay } from "../core/time.ts";
import { ConfigError } from "./config.ts";
import { type Act, type Args, shown } from "./operator_act.ts";

/** What an operator can do with fees. */
export const feeActs = {
  agree_fees: {
    usage:
      "<merchant_no> --from <yyyy-mm-dd> --debit <percent> --credit <percent> [--debit-cap <yuan>] [--credit-cap <yuan>] [--class standard|preferential|exempt] [--acquired-by institution|channel] [--as <name>]",
    options: ["from", "debit", "credit", "debit-cap", "credit-cap", "class", "acquired-by", "as"],
    act: async (deps, args) => {
      const from = parseBusinessDay(args.needed("from", "the first day on which they count"));
      if (!from) throw new ConfigError("expected a day after --from, such as 2027-01-01");
      const feeClass = z.enum(feeClasses).safeParse(args.given("class") ?? "standard");
      if (!feeClass.success) {
        throw new ConfigError(`expected one of ${feeClasses.join(", ")} after --class`);
      }
      const acquiredBy = z.enum(acquirers).safeParse(args.given("acquired-by") ?? "institution");
      if (!acquiredBy.success) {
        throw new ConfigError(`expected one of ${acquirers.join(", ")} after --acquired-by`);
      }
      const agreed = await agreeFees(deps, {
        merchantNo: merchantNo(args.about),
        from,
        feeClass: feeClass.data,
        acquirer: { debit: rateOf(args, "debit"), credit: rateOf(args, "credit") },
        acquiredBy: acquiredBy.data,
        by: args.by,
      });
      return shown(agreed, feeAgreementResource);
    },
  },
} as const satisfies Readonly<Record<string, Act>>;

const PERCENT = /^(\d{1,2})(?:\.(\d{1,4}))?$/;

/** `0.185` percent are 1,850 millionths. */
function rateOf(args: Args, cardType: "debit" | "credit"): Rate {
  const percent = args.needed(cardType, "what the acquirer takes of such a card's payments");
  const [, whole, decimals = ""] = PERCENT.exec(percent) ?? [];
  if (whole === undefined) {
    throw new ConfigError(`expected percent with up to four decimals after --${cardType}`);
  }
  const cap = args.given(`${cardType}-cap`);
  const capped = cap === undefined ? undefined : typedYuan(cap);
  if (cap !== undefined && !capped) throw new ConfigError(`expected yuan after --${cardType}-cap`);
  return { millionths: Number(whole + decimals.padEnd(4, "0")), capFen: capped?.fen };
}
