import { byOperator } from "../actor.ts";
import { nobodyListed } from "../block/listed_as.ts";
import { connected, connectedForContracts } from "../channel/connected.ts";
import { commitSent as commitDeductionSent } from "../deduction/send_deductions.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { commitSent as commitRefundSent } from "../refund/send_refunds.ts";

/** More than are ever recorded and not sent at one moment. */
const UNSENT_MAX = 1_000_000;

/**
 * What a copy says was not sent yet may have been sent since. It counts as sent from here on: the channel is asked what
 * became of it, and nothing is sent a second time. What the channel has never heard of then fails, and may be asked
 * for again. Throws when any of it cannot be written.
 */
export async function doubtUnsent(deps: Deps): Promise<void> {
  const by = byOperator;
  const [deductions, refunds] = await deps.load(
    deps.deductions.dueToSend(deps.now(), connectedForContracts(deps), UNSENT_MAX),
    deps.refunds.dueToSend(connected(deps), UNSENT_MAX),
  );
  for (const found of deductions) {
    const channel = deps.channels[found.contract.channel];
    const at = merchantNow(found.merchant, deps.now());
    if (!channel) continue;
    // Nothing is sent, and a block of the copy may have been lifted since: also a blocked payer's is asked about.
    const asking = { channel, at, by, payer: nobodyListed };
    const kept = await commitDeductionSent(deps, found, asking);
    // Of an ended contract nothing was sent after the copy either, and it fails by itself.
    if (kept !== "channel_open") continue;
    const { deductionId } = found.deduction;
    throw new Error(`Cannot doubt ${deductionId}: its channel is stopped; open it first`);
  }
  for (const refund of refunds) {
    const channel = deps.channels[refund.channel];
    const [merchant] = await deps.load(deps.merchants.byNo(refund.merchantNo));
    if (!channel || !merchant) continue;
    await commitRefundSent(deps, refund, { channel, at: merchantNow(merchant, deps.now()), by });
  }
}
