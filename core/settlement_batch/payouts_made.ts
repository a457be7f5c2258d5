import { byClock } from "../actor.ts";
import type { OutgoingLine } from "../bank_file/read_bank_file.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import { parseId } from "../id.ts";
import type { Mode } from "../merchant/merchant.ts";
import { sameMoney } from "../money.ts";
import { payeeOf } from "./batch_store.ts";
import { payingPayout } from "./pay_out.ts";
import { openPaid } from "./payment_file.ts";

const PAYOUT = /pyo_[0-9A-Z]{26}/gi;

/**
 * What the bank says it has paid of what is with it: a line that names the payout in its remark, and comes to its sum and
 * account, under a number of the bank's. Anything else is for people to record. Not committed.
 */
export async function payoutsMade(
  deps: Deps,
  lines: readonly OutgoingLine[],
  mode: Mode,
): Promise<readonly DomainEvent[]> {
  const named = lines.flatMap((line) => {
    const [id, another] = line.remark.match(PAYOUT) ?? [];
    const payoutId = another === undefined ? parseId("pyo", namedBy(id)) : undefined;
    return payoutId ? [{ line, payoutId }] : [];
  });
  const events: DomainEvent[] = [];
  for (const [payoutId, [of, twice]] of Map.groupBy(named, (each) => each.payoutId)) {
    const reference = of?.line.bankRef;
    if (!of || twice || reference === undefined) continue;
    const { bookedOn: paidOn, amount, payeeAccount } = of.line;
    const [found] = await deps.load(deps.settlementBatches.payoutById(payoutId));
    if (found?.payout.state !== "sent" || !sameMoney(found.payout.amount, amount)) continue;
    const [merchant] = await deps.load(deps.merchants.byNo(payeeOf(found)));
    const to = await openPaid(deps.vault, found);
    if (merchant?.mode !== mode || to?.accountNo !== payeeAccount) continue;
    const paying = await payingPayout(deps, { found, paidOn, reference, by: byClock });
    if (paying.ok) events.push(...paying.value);
  }
  return events;
}

/** Banks may write it in other letters. */
function namedBy(id = ""): string {
  return `pyo_${id.slice("pyo_".length).toUpperCase()}`;
}
