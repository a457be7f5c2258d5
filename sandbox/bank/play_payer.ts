import type { BankDeps } from "./bank_deps.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import { rejected, type Result } from "../../core/result.ts";
import type { BankPayment } from "./bank_payment.ts";
import { confirmAtBank, type ConfirmRefusal } from "./confirm_at_bank.ts";
import { type Behaviour, behaviours, declined, magicOf, paid } from "./magic.ts";
import { tellNow } from "./send_notices.ts";

export type PlayedOutcome = "succeeded" | "failed" | "unclear" | "late";

/**
 * Does at the bank what a consumer would do, and waits until the portal has been notified. `unclear`: the bank says
 * nothing until a later outcome. `late`: it is paid, and the bank says so only once the order has ended.
 */
export async function playPayer(
  deps: BankDeps,
  channelOrderNo: ChannelOrderNo,
  outcome: PlayedOutcome,
): Promise<Result<BankPayment, ConfirmRefusal>> {
  const find = deps.bank.byNo(channelOrderNo);
  const [payment] = await deps.load(find);
  if (!payment) return rejected({ code: "bank_payment_not_found" });

  const behaviour = behaviourOf(outcome, magicOf(payment.amount));
  const played = await confirmAtBank(deps, { find, behaviour, deliver: true });
  // Decided before: its notice may belong to a process that died while sending it.
  if (!played.ok) await tellNow(deps, payment);
  return played;
}

/** A magic amount says which card paid or why it was declined. */
function behaviourOf(outcome: PlayedOutcome, magic: Behaviour | undefined): Behaviour {
  const cardType = magic?.answer.type === "paid" ? magic.answer.cardType : "debit";
  switch (outcome) {
    case "succeeded":
      return paid(cardType);
    case "failed":
      return declined(magic?.answer.type === "declined" ? magic.answer.reason : "declined_by_bank");
    case "unclear":
      return behaviours.never_answers;
    case "late":
      return { ...paid(cardType), voice: "held" };
  }
}
