import type { ChannelOrderNo, ContractId } from "../../core/id.ts";
import type { Money } from "../../core/money.ts";
import type { Query } from "../../core/query.ts";
import type { Sms } from "../../core/sms/sms.ts";
import type { Instant } from "../../core/time.ts";
import type { Unit } from "../../core/unit.ts";
import type { BankContract } from "./bank_contract.ts";
import type { BankDeduction } from "./bank_deduction.ts";
import type { BankNotice } from "./bank_notice.ts";
import type { BankEntry } from "./bank_entry.ts";

/** What is stored in one step of a contract: what happened, the contract after it, the notices to send. */
export interface KeptContract {
  readonly entry: BankEntry;
  readonly contract: BankContract;
  readonly notices: readonly BankNotice[];
}

/** The simulated bank's books of contracts and deductions. */
export interface BankContractStore {
  byId(contractId: ContractId): Query<BankContract | undefined>;
  byContractNo(contractNo: string): Query<BankContract | undefined>;
  /** What this person has signed, newest first, including ended contracts. */
  ofPerson(personNo: string, max: number): Query<readonly BankContract[]>;
  inForceOf(personNo: string, max: number): Query<readonly BankContract[]>;
  deductionByNo(no: ChannelOrderNo): Query<BankDeduction | undefined>;
  /** How often exactly this was charged on a contract. */
  chargedOn(contractNo: string, amount: Money): Query<number>;
  deductionByTxnNo(txnNo: string): Query<BankDeduction | undefined>;

  /** Refused with `sandbox_log…` when one of them was changed first. */
  keep(contracts: readonly KeptContract[]): Unit;
  /** Refused with `sandbox_deduction_in_force` when the contract has just ended. */
  keepDeduction(entry: BankEntry, deduction: BankDeduction, notices: readonly BankNotice[]): Unit;
}

/** The app's one-time codes. */
export interface AppCodeStore {
  /** Also forgets codes that ended before `now`. */
  put(code: { digest: string; personNo: string; expiresAt: Instant }, now: Instant): Unit;
  /** The last statement's row names the person, if the code was valid and unused. */
  take(digest: string, takenBy: string, now: Instant): Unit;
}

export interface InboxMessage {
  readonly phone: string;
  readonly text: string;
  readonly at: Instant;
}

/** As it is kept: whose phone it is on as a keyed digest, and what it says sealed. */
export interface SealedMessage {
  readonly phone: string;
  readonly sealed: string;
  readonly at: Instant;
}

/** The messages on the sandbox's phones, which it knows by their digests. */
export interface InboxStore {
  /** Keeps the newest `max` of this phone; a message that is already there stays as it is. */
  put(message: SealedMessage & { readonly messageId: Sms["messageId"] }, max: number): Unit;
  /** Newest first. */
  of(phone: string, max: number): Query<readonly SealedMessage[]>;
  newest(max: number): Query<readonly SealedMessage[]>;
}
