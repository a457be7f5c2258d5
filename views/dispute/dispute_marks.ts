import type { DisputeState } from "../../core/dispute/dispute.ts";
import type { Mark } from "../parts/state_mark.tsx";

/** Whose turn it is, or how it ended. */
export const disputeMarks: Readonly<Record<DisputeState, Mark>> = {
  open: "limit",
  contested: "processing",
  escalated: "processing",
  accepted: "paid",
  refunded: "paid",
  declined: "closed",
  lapsed: "expired",
  withdrawn: "closed",
  charged_back: "failed",
  reversed: "paid",
};
