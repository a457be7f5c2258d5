import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import { channelOrderNo, type RefundId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import {
  isOpen,
  type Proposal,
  proposalContext,
  type ProposalsTooMany,
  type StrandedRefundAct,
} from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BankAccount, masked } from "../settlement/settlement_account.ts";
import type { SignedIn } from "../staff/session.ts";
import { payoutContext } from "./payout_account.ts";
import { advance, isUndelivered, mayResend, type Refund, type RefundSignal } from "./refund.ts";
import type { RefundEvent } from "./refund_events.ts";

export type StrandedRefundRefusal =
  | { readonly code: "refund_not_found"; readonly refund_id: string }
  /** It does not wait for its payer, or is not any more what was seen. */
  | { readonly code: "refund_changed"; readonly refund_id: RefundId };

interface Seen {
  readonly refundId: RefundId;
  /** Of what was shown. */
  readonly version: number;
  readonly here: SignedIn;
}

/** How what reached nobody is to reach its payer. */
export type DeliveryWay =
  | { readonly type: "resend" }
  /** To another account of theirs, which they or the merchant named. */
  | { readonly type: "payout"; readonly account: BankAccount };

/** Puts before a second person where the money goes. One proposal at a time; an expired one gives way. */
export function proposeDelivery(
  deps: Deps,
  { refundId, version, way, why, here }: Seen & {
    readonly way: DeliveryWay;
    readonly why: string;
  },
): Promise<Result<Proposal, StrandedRefundRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const found = await undelivered(deps, { refundId, version });
    if (!found.ok) return found;
    const { refund, refund: { merchantNo, amount, stranded } } = found.value;
    if (way.type === "resend" ? !mayResend(refund) : stranded?.sentAs) return changed(refundId);
    const [proposals] = await deps.load(deps.proposals.about(refundId));
    const waiting = proposals.find((each) => each.state === "waiting");
    if (waiting && isOpen(waiting, deps.now())) return ok(waiting);
    const seen = { of: refundId, version, amount: amount.fen, why };
    const asked = way.type === "resend" ? { act: { kind: "resend_refund" as const, ...seen } } : {
      act: { kind: "pay_out_refund" as const, ...seen, masked: masked(way.account) },
      hidden: { ...way.account },
    };
    return await propose(deps, { ...asked, merchantNo, here, expired: waiting });
  });
}

/** What the second person confirms, decided and not committed. */
export async function deliveringRefund(
  deps: Deps,
  act: StrandedRefundAct,
  { proposal: { proposalId, sealed = "" }, here }: {
    readonly proposal: Proposal;
    readonly here: SignedIn;
  },
): Promise<Result<readonly DomainEvent[], StrandedRefundRefusal>> {
  const { of: refundId, version } = act;
  const found = await undelivered(deps, { refundId, version });
  if (!found.ok) return found;
  if (act.kind === "resend_refund") {
    const signal = { type: "resent", channelOrderNo: channelOrderNo(deps.newId("rfd")) } as const;
    return stepped(deps, found.value, { type: "refund.resent", signal, by: byHere(here) });
  }
  const account = await deps.vault.open(sealed, proposalContext(proposalId));
  const payout = await deps.vault.seal(account, payoutContext(refundId));
  const signal = { type: "payout_agreed", payout } as const;
  return stepped(deps, found.value, { type: "refund.payout_agreed", signal, by: byHere(here) });
}

export interface Found {
  readonly refund: Refund;
  readonly merchant: Merchant;
}

async function undelivered(
  deps: Deps,
  { refundId, version }: Pick<Seen, "refundId" | "version">,
): Promise<Result<Found, StrandedRefundRefusal>> {
  const found = await foundRefund(deps, refundId);
  if (!found.ok) return found;
  const { refund } = found.value;
  return isUndelivered(refund) && refund.version === version ? found : changed(refundId);
}

export async function foundRefund(
  deps: Pick<Deps, "load" | "refunds" | "merchants">,
  refundId: RefundId,
): Promise<Result<Found, StrandedRefundRefusal>> {
  const [refund] = await deps.load(deps.refunds.byId(refundId));
  const [merchant] = refund ? await deps.load(deps.merchants.byNo(refund.merchantNo)) : [];
  if (!refund || !merchant) return rejected({ code: "refund_not_found", refund_id: refundId });
  return ok({ refund, merchant });
}

export function changed(refund_id: RefundId) {
  return rejected({ code: "refund_changed", refund_id } as const);
}

/** In the session that must still be open in the write. */
export function byHere({ staff: { staffId }, session: { sessionId: within } }: SignedIn): Actor {
  return { type: "staff", staffId, within };
}

/** One step of it, decided and not committed. */
export function stepped(
  deps: Deps,
  { refund, merchant }: Found,
  { signal, by, ...event }: Omit<RefundEvent, "refund"> & {
    readonly signal: RefundSignal;
    readonly by: Actor;
  },
) {
  const next = advance(refund, signal);
  if (!next.ok) return changed(refund.refundId);
  return ok(
    [{
      ...event,
      refund: next.value,
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by,
    }] as const,
  );
}
