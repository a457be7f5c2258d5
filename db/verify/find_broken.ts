import type { Client, Row } from "@libsql/client";
import { arrearChecks } from "./arrear_checks.ts";
import { auditChecks } from "./audit_checks.ts";
import { blockChecks } from "./block_checks.ts";
import { bookChecks } from "./book_checks.ts";
import { brokenAudit } from "./broken_audit.ts";
import { brokenChains } from "./broken_chains.ts";
import { brokenContractChains } from "./broken_contract_chains.ts";
import { brokenFees } from "./broken_fees.ts";
import { brokenHeads, type KnownHeads } from "./broken_heads.ts";
import { cardChecks } from "./card_checks.ts";
import { cardholderChecks } from "./cardholder_checks.ts";
import type { Checks, Finding } from "./checks.ts";
import { clearingChecks } from "./clearing_checks.ts";
import { contractChecks } from "./contract_checks.ts";
import { deductionChecks } from "./deduction_checks.ts";
import { deliveryChecks } from "./delivery_checks.ts";
import { disputeChecks } from "./dispute_checks.ts";
import { historyChecks } from "./history_checks.ts";
import { limitChecks } from "./limit_checks.ts";
import { merchantChecks } from "./merchant_checks.ts";
import { paymentChecks } from "./payment_checks.ts";
import { settlementChecks } from "./settlement_checks.ts";
import { issuedChecks } from "./issued_checks.ts";
import { bankLineChecks } from "./bank_line_checks.ts";
import { statementChecks } from "./statement_checks.ts";

const ownChecks: Checks = {
  ...historyChecks,
  ...paymentChecks,
  ...contractChecks,
  ...deductionChecks,
  ...arrearChecks,
  ...deliveryChecks,
  ...merchantChecks,
  ...auditChecks,
  ...blockChecks,
  ...cardChecks,
  ...cardholderChecks,
  ...limitChecks,
  ...bookChecks,
  ...statementChecks,
  ...settlementChecks,
  ...clearingChecks,
  ...issuedChecks,
  ...bankLineChecks,
  ...disputeChecks,
};

interface Given extends KnownHeads {
  /** Of tables that are not ours. */
  readonly checks?: Checks | undefined;
}

/** What in this database breaks a promise about money, one after the other; only reads, and may run while others write. */
export async function* findBroken(
  client: Pick<Client, "batch" | "execute">,
  { checks = {}, ...known }: Given = {},
): AsyncGenerator<Finding> {
  for (const [promise, sql] of Object.entries({ ...ownChecks, ...checks })) {
    for (const row of await rowsOf(client, sql)) {
      yield { promise, by: Object.values(row).join(" ") };
    }
  }
  yield* brokenChains(client);
  yield* brokenContractChains(client);
  yield* brokenFees(client);
  yield* brokenHeads(client, known);
  yield* brokenAudit(client);
  const { rows } = await client.execute("pragma integrity_check");
  for (const row of rows) {
    const [said] = Object.values(row);
    if (said !== "ok") yield { promise: "the file is damaged", by: String(said) };
  }
}

/** A damaged value can make a query fail, as JSON that is none: then that is what was found. */
async function rowsOf(client: Pick<Client, "execute">, sql: string): Promise<readonly Row[]> {
  try {
    return (await client.execute(sql)).rows;
  } catch (error) {
    if (!(error instanceof Error && /malformed JSON/.test(error.message))) throw error;
    return [{ "could not be asked": error.message }] as unknown as Row[];
  }
}
