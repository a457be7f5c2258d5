import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import { after, minutes } from "../time.ts";
import type { ChargeNotice } from "./charge_notice.ts";
import { chargeNoticeText } from "./deduction_notice.ts";

const NOTICES_PER_SWEEP_MAX = 50;
const TELL_AGAIN_AFTER = minutes(1);

/**
 * Tells consumers of their charges who asked for it, each charge once: the marker is written before the message goes
 * out, so a crash in between loses one message and never sends two. A provider that refuses is tried again.
 */
export async function tellCharged(deps: Deps): Promise<void> {
  const [due] = await deps.load(
    deps.deductions.chargeNoticesDue(deps.now(), NOTICES_PER_SWEEP_MAX),
  );
  await Promise.all(due.map((notice) => tell(deps, notice)));
}

async function tell(deps: Deps, notice: ChargeNotice): Promise<void> {
  const { deductionId } = notice;
  const marked = await deps.write(deps.deductions.markTold(deductionId, deps.now()));
  // Another process marked it first.
  if (marked.type !== "committed" || marked.rows.flat().length === 0) return;
  try {
    const phone = await openPhone(deps.vault, notice);
    await deps.sms({ phone, text: chargeNoticeText(notice, notice) });
  } catch (error) {
    deps.log.error("charge notice not sent", { deduction_id: deductionId, error: String(error) });
    const from = after(deps.now(), TELL_AGAIN_AFTER);
    await deps.write(deps.deductions.tellAgain(deductionId, from));
  }
}
