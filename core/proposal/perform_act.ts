import { byStaff } from "../actor.ts";
import { type AllocateRefusal, allocating } from "../bank_line/allocate.ts";
import { returning, type ReturnRefusal } from "../bank_line/return_line.ts";
import { type CalendarChanged, settingCalendar } from "../calendar/set_calendar.ts";
import { lifting, type LiftRefusal } from "../block/lift_block.ts";
import { type EndAdvanceRefusal, endingAdvance } from "../deduction/end_advance.ts";
import type { Deps } from "../deps.ts";
import {
  type SettleDifferenceRefusal,
  settlingDifference,
} from "../difference/settle_difference.ts";
import { type RefundDisputeRefusal, refundingDispute } from "../dispute/decide_dispute.ts";
import type { DomainEvent } from "../event.ts";
import { cny } from "../money.ts";
import type { JobName } from "../job_name.ts";
import { addProposedKey, type AddProposedKeyRefusal } from "../merchant/add_proposed_key.ts";
import { type ChildNotClosed, closingOf } from "../merchant/close_merchant.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { type RegisterKeyRefusal, registration } from "../merchant/register_key.ts";
import type { MerchantNotFound } from "../merchant/suspend_merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type HoldRefusal, placingHold, releasingHold } from "../hold/place_hold.ts";
import type { ProposalId } from "../id.ts";
import { type ReceiptRefusal, recordingReceipt } from "../receipt/record_receipt.ts";
import {
  payingOut,
  payingRun,
  type PayOutRefusal,
  returningPayout,
} from "../settlement_batch/pay_out.ts";
import { deliveringRefund, type StrandedRefundRefusal } from "../refund/deliver_refund.ts";
import {
  agreeingSettlement,
  type AgreeSettlementRefusal,
} from "../settlement_terms/agree_settlement.ts";
import { setAccount } from "../settlement/set_account.ts";
import { type AgreementNoTaken, agreeToShare } from "../sharing/agree_to_share.ts";
import { roleChange, type StaffChangeRefusal } from "../staff/change_role.ts";
import { reinvitation } from "../staff/invite_again.ts";
import { removal } from "../staff/remove_staff.ts";
import type { SignedIn } from "../staff/session.ts";
import { type SettleRefusal, settling } from "../unclear/settle_unclear.ts";
import {
  type MerchantAct,
  type Proposal,
  proposalContext,
  type RegisterKeyAct,
  type SettlementAct,
} from "./proposal.ts";

export type ActRefusal =
  | StaffChangeRefusal
  | MerchantNotFound
  | AddProposedKeyRefusal
  | RegisterKeyRefusal
  | AgreementNoTaken
  | ChildNotClosed
  | SettleRefusal
  | LiftRefusal
  | SettleDifferenceRefusal
  | EndAdvanceRefusal
  | PayOutRefusal
  | HoldRefusal
  | ReceiptRefusal
  | AgreeSettlementRefusal
  | CalendarChanged
  | RefundDisputeRefusal
  | StrandedRefundRefusal
  | AllocateRefusal
  | ReturnRefusal;

export interface Performed {
  /** What the act changes, to be committed with its confirmation. */
  readonly events: readonly DomainEvent[];
  /** Of a new link, to be shown once to whoever confirmed. */
  readonly token?: string;
  /** What is to run soon afterwards. */
  readonly jobs?: readonly JobName[];
}

/** Decides the act on fresh facts, by whoever confirms it. */
export async function performAct(
  deps: Deps,
  proposal: Proposal,
  here: SignedIn,
): Promise<Result<Performed, ActRefusal>> {
  const { act, merchantNo: place } = proposal;
  switch (act.kind) {
    case "change_role": {
      const { staffId, role } = act;
      const change = await roleChange(deps, { place, staffId, role, here });
      return change.ok ? ok({ events: change.value.events }) : change;
    }
    case "remove_staff": {
      const change = await removal(deps, { place, staffId: act.staffId, here });
      return change.ok ? ok({ events: change.value.events }) : change;
    }
    case "invite_again": {
      const again = await reinvitation(deps, { place, staffId: act.staffId, here });
      return again.ok ? ok({ events: again.value.events, token: again.value.token }) : again;
    }
    case "settle": {
      const settled = await settling(deps, { ...act, by: here.staff.staffId });
      const jobs = ["deliver_webhooks", "send_refunds", "tell_consumers"] as const;
      return settled.ok ? ok({ events: settled.value, jobs }) : settled;
    }
    case "lift_block": {
      const lift = await lifting(deps, { ...act, by: here.staff.staffId });
      return lift.ok ? ok({ events: lift.value }) : lift;
    }
    case "settle_difference": {
      const settled = await settlingDifference(deps, act, here);
      return settled.ok ? ok({ events: [settled.value] }) : settled;
    }
    case "end_advance": {
      const ended = await endingAdvance(deps, act, here);
      return ended.ok ? ok({ events: [ended.value], jobs: ["deliver_webhooks"] }) : ended;
    }
    case "pay_out":
    case "paid_out":
    case "return_payout":
    case "place_hold":
    case "release_hold":
    case "record_receipt":
    case "agree_terms":
    case "set_calendar":
      return await aboutSettlement(deps, act, { run: proposal.proposalId, here });
    case "refund_dispute": {
      const refunded = await refundingDispute(deps, act, here);
      const jobs = ["deliver_webhooks", "send_refunds"] as const;
      return refunded.ok ? ok({ events: refunded.value, jobs }) : refunded;
    }
    case "pay_out_refund":
    case "resend_refund": {
      const decided = await deliveringRefund(deps, act, { proposal, here });
      return decided.ok ? ok({ events: decided.value, jobs: ["send_refunds"] }) : decided;
    }
    case "allocate_transfer": {
      const { staff: { staffId: by }, session: { sessionId: within } } = here;
      const allocated = await allocating(deps, { ...act, by, within });
      const jobs = ["deliver_webhooks"] as const;
      return allocated.ok ? ok({ events: allocated.value.events, jobs }) : allocated;
    }
    case "return_transfer": {
      const { of: lineId } = act;
      const returned = await returning(deps, { ...act, lineId, by: here.staff.staffId });
      return returned.ok ? ok({ events: returned.value }) : returned;
    }
    case "set_account":
    case "add_key":
    case "register_key":
    case "share":
    case "close": {
      const events = await aboutMerchant(deps, act, { proposal, here });
      const jobs = act.kind === "close" ? ["wind_up_merchants"] as const : [];
      return events.ok ? ok({ events: events.value, jobs }) : events;
    }
  }
}

