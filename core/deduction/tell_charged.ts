import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweep } from "../sweep.ts";
import { after, minutes } from "../time.ts";
import { type ChargeNotice, waitAfter } from "./charge_notice.ts";
import { chargeNoticeText } from "./deduction_notice.ts";

/** How long a process that takes a message and dies keeps it; handing one over takes far less. */
export const CHARGE_NOTICE_LEASE = minutes(1);

/**
 * Tells consumers of their charges who asked for it. A message is taken for a minute and marked only once it was handed
 * over, so a crash in between sends it again under the same id and never loses it.
 */
export async function tellCharged(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<ChargeNotice>(deps, {
    name: "tell_charged",
    subject: ({ deductionId: id, merchantNo }) => ({ id, merchantNo }),
    due: (now, _merchantNo, max) => deps.deductions.chargeNoticesDue(now, max),
    work: async (notice) => {
      const taken = await take(deps, notice);
      if (taken) await tell(deps, { ...notice, tries: notice.tries + 1 });
      return taken;
    },
  }, options);
}

/** False when another process has it. */
async function take(deps: Deps, { deductionId }: ChargeNotice): Promise<boolean> {
  const now = deps.now();
  const until = after(now, CHARGE_NOTICE_LEASE);
  const verdict = await deps.write(deps.deductions.takeChargeNotice(deductionId, { now, until }));
  return verdict.type === "committed" && verdict.rows.flat().length > 0;
}

/** Sends one message and marks it; a provider that refuses is tried again, ever later, for a day. */
async function tell(deps: Deps, notice: ChargeNotice): Promise<void> {
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
