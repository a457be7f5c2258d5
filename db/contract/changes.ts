import { eq, sql } from "drizzle-orm";
import { type Contract, endOf, reasonOf } from "../../core/contract/contract.ts";
import type { ContractEvent } from "../../core/contract/contract_events.ts";
import { wakeArrears } from "../arrear/wake.ts";
import { openIds } from "../consumer/table.ts";
import { contractEvidence, contracts } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { oweEnded, oweSigned } from "../message/owe.ts";

/** Signing also stores the person's open id in this app and the evidence; later steps change only the contract. */
export const contractChanges = {
  "contract.signed": ({ contract, evidence }) => [
    keepOpenId(contractRow(contract)),
    insertContract(contractRow(contract)),
    insertEvidence({ contractId: contract.contractId, jws: evidence }),
    oweSigned(contract),
  ],
  "contract.suspended": update,
  "contract.suspension_added": update,
  "contract.suspension_lifted": update,
  "contract.resumed": update,
  "contract.termination_asked": end,
  "contract.termination_queried": update,
  "contract.terminated": end,
  "sign_again_link.ended": ({ contract }) => [endLink(contractRow(contract))],
} satisfies Changes<ContractEvent>;

function update({ contract }: ContractEvent) {
  return [updateContract(contractRow(contract))];
}

function end({ contract }: ContractEvent) {
  return [updateContract(contractRow(contract)), oweEnded(contract), wakeArrears(contract)];
}

const at = sql.placeholder;

/**
 * A person has one open id in an app: another one is refused as a null, so after a race the command decides again
 * with the stored one.
 */
const keepOpenId = prepare<ReturnType<typeof contractRow>>(
  build.insert(openIds).values({
    consumerId: at("consumerId"),
    appId: at("appId"),
    openId: at("openId"),
  }).onConflictDoUpdate({
    target: [openIds.consumerId, openIds.appId],
    set: { openId: sql`iif(open_id = excluded.open_id, open_id, null)` },
  }),
);

const insertContract = prepare<ReturnType<typeof contractRow>>(
  build.insert(contracts).values({
    contractId: at("contractId"),
    contractCode: at("contractCode"),
    signingId: at("signingId"),
    planId: at("planId"),
    planVersion: at("planVersion"),
    appId: at("appId"),
    openId: at("openId"),
    consumerId: at("consumerId"),
    userId: at("userId"),
    merchantNo: at("merchantNo"),
    kind: at("kind"),
    title: at("title"),
    perTransactionLimit: at("perTransactionLimit"),
    perDayLimit: at("perDayLimit"),
    arrearRetryDays: at("arrearRetryDays"),
    fixedMerchantNos: at("fixedMerchantNos"),
    sharedWith: at("sharedWith"),
    sharingAgreementId: at("sharingAgreementId"),
    channel: at("channel"),
    channelContractNo: at("channelContractNo"),
    cardToken: at("cardToken"),
    cardLabel: at("cardLabel"),
    lang: at("lang"),
    signedAt: at("signedAt"),
    expiresAt: at("expiresAt"),
    linksEnded: sql`0`,
    state: at("state"),
    asks: sql`0`,
    version: at("version"),
    chain: at("chain"),
  }),
);

const insertEvidence = prepare<{ contractId: string; jws: string }>(
  build.insert(contractEvidence).values({ contractId: at("contractId"), jws: at("jws") }),
);

/** What was signed never changes, only the state of the contract. */
const updateContract = prepare<ReturnType<typeof contractRow>>(
  build.update(contracts).set({
    state: sql`${at("state")}`,
    terminatedBy: sql`${at("terminatedBy")}`,
    reason: sql`${at("reason")}`,
    suspensions: sql`${at("suspensions")}`,
    replacedBy: sql`${at("replacedBy")}`,
    endedAt: sql`${at("endedAt")}`,
    terminatedAt: sql`${at("terminatedAt")}`,
    askAfter: sql`${at("askAfter")}`,
    asks: sql`${at("asks")}`,
    version: sql`${at("version")}`,
    chain: sql`${at("chain")}`,
  }).where(eq(contracts.contractId, at("contractId"))),
);

const endLink = prepare<ReturnType<typeof contractRow>>(
  build.update(contracts).set({ linksEnded: sql`${at("linksEnded")}` })
    .where(eq(contracts.contractId, at("contractId"))),
);

function contractRow(contract: Contract) {
  const end = endOf(contract);
  const terminating = contract.state === "terminating" ? contract : undefined;
  return {
    ...contract,
    perTransactionLimit: contract.perTransactionLimit.fen,
    perDayLimit: contract.perDayLimit.fen,
    arrearRetryDays: contract.arrearRetryDays && JSON.stringify(contract.arrearRetryDays),
    fixedMerchantNos: JSON.stringify(contract.fixedMerchantNos),
    sharedWith: JSON.stringify(contract.sharedWith),
    terminatedBy: end?.terminatedBy,
    reason: reasonOf(contract),
    suspensions: contract.state === "suspended" ? JSON.stringify(contract.suspensions) : undefined,
    replacedBy: end?.replacedBy,
    endedAt: end?.endedAt,
    terminatedAt: contract.state === "terminated" ? contract.terminatedAt : undefined,
    askAfter: terminating?.askAfter,
    asks: terminating?.asks ?? 0,
  };
}
