import type { MerchantNo } from "../id.ts";
import { stepOf } from "../machine.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import {
  type Merchant,
  type MerchantFacts,
  merchantMachine,
  type MerchantSignal,
  type MerchantState,
} from "./merchant.ts";

export type MerchantAdvance =
  | { readonly type: "suspended" | "closed"; readonly at: Instant; readonly reason: string }
  | { readonly type: "resumed" };

export type MerchantSignalRefused = {
  readonly code: "merchant_signal_refused";
  readonly merchant_no: MerchantNo;
  readonly state: MerchantState;
  readonly signal: MerchantSignal;
};

/** The merchant number after `signal`, one version later. */
export function advance(
  merchant: Merchant,
  given: MerchantAdvance,
): Result<Merchant, MerchantSignalRefused> {
  const step = stepOf(merchantMachine, merchant, given);
  if (!step) {
    const { merchantNo: merchant_no, state } = merchant;
    return rejected({
      code: "merchant_signal_refused",
      merchant_no,
      state,
      signal: given.type,
    });
  }
  const facts = { ...factsOf(merchant), version: merchant.version + 1 };
  const { signal } = step;
  switch (signal.type) {
    case "suspended":
      return ok({ ...facts, state: "suspended", reason: signal.reason, suspendedAt: signal.at });
    case "closed":
      return ok({ ...facts, state: "closed", reason: signal.reason, closedAt: signal.at });
    case "resumed":
      return ok({ ...facts, state: "active" });
  }
}

function factsOf(merchant: Merchant): MerchantFacts {
  const { merchantNo, parentNo, appId, testOf, enterpriseId, reference } = merchant;
  const { name, mode, channel, products } = merchant;
  const { returnUrls, embedOrigins, clockOffset, createdAt, version } = merchant;
  return {
    merchantNo,
    parentNo,
    appId,
    testOf,
    enterpriseId,
    reference,
    name,
    mode,
    channel,
    products,
    returnUrls,
    embedOrigins,
    clockOffset,
    createdAt,
    version,
  };
}
