import type { PaymentOutcome } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { ChannelOrderNo } from "../id.ts";
import type { Money } from "../money.ts";
import { rejected, type Result } from "../result.ts";
import type { Deduction } from "./deduction.ts";

export interface RecordDeductionOutcome {
  readonly channelOrderNo: ChannelOrderNo;
  readonly outcome: PaymentOutcome;
  readonly amount: Money | undefined;
}

export type RecordDeductionOutcomeRefusal =
  | { readonly code: "deduction_not_found"; readonly channel_order_no: string }
  | { readonly code: "amount_differs"; readonly expected: number; readonly got: number };

/** Records what a channel said of a deduction, in any order and any number of times. */
export function recordDeductionOutcome(
  _deps: Deps,
  { channelOrderNo: no }: RecordDeductionOutcome,
): Promise<Result<Deduction, RecordDeductionOutcomeRefusal>> {
  return Promise.resolve(rejected({ code: "deduction_not_found", channel_order_no: no }));
}
