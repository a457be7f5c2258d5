import { retryOnConflict } from "../../core/conflict.ts";
import type { Query } from "../../core/query.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import { type BankPayment, type BankRefusal, confirm } from "./bank_payment.ts";
import { type Behaviour, type NamedCard, usualCardOf } from "./magic.ts";
import { deliverNotices } from "./send_notices.ts";
import type { BankDeps } from "./bank_deps.ts";
import { keepSteps, newTxnNo, token } from "./write_at_bank.ts";

export interface ConfirmAtBank {
  /** By its token or by its number. */
  readonly find: Query<BankPayment | undefined>;
  readonly behaviour: Behaviour;
  /** The chosen card; absent = the usual test card for this behaviour. */
  readonly card?: NamedCard;
  /** The notice is sent and answered before this returns; otherwise the job sends it right away. */
  readonly deliver?: boolean;
}

export type ConfirmRefusal = BankRefusal | { readonly code: "bank_payment_not_found" };

/** The payer confirms, declines or does nothing. Pressed twice, the second press finds it decided. */
export async function confirmAtBank(
  deps: BankDeps,
  { find, behaviour, card, deliver }: ConfirmAtBank,
): Promise<Result<BankPayment, ConfirmRefusal>> {
  const lease = deliver || behaviour.noticeFirst ? token(deps) : undefined;
  const confirmed = await retryOnConflict(async () => {
    const [payment] = await deps.load(find);
    if (!payment) return rejected({ code: "bank_payment_not_found" });
    const now = deps.now();
    const decision = confirm(payment, behaviour, {
      now,
      txnNo: newTxnNo(deps),
      card: card ?? usualCardOf(behaviour),
    });
    if (!decision.ok) return decision;
    const notices = await keepSteps(deps, [decision.value], { now, lease });
    return ok({ payment: decision.value.payment, notices });
  });
  if (!confirmed.ok) return confirmed;

  const { payment, notices } = confirmed.value;
  if (lease === undefined) deps.nudge("sandbox_notices");
  else await deliverNotices(deps, notices, lease);
  return ok(payment);
}
