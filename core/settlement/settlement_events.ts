import type { EventSpecs, Subject } from "../event_spec.ts";
import { settlementResource } from "./settlement_resource.ts";
import type { SettlementAccount } from "./settlement_account.ts";

export interface SettlementEvent {
  readonly type: "settlement_account.set" | "settlement_account.replaced";
  readonly account: SettlementAccount;
}

export const settlementEvents = {
  "settlement_account.set": { subject, data },
  "settlement_account.replaced": { subject, data },
} satisfies EventSpecs<SettlementEvent>;

function subject({ account: { accountId, version, merchantNo } }: SettlementEvent): Subject {
  return { subjectId: accountId, version, merchantNo };
}

function data({ account }: SettlementEvent) {
  return settlementResource(account);
}
