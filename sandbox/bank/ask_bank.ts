import { retryOnConflict } from "../../core/conflict.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import type { Instant } from "../../core/time.ts";
import { answerOf, type BankPayment, type BankStep, cancel, expire } from "./bank_payment.ts";
import type { PaymentAnswer } from "../../core/channel/sandbox/messages.ts";
import type { BankDeps } from "./bank_deps.ts";
import { keepSteps, turnAway } from "./write_at_bank.ts";

/** The portal queries a payment. */
export function queryAtBank(deps: BankDeps, no: ChannelOrderNo): Promise<PaymentAnswer> {
  return ask(deps, no, expire);
}

/** The portal asks that nobody can pay it any more, and what its state is after that. */
export function cancelAtBank(deps: BankDeps, no: ChannelOrderNo): Promise<PaymentAnswer> {
  return ask(deps, no, cancel);
}

function ask(
  deps: BankDeps,
  no: ChannelOrderNo,
  decide: (payment: BankPayment, now: Instant) => BankStep | undefined,
): Promise<PaymentAnswer> {
  return retryOnConflict(async () => {
    const find = deps.bank.byNo(no);
    const [payment] = await deps.load(find);
    if (!payment) {
      await turnAway(deps, no, find);
      return { state: "not_found" } as const;
    }
    const now = deps.now();
    const step = decide(payment, now);
    if (!step) return answerOf(payment, now);
    await keepSteps(deps, [step], { now });
    return answerOf(step.payment, now);
  });
}
