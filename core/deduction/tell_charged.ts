import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { Taken } from "../taken.ts";
import { after, minutes } from "../time.ts";
import { type ChargeNotice, waitAfter } from "./charge_notice.ts";
import { chargeNoticeText } from "./deduction_notice.ts";

/** How long a process that takes a message and dies keeps it; handing one over takes far less. */
export const CHARGE_NOTICE_LEASE = minutes(1);

/**
 * Leases messages owed after charges, each for a minute. One is marked only once it has been handed over, so a crash
 * in between sends it again under the same id and never loses it.
 */
export async function takeChargeNotices(deps: Deps, max: number): Promise<Taken<ChargeNotice>> {
  const now = deps.now();
  const [due] = await deps.load(deps.deductions.chargeNoticesDue(now, max));
  const until = after(now, CHARGE_NOTICE_LEASE);
  const taken = await Promise.all(due.map(async (notice) => {
    const unit = deps.deductions.takeChargeNotice(notice.deductionId, { now, until });
    const verdict = await deps.write(unit);
    // No row: another process has it.
    const mine = verdict.type === "committed" && verdict.rows.flat().length > 0;
    return mine ? [{ ...notice, tries: notice.tries + 1 }] : [];
  }));
  return { taken: taken.flat(), more: due.length === max && taken.flat().length > 0 };
}

/** Sends one message and marks it; after a provider's refusal it is retried, at growing intervals, for a day. */
export async function tellCharged(deps: Deps, notice: ChargeNotice): Promise<void> {
  const { deductionId } = notice;
  try {
    const phone = await openPhone(deps.vault, notice);
    await deps.sms({ messageId: deductionId, phone, text: chargeNoticeText(notice, notice) });
  } catch (error) {
    return await tryAgain(deps, notice, error);
  }
  await deps.write(deps.deductions.markTold(deductionId, deps.now()));
}

async function tryAgain(deps: Deps, notice: ChargeNotice, error: unknown): Promise<void> {
  const { deductionId, tries } = notice;
  const wait = waitAfter(tries);
  const facts = { deduction_id: deductionId, tries, error: String(error) };
  if (wait === undefined) deps.log.error("charge notice given up", facts);
  else deps.log.warn("charge notice not sent", facts);
  const from = wait === undefined ? undefined : after(deps.now(), wait);
  await deps.write(deps.deductions.tellAgain(deductionId, from));
}
