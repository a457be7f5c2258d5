import type { ContractWithUse } from "../contract/contract_store.ts";
import type { AnnouncedCharge, Charge } from "../deduction/charge.ts";
import type { Deps } from "../deps.ts";
import type { OwnDispute, OwnPayment } from "../dispute/dispute_store.ts";
import type { Mode } from "../merchant/merchant.ts";
import { sha256 } from "../sha256.ts";
import { maskedName, maskedPhone } from "./consumer.ts";
import { openIdentity } from "./seal_person.ts";
import { walletMode } from "./wallet_mode.ts";

const CHARGES_MAX = 20;
const ANNOUNCED_MAX = 20;
const PAYMENTS_MAX = 20;
const DISPUTES_MAX = 20;

/** Everything a person has signed, with any merchant, and what was charged on it. */
export interface Wallet {
  /** Of everything in it: the channel that knows this person moves real money, or it does not. */
  readonly mode: Mode;
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly tellAfterCharge: boolean;
  /** All in force, then the latest that have ended, each newest first. */
  readonly contracts: readonly ContractWithUse[];
  /** The latest of all contracts, newest first. */
  readonly charges: readonly Charge[];
  /** Announced and still to be charged, the nearest first. */
  readonly announced: readonly AnnouncedCharge[];
  /** What they paid while they were signed in, newest first. */
  readonly payments: readonly OwnPayment[];
  /** Newest first. */
  readonly disputes: readonly OwnDispute[];
}

/** The wallet of this session's consumer, in one round trip; undefined when the session has ended. */
export async function viewWallet(deps: Deps, session: string): Promise<Wallet | undefined> {
  const tokenDigest = await sha256(session);
  const now = deps.now();
  const [found, inForce, ended, charges, announced, payments, disputes] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, now),
    deps.contracts.inForceOfSession(tokenDigest, now),
    deps.contracts.endedOfSession(tokenDigest, now),
    deps.deductions.ofSession(tokenDigest, CHARGES_MAX),
    deps.deductions.announcedToSession(tokenDigest, now, ANNOUNCED_MAX),
    deps.disputes.paymentsOfSession(tokenDigest, PAYMENTS_MAX),
    deps.disputes.ofSession(tokenDigest, DISPUTES_MAX),
  );
  if (!found) return undefined;
  const { name, phone } = await openIdentity(deps.vault, found.consumer);
  return {
    mode: walletMode(deps, found.session.proof),
    maskedName: name && maskedName(name),
    maskedPhone: phone && maskedPhone(phone),
    tellAfterCharge: found.consumer.tellAfterCharge,
    contracts: [...inForce, ...ended],
    charges,
    announced,
    payments,
    disputes,
  };
}
