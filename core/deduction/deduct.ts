import { byCaller } from "../actor.ts";
import {
  type ListedAs,
  listedAs,
  nobodyListed,
  NOT_BLOCKED,
  type PayerBlocked,
} from "../block/listed_as.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { ChannelStopped } from "../channel/channel_switch.ts";
import { conflictOf, retryOnConflict } from "../conflict.ts";
import { contractScope } from "../contract/contract_scope.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import type { Deps } from "../deps.ts";
import type { ContractId, DeductionId, EventId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { maySettleAt } from "../merchant/may_settle_at.ts";
import { type Merchant, merchantNow, notActive } from "../merchant/merchant.ts";
import { add, type Money } from "../money.ts";
import {
  type ConsumerLimitExceeded,
  overOwnLimit,
  type UsedOwnLimit,
} from "../own_limit/own_limit.ts";
import type { SharingAgreement } from "../sharing/sharing_agreement.ts";
import { sharingOf } from "../sharing/sharing_of.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Instant, rfc3339 } from "../time.ts";
import { type Chargeable, chargeable, type ChargeableRefusal } from "./chargeable.ts";
import { polled } from "./deduction.ts";
import { coverOf, type SentNotice } from "./deduction_notice.ts";
import type { NumberedDeduction } from "./deduction_store.ts";
import { guardPoll, type PollRefusal } from "./guard_poll.ts";
import { leftOf } from "./left_today.ts";
import { type Deducted, type DeductionRequest, newDeduction } from "./new_deduction.ts";
import { type DeductionNoReused, replayDeduction } from "./replay_deduction.ts";

export interface Deduct extends DeductionRequest {
  readonly caller: Caller;
}

export type DeductRefusal =
  | CallerRefusal
  | ChargeableRefusal
  | PollRefusal
  | DeductionNoReused
  | { readonly code: "settle_merchant_not_allowed"; readonly settle_merchant_no: string }
  | { readonly code: "channel_not_available" }
  | ChannelStopped
  | PayerBlocked
  | {
    readonly code: "day_limit_exceeded";
    readonly limit: number;
    readonly used: number;
    readonly left: number;
    readonly amount: number;
  }
  | ConsumerLimitExceeded
  | { readonly code: "pre_notice_required"; readonly contract_id: ContractId }
  | { readonly code: "pre_notice_too_early"; readonly chargeable_from: string };

/**
 * Records a charge once per merchant order number. The limits, the contract's state and the message before a periodic
 * charge are checked in the write itself, so they hold under any concurrency. The channel is called afterwards.
 * Repeating the number while it is processing counts as polling it.
 */
export async function deduct(
  deps: Deps,
  command: Deduct,
): Promise<Result<Deducted, DeductRefusal>> {
  const decision = await retryOnConflict(() => decideAndCommit(deps, command));
  if (decision.ok && !decision.value.replayed) deps.nudge("send_deductions");
  return decision;
}

async function decideAndCommit(
  deps: Deps,
  command: Deduct,
): Promise<Result<Deducted, DeductRefusal>> {
  const { caller, contractId, amount, settleMerchantNo: settle } = command;
  const now = deps.now();
  const [merchant, found, existing, stopped, own, settleTo] = await deps.load(
    deps.merchants.calling(caller),
    deps.contracts.byId(contractId, now),
    deps.deductions.byNo(caller, command.merchantOrderNo),
    deps.channelSwitches.stopped(),
    deps.ownLimits.ofContract(contractId, now),
    ...(settle === undefined ? [] : [deps.merchants.byNo(settle)]),
  );
  // Only a periodic plan has messages before its charges, so only its charges pay for reading them.
  const [notices = []] = found?.contract.kind === "periodic" && !existing
    ? await deps.load(deps.deductions.unusedNotices(caller, { contractId, amount, now }))
    : [];
  const sharing = existing
    ? undefined
    : await sharingOf(deps, found, [merchant?.merchantNo, settle]);
  const payer = found && !existing ? await listedAs(deps.vault, found.contract) : nobodyListed;
  const decision = decide(command, { merchant, found, existing, notices, own, settleTo, sharing }, {
    deductionId: deps.newId("ded"),
    eventId: deps.newId("evt"),
    now,
    stopped,
    payer,
    channelAvailable: found !== undefined &&
      deps.channels[found.contract.channel]?.contracts !== undefined,
  });
  if (!decision.ok) return decision;
  if (merchant && existing) {
    const next = await guardPoll(deps, existing, merchantNow(merchant, now));
    if (!next.ok) return next;
    return ok({ ...decision.value, deduction: polled(existing.deduction, next.value) });
  }
  const conflict = await conflictOf(deps.commit(decision.value.events));
  if (conflict?.constraint === NOT_BLOCKED) return rejected({ code: "payer_blocked" });
  if (conflict) throw conflict;
  return decision;
}

export function decide(
  command: Deduct,
  facts: {
    readonly merchant: Merchant | undefined;
    readonly found: ContractWithUse | undefined;
    readonly existing: NumberedDeduction | undefined;
    readonly notices: readonly SentNotice[];
    /** What their person allows themselves. */
    readonly own: readonly UsedOwnLimit[];
    readonly settleTo: Merchant | undefined;
    readonly sharing: SharingAgreement | undefined;
  },
  given: {
    readonly deductionId: DeductionId;
    readonly eventId: EventId;
    readonly now: Instant;
    readonly channelAvailable: boolean;
    readonly stopped: readonly ChannelName[];
    readonly payer: ListedAs;
  },
): Result<Deducted, DeductRefusal> {
  const { merchant, existing, settleTo, sharing } = facts;
  const { amount, settleMerchantNo, contractId } = command;
  if (merchant && existing) return replayDeduction(command, existing, facts.found);

  const may = chargeable(command, facts);
  if (!may.ok) return may;
  const { contract } = may.value;
  if (settleMerchantNo !== undefined && !mayChargeAndSettleAt(may.value, settleTo, sharing)) {
    return rejected({ code: "settle_merchant_not_allowed", settle_merchant_no: settleMerchantNo });
  }
  const halted = notActive(settleTo);
  if (halted) return rejected(halted);
  if (!given.channelAvailable) return rejected({ code: "channel_not_available" });
  if (given.stopped.includes(contract.channel)) {
    return rejected({ code: "channel_stopped", channel: contract.channel });
  }
  const over = overDayLimit(may.value, amount) ?? overOwnLimit(facts.own, amount);
  if (over) return rejected(over);

  const at = merchantNow(may.value.merchant, given.now);
  const cover = coverOf(facts.notices, at);
  if (contract.kind === "periodic") {
    if (cover.type === "none") {
      return rejected({ code: "pre_notice_required", contract_id: contractId });
    }
    if (cover.type === "too_early") {
      const chargeable_from = rfc3339(cover.chargeableFrom);
      return rejected({ code: "pre_notice_too_early", chargeable_from });
    }
  }
  const periodic = contract.kind === "periodic" && cover.type === "covered";
  return ok(newDeduction(command, may.value, {
    ...given,
    at,
    noticeId: periodic ? cover.notice.noticeId : undefined,
    by: byCaller(command.caller),
  }));
}

/** What the answer says of a charge that the day has no room for; the write refuses it as well. */
export function overDayLimit(
  { contract, usedToday }: ContractWithUse,
  amount: Money,
): Extract<DeductRefusal, { code: "day_limit_exceeded" }> | undefined {
  const limit = contract.perDayLimit;
  if (add(usedToday, amount).fen <= limit.fen) return undefined;
  return {
    code: "day_limit_exceeded",
    limit: limit.fen,
    used: usedToday.fen,
    left: leftOf(contract, usedToday).fen,
    amount: amount.fen,
  };
}

/**
 * Settles to the merchant that charges, or to one below it that may charge the contract: sign at the parent, settle to
 * the child [docs/deductions.md].
 */
export function mayChargeAndSettleAt(
  { contract, merchant, today }: Chargeable,
  settleTo: Merchant | undefined,
  sharing: SharingAgreement | undefined,
): boolean {
  const named = settleTo?.mode === merchant.mode && contract.merchantNo === merchant.merchantNo;
  return settleTo !== undefined && (named || maySettleAt(merchant, settleTo)) &&
    contractScope(contract, settleTo, { sharing, today });
}
