import type { Money } from "../money.ts";
import { arrearsResource } from "../plan/plan_resource.ts";
import { type Instant, rfc3339 } from "../time.ts";
import { type Contract, endOf, reasonOf, suspensionsOf } from "./contract.ts";
import { suspensionResource } from "./suspension.ts";

/** The contract as the API and webhooks show it; limits and use in fen. Webhooks have no link. */
export function contractResource(contract: Contract, usedToday: Money, signAgainUrl?: string) {
  const end = endOf(contract);
  return {
    contract_id: contract.contractId,
    contract_code: contract.contractCode,
    plan_id: contract.planId,
    plan_version: contract.planVersion,
    app_id: contract.appId,
    open_id: contract.openId,
    user_id: contract.userId ?? null,
    merchant_no: contract.merchantNo,
    shared_with: contract.sharedWith,
    kind: contract.kind,
    channel: contract.channel,
    state: contract.state,
    signed_at: rfc3339(contract.signedAt),
    expires_at: time(contract.expiresAt),
    ended_at: time(end?.endedAt),
    terminated_at: time(contract.state === "terminated" ? contract.terminatedAt : undefined),
    terminated_by: end?.terminatedBy ?? null,
    reason: reasonOf(contract) ?? null,
    suspension_reasons: suspensionsOf(contract).map(suspensionResource),
    replaced_by: end?.replacedBy ?? null,
    sign_again_url: signAgainUrl ?? null,
    per_transaction_limit: contract.perTransactionLimit.fen,
    per_day_limit: contract.perDayLimit.fen,
    used_today: usedToday.fen,
    arrears: arrearsResource(contract),
    chain: contract.chain,
  };
}

function time(at: Instant | undefined): string | null {
  return at === undefined ? null : rfc3339(at);
}
