import { type Actor, byCaller } from "../actor.ts";
import { listedAs, NOT_BLOCKED, type PayerBlocked } from "../block/listed_as.ts";
import { conflictOf, retryOnConflict } from "../conflict.ts";
import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import { sharingOf } from "../sharing/sharing_of.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { type Chargeable, chargeable, type ChargeableRefusal } from "./chargeable.ts";
import {
  chargeableFrom,
  type DeductionNotice,
  PRE_NOTICES_PER_DAY_MAX,
  preNoticeText,
  sent,
  type SentNotice,
  type UnsentNotice,
} from "./deduction_notice.ts";

export interface AnnounceDeduction {
  readonly caller: Caller;
  readonly contractId: ContractId;
  /** The most that will be charged. */
  readonly amount: Money;
  readonly subject: string;
  /** When the merchant intends to charge; as soon as allowed if omitted. */
  readonly chargeAt: Instant | undefined;
}

export type AnnounceDeductionRefusal =
  | ChargeableRefusal
  | PayerBlocked
  | { readonly code: "notice_not_sent"; readonly contract_id: ContractId }
  | {
    readonly code: "deduction_notices_too_many";
    readonly contract_id: ContractId;
    /** The maximum per day. */
    readonly limit: number;
  };

export interface AnnouncedDeduction {
  readonly notice: SentNotice;
  readonly replayed: boolean;
}

/**
 * Notifies the consumer of an upcoming charge. Recorded before the message goes out, so that it has one id however
 * often it is sent; it allows the charge once it has been handed over, and its 24 hours begin then. Repeating it
 * before it can be charged sends nothing.
 */
export async function announceDeduction(
  deps: Deps,
  command: AnnounceDeduction,
): Promise<Result<AnnouncedDeduction, AnnounceDeductionRefusal>> {
  const recorded = await retryOnConflict(() => findOrRecord(deps, command));
  if (!recorded.ok) return recorded;
  const { notice, may } = recorded.value;
  if (notice.state === "sent") return ok({ notice, replayed: true });

  if (!await tell(deps, may, notice)) {
    return rejected({ code: "notice_not_sent", contract_id: command.contractId });
  }
  return ok({
    notice: await recordSent(deps, { may, notice, by: byCaller(command.caller) }),
    replayed: false,
  });
}

type FoundOrRecorded = Result<
  { readonly notice: DeductionNotice; readonly may: Chargeable },
  AnnounceDeductionRefusal
>;

async function findOrRecord(deps: Deps, command: AnnounceDeduction): Promise<FoundOrRecorded> {
  const { caller, contractId: contract_id } = command;
  const now = deps.now();
  const [merchant, found, same] = await deps.load(
    deps.merchants.calling(caller),
    deps.contracts.byId(command.contractId, now),
    deps.deductions.sameNotice(caller, command),
  );
  const sharing = await sharingOf(deps, found, [merchant?.merchantNo]);
  const may = chargeable(command, { merchant, found, sharing });
  if (!may.ok) return may;
  const at = merchantNow(may.value.merchant, now);
  if (same && isToCome(same, at)) return ok({ notice: same, may: may.value });

  const notice = newNotice(deps, command, { merchantNo: may.value.merchant.merchantNo, at });
  const payer = await listedAs(deps.vault, may.value.contract);
  const stamp = { eventId: deps.newId("evt"), at, by: byCaller(caller) };
  const conflict = await conflictOf(
    deps.commit([{ type: "deduction_notice.recorded", notice, payer, ...stamp }]),
  );
  if (!conflict) return ok({ notice, may: may.value });
  if (conflict.constraint === NOT_BLOCKED) return rejected({ code: "payer_blocked" });
  if (conflict.constraint !== "deduction_notices_per_day") throw conflict;
  const limit = PRE_NOTICES_PER_DAY_MAX;
  return rejected({ code: "deduction_notices_too_many", contract_id, limit });
}

/** Not known to be sent, or sent and not yet chargeable: a repeat, because a response got lost. */
function isToCome(notice: DeductionNotice, now: Instant): boolean {
  return notice.state === "sending" || now < notice.chargeableFrom;
}

function newNotice(
  deps: Deps,
  { contractId, amount, subject, chargeAt }: AnnounceDeduction,
  { merchantNo, at }: { readonly merchantNo: UnsentNotice["merchantNo"]; readonly at: Instant },
): UnsentNotice {
  return {
    noticeId: deps.newId("dnt"),
    contractId,
    merchantNo,
    amount,
    subject,
    chargeAt,
    state: "sending",
    recordedAt: at,
    version: 1,
  };
}

/** Whether the message was handed over. The time it names is never later than the charge may be. */
async function tell(
  deps: Deps,
  { contract, merchant }: Chargeable,
  notice: UnsentNotice,
): Promise<boolean> {
  const [known] = await deps.load(deps.consumers.byId(contract.consumerId));
  if (!known) return false;
  const { noticeId: messageId, amount, subject } = notice;
  const at = merchantNow(merchant, deps.now());
  const from = chargeableFrom(notice, at, deps.config.preNoticeLead);
  const told = { amount, subject, chargeableFrom: from };
  try {
    const phone = await openPhone(deps.vault, known.consumer);
    const text = preNoticeText(told, { payee: merchant.name, contract });
    await deps.sms({ messageId, phone, text, test: merchant.mode === "test" });
    return true;
  } catch (error) {
    const { contractId: contract_id } = contract;
    deps.log.error("deduction notice not sent", { contract_id, error: String(error) });
    return false;
  }
}

async function recordSent(
  deps: Deps,
  { may, notice, by }: {
    readonly may: Chargeable;
    readonly notice: UnsentNotice;
    readonly by: Actor;
  },
): Promise<SentNotice> {
  const at = merchantNow(may.merchant, deps.now());
  const told = sent(notice, at, deps.config.preNoticeLead);
  const eventId = deps.newId("evt");
  const conflict = await conflictOf(
    deps.commit([{ type: "deduction_notice.sent", notice: told, eventId, at, by }]),
  );
  if (!conflict) return told;
  // The same request at the same time sent the same message.
  const [found] = await deps.load(deps.deductions.noticeById(notice.noticeId));
  if (found?.state !== "sent") throw conflict;
  return found;
}
