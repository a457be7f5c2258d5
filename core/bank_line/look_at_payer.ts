import type { Actor } from "../actor.ts";
import { recordLook } from "../audit/record_look.ts";
import type { Deps } from "../deps.ts";
import { type BankLine, type Payer, payerContext } from "./bank_line.ts";

/** Who sent the money of a line, for one of our own people: only once the look is on record. */
export async function lookAtPayer(
  deps: Deps,
  { lineId, sealedPayer }: Pick<BankLine, "lineId" | "sealedPayer">,
  by: Actor,
): Promise<Payer> {
  await recordLook(deps, {
    by,
    of: lineId,
    fields: ["account_holder", "account_no"],
    reason: "bank line",
  });
  return JSON.parse(await deps.vault.open(sealedPayer, payerContext(lineId)));
}
