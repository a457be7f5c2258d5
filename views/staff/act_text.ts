import type { Proposal } from "../../core/proposal/proposal.ts";
import { advanceWords } from "../advance/words.ts";
import { settlementActWords } from "../settlement/act_words.ts";
import { cny } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";
import { unclaimedWords } from "../unclaimed/words.ts";
import type { Lang } from "../words.ts";
import { actWords } from "./act_words.ts";
import { staffWords } from "./words.ts";

/** A proposal with the names of the people in it. */
export interface ShownProposal {
  readonly proposal: Proposal;
  readonly about: string | undefined;
  readonly proposer: string | undefined;
  /** Undefined for the institution's own. */
  readonly merchant: string | undefined;
}

/** What would happen, in one sentence. */
export function actText({ proposal: { act }, about }: ShownProposal, lang: Lang): string {
  const w = staffWords(lang);
  const a = actWords(lang);
  const name = about ?? w.nameless;
  switch (act.kind) {
    case "change_role":
      return w.actChangeRole(name, w.roles[act.role]);
    case "remove_staff":
      return w.actRemove(name);
    case "invite_again":
      return w.actInviteAgain(name);
    case "set_account":
      return a.setAccount(act.masked.bank, act.masked.lastFour);
    case "add_key":
      return a.addKey(act.alg);
    case "register_key":
      return a.addKey(act.alg);
    case "share":
      return a.share(act.agreed.agreementNo);
    case "close":
      return a.close;
    case "settle":
      return a.settle[act.finding.type];
    case "lift_block":
      return a.liftBlock(act.masked);
    case "settle_difference":
      return a.settleDifference[act.way];
    case "end_advance":
      return advanceWords(lang).acts[act.way](formatMoney(cny(act.fen)));
    case "pay_out":
    case "paid_out":
    case "return_payout":
    case "place_hold":
    case "release_hold":
    case "record_receipt":
    case "agree_terms":
    case "set_calendar":
      return settlementActWords(lang).acts[act.kind];
    case "refund_dispute":
      return a.refundDispute(formatMoney(cny(act.amount)));
    case "pay_out_refund":
      return unclaimedWords(lang).payOut(formatMoney(cny(act.amount)));
    case "resend_refund":
      return unclaimedWords(lang).resend(formatMoney(cny(act.amount)));
    case "allocate_transfer":
      return a.allocate(formatMoney(cny(act.amount)), act.lines.length, act.orders.length);
    case "return_transfer":
      return a.sendBack(formatMoney(cny(act.amount)));
  }
}
