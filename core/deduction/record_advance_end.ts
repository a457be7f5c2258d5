import { byChannel } from "../actor.ts";
import type { AdvanceNotice } from "../channel/channel.ts";
import { differsIn, type NoticeFactsDiffer } from "../channel/notice_facts.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { advance, type Deduction } from "./deduction.ts";
import type { DeductionEvent } from "./deduction_events.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";
import type { AdvanceEnd } from "./network_advance.ts";
import type { RecordDeductionOutcomeRefusal } from "./record_deduction_outcome.ts";

/**
 * Records that what the network advanced was repaid, or that the network bears it. A repeat changes nothing; what is not
 * known to be advanced (yet) is refused, so that the channel says it again.
 */
export function recordAdvanceEnd(
  deps: Deps,
  { channelOrderNo: no, amount, end, ...said }: AdvanceNotice,
): Promise<Result<Deduction, RecordDeductionOutcomeRefusal | NoticeFactsDiffer>> {
  return retryOnConflict(async () => {
    const [found] = await deps.load(deps.deductions.byChannelOrderNo(no, deps.now()));
    const { deduction } = found ?? {};
    if (!found || deduction?.state !== "succeeded" || !deduction.advance) {
      return rejected({ code: "deduction_not_found", channel_order_no: no });
    }
    if (!sameMoney(amount, deduction.amount)) {
      const [expected, got] = [deduction.amount.fen, amount.fen];
      deps.log.error("channel notice with a different amount: needs manual follow-up", {
        no,
        expected,
        got,
      });
      return rejected({ code: "amount_differs", expected, got });
    }
    const differs = differsIn(said, { merchantNo: deduction.merchantNo, sentAt: undefined });
    if (differs) return rejected(differs);
    const at = merchantNow(found.merchant, deps.now());
    const ended = endAdvance(found, end, at);
    if (!ended) {
      const { state } = deduction.advance;
      if (state !== end) {
        deps.log.error(
          "the channel says otherwise of an advance that ended: needs manual follow-up",
          {
            no,
            ended: state,
            said: end,
          },
        );
      }
      return ok(deduction);
    }
    const by = byChannel(deduction.channel);
    await deps.commit([{ ...ended, eventId: deps.newId("evt"), at, by }]);
    deps.nudge("deliver_webhooks");
    return ok(ended.deduction);
  });
}

/** Undefined where nothing is outstanding. */
export function endAdvance(
  { deduction, contract, usedToday }: Pick<FoundDeduction, "deduction" | "contract" | "usedToday">,
  end: AdvanceEnd,
  at: Instant,
): DeductionEvent | undefined {
  const next = advance(deduction, { type: "advance_ended", end, at });
  const leftToday = leftOf(contract, usedToday);
  return next.ok
    ? { type: "deduction.advance_ended", deduction: next.value, contract, leftToday }
    : undefined;
}
