import { conflictOf } from "../../core/conflict.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import { type BankPayment, release } from "../bank/bank_payment.ts";
import { sendDueNotices } from "../bank/send_notices.ts";
import { keepSteps } from "../bank/write_at_bank.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";

const HELD_PER_ROUND_MAX = 32;

/**
 * What the bank has to tell, told. A bank knows no orders: that the money it holds back may now come late is whispered
 * to it here, once the shop's order is over.
 */
export async function tellWhatIsDue(deps: SandboxDeps): Promise<void> {
  await sendDueNotices(deps);
  if (await releaseLate(deps)) await sendDueNotices(deps);
}

/** True when there was something to let go of. */
async function releaseLate(deps: SandboxDeps): Promise<boolean> {
  let released = false;
  let past: ChannelOrderNo | undefined;
  for (;;) {
    const [held] = await deps.load(deps.bank.held(HELD_PER_ROUND_MAX, past));
    if (held.length === 0) return released;
    const found = await deps.load(
      ...held.map(({ channelOrderNo }) => deps.orders.ofPayment(channelOrderNo)),
    );
    const over = held.filter((_, i) => found[i] !== undefined && found[i].order.state !== "open");
    await Promise.all(over.map((payment) => letGo(deps, payment)));
    past = held.at(-1)?.channelOrderNo;
    released ||= over.length > 0;
    if (held.length < HELD_PER_ROUND_MAX) return released;
  }
}

async function letGo(deps: SandboxDeps, payment: BankPayment): Promise<void> {
  const now = deps.now();
  const step = release(payment, now);
  if (!step) return;
  // On a conflict another process let go of it at the same moment.
  await conflictOf(keepSteps(deps, [step], { now }));
}
