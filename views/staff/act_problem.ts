import type { SettlementProblem } from "../settlement/act_words.ts";

/** Why an act cannot be proposed or confirmed as things are. */
export type ActProblem =
  | "last_head"
  | "staff_not_found"
  | "merchant_not_found"
  | "key_still_active"
  | "key_already_registered"
  | "keys_too_many"
  | "key_dates_wrong"
  | "key_not_found"
  | "agreement_no_taken"
  | "child_not_closed"
  | "unclear_not_found"
  | "not_unclear"
  | "proposals_too_many"
  | "block_not_found"
  | "block_lifted"
  | "difference_not_found"
  | "difference_over"
  | "difference_changed"
  | "nothing_to_correct"
  | "advance_not_found"
  | "advance_over"
  | SettlementProblem
  | "dispute_not_found"
  | "dispute_changed"
  | "nothing_to_give_back"
  | "refund_window_over"
  | "refund_not_found"
  | "refund_changed"
  | "bank_line_changed"
  | "bank_line_not_needed"
  | "transfer_order_not_open"
  | "transfer_merchant_not_active"
  | "allocation_wrong"
  | "allocation_too_little";

export type ProposalProblem = ActProblem | "second_person_needed" | "proposal_over";

/** Which field of a proposal's form is wrong, by its name. */
export type ProposingProblem =
  | "bank"
  | "holder"
  | "account_no"
  | "jwk"
  | "agreement_no"
  | "covers"
  | "days"
  | "shared"
  | "reason";
