import { retryOnConflict } from "../conflict.ts";
import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { type Money, sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { type Chargeable, chargeable, type ChargeableRefusal } from "./chargeable.ts";
import { chargeableFrom, type DeductionNotice, preNoticeText } from "./deduction_notice.ts";

export interface AnnounceDeduction {
  readonly caller: Caller;
  readonly contractId: ContractId;
  /** The most that will be charged. */
  readonly amount: Money;
  readonly subject: string;
  /** When the merchant means to charge; as soon as it may when left out. */
  readonly chargeAt: Instant | undefined;
}

export type AnnounceDeductionRefusal =
  | ChargeableRefusal
  | { readonly code: "notice_not_sent"; readonly contract_id: ContractId };

export interface AnnouncedDeduction {
  readonly notice: DeductionNotice;
  readonly replayed: boolean;
}

/**
 * Tells the consumer of a charge to come. Recorded only once the message was handed over, because the record is what
 * allows the charge; the same again before it can be charged sends nothing.
 */
export async function announceDeduction(
  deps: Deps,
  command: AnnounceDeduction,
): Promise<Result<AnnouncedDeduction, AnnounceDeductionRefusal>> {
  const { caller, contractId, amount } = command;
  const now = deps.now();
  const [merchant, found, notices] = await deps.load(
    deps.merchants.calling(caller),
    deps.contracts.byId(contractId, now),
    deps.deductions.unusedNotices(caller, contractId, amount),
  );
  const may = chargeable(command, { merchant, found });
  if (!may.ok) return may;

  const at = merchantNow(may.value.merchant, now);
  const existing = notices.find((each) => saysTheSame(each, command, at));
  if (existing) return ok({ notice: existing, replayed: true });

  const notice: DeductionNotice = {
    noticeId: deps.newId("dnt"),
    contractId,
    merchantNo: may.value.merchant.merchantNo,
    amount,
    subject: command.subject,
    sentAt: at,
    chargeableFrom: chargeableFrom(at, command.chargeAt),
    version: 1,
  };
  if (!await tell(deps, may.value, notice)) {
    return rejected({ code: "notice_not_sent", contract_id: contractId });
  }
  await retryOnConflict(() =>
    deps.commit([{ type: "deduction_notice.sent", notice, eventId: deps.newId("evt"), at }])
  );
  return ok({ notice, replayed: false });
}

/** A request that was repeated because its answer got lost. */
function saysTheSame(notice: DeductionNotice, command: AnnounceDeduction, now: Instant): boolean {
  return now < notice.chargeableFrom && sameMoney(notice.amount, command.amount) &&
    notice.subject === command.subject &&
    notice.chargeableFrom === chargeableFrom(notice.sentAt, command.chargeAt);
}

async function tell(
  deps: Deps,
  { contract, merchant }: Chargeable,
  notice: DeductionNotice,
): Promise<boolean> {
  const [known] = await deps.load(deps.consumers.byId(contract.consumerId));
  if (!known) return false;
  try {
    const phone = await openPhone(deps.vault, known.consumer);
    const { title, cardLabel } = contract;
    await deps.sms({
      phone,
      text: preNoticeText(notice, { payee: merchant.name, title, cardLabel }),
    });
    return true;
  } catch (error) {
    deps.log.error("deduction notice not sent", {
      contract_id: contract.contractId,
      error: String(error),
    });
    return false;
  }
}