async function aboutSettlement(
  deps: Deps,
  act: SettlementAct,
  { run, here }: { readonly run: ProposalId; readonly here: SignedIn },
): Promise<
  Result<
    Performed,
    PayOutRefusal | HoldRefusal | ReceiptRefusal | AgreeSettlementRefusal | CalendarChanged
  >
> {
  const jobs = ["build_settlements"] as const;
  switch (act.kind) {
    case "pay_out": {
      const sent = await payingOut(deps, act, { run, here });
      return sent.ok ? ok({ events: sent.value }) : sent;
    }
    case "paid_out": {
      const paid = await payingRun(deps, act, here);
      return paid.ok ? ok({ events: paid.value, jobs: ["deliver_webhooks"] }) : paid;
    }
    case "return_payout": {
      const returned = await returningPayout(deps, act, here);
      return returned.ok ? ok({ events: returned.value, jobs: ["deliver_webhooks"] }) : returned;
    }
    case "place_hold": {
      const placed = await placingHold(deps, act, here);
      return placed.ok ? ok({ events: [placed.value] }) : placed;
    }
    case "release_hold": {
      const released = await releasingHold(deps, act, here);
      return released.ok ? ok({ events: [released.value], jobs }) : released;
    }
    case "record_receipt": {
      const recorded = await recordingReceipt(deps, act, here);
      return recorded.ok ? ok({ events: recorded.value, jobs }) : recorded;
    }
    case "agree_terms": {
      const { merchant: merchantNo, from, delay, accountOf } = act;
      const by = byStaff(here.staff.staffId);
      const terms = { merchantNo, from, delay, accountOf, overdraft: cny(act.overdraft), by };
      const agreed = await agreeingSettlement(deps, terms);
      return agreed.ok ? ok({ events: [agreed.value], jobs }) : agreed;
    }
    case "set_calendar": {
      const set = await settingCalendar(deps, { ...act, by: byStaff(here.staff.staffId) });
      return set.ok ? ok({ events: [set.value], jobs }) : set;
    }
  }
}

async function aboutMerchant(
  deps: Deps,
  act: MerchantAct | RegisterKeyAct,
  { proposal, here }: { readonly proposal: Proposal; readonly here: SignedIn },
): Promise<Result<readonly DomainEvent[], ActRefusal>> {
  const { proposalId, merchantNo, sealed = "" } = proposal;
  const [merchant] = merchantNo ? await deps.load(deps.merchants.byNo(merchantNo)) : [undefined];
  // What a closed number is owed still needs somewhere to go.
  const isOver = merchant?.state === "closed" && act.kind !== "set_account";
  if (!merchant || !merchantNo || isOver) {
    return rejected({ code: "merchant_not_found", merchant_no: merchantNo ?? "" });
  }
  const given = { at: merchantNow(merchant, deps.now()), by: byStaff(here.staff.staffId) };
  switch (act.kind) {
    case "set_account": {
      const account = JSON.parse(await deps.vault.open(sealed, proposalContext(proposalId)));
      const [previous] = await deps.load(deps.settlements.inForce(merchantNo));
      return ok(await setAccount(deps, { merchantNo, account, previous }, given));
    }
    case "add_key":
      return await addProposedKey(deps, { ...act, merchant, ...given });
    case "register_key": {
      const registered = await registration(deps, merchant, { asked: act, ...given });
      return registered.ok ? ok(registered.value.events) : registered;
    }
    case "share":
      return await agreeToShare(deps, merchantNo, { agreed: act.agreed, ...given });
    case "close":
      return await closingOf(deps, merchant, { reason: act.reason, ...given });
  }
}
