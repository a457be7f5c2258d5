import type { OwnArrear } from "../arrear/own_arrear.ts";
import { type TextVersion, yetToAgree } from "../consent/consent.ts";
import type { BoundCard, DeletingCard } from "../card_binding/card_binding.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import type { AnnouncedCharge, Charge } from "../deduction/charge.ts";
import type { Deps } from "../deps.ts";
import type { OwnDispute, OwnPayment } from "../dispute/dispute_store.ts";
import type { Mode } from "../merchant/merchant.ts";
import { businessDay } from "../time.ts";
import { sha256 } from "../sha256.ts";
import { type Consumer, maskedName, maskedPhone } from "./consumer.ts";
import { openIdentity } from "./seal_person.ts";
import { isChannel, walletMode } from "./wallet_mode.ts";

const CHARGES_MAX = 20;
const ANNOUNCED_MAX = 20;
const ARREARS_MAX = 50;
const PAYMENTS_MAX = 20;
const DISPUTES_MAX = 20;

/** Everything a person has signed, with any merchant, and what was charged on it. */
export interface Wallet extends Pick<Consumer, "chargingClosedAt" | "phoneLostAt"> {
  /** Of everything in it: the channel that knows this person moves real money, or it does not. */
  readonly mode: Mode;
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly tellAfterCharge: boolean;
  /** It was opened in a channel's app and no phone opens it yet: one may become another way into it. */
  readonly takesPhone: boolean;
  /** In force, and not agreed to by this person. */
  readonly yetToAgree: readonly TextVersion[];
  /** All in force, then the latest that have ended, each newest first. */
  readonly contracts: readonly ContractWithUse[];
  /** Bound, or just being removed; the latest first. */
  readonly cards: readonly (BoundCard | DeletingCard)[];
  /** The latest of all contracts, newest first. */
  readonly charges: readonly Charge[];
  /** Announced and still to be charged, the nearest first. */
  readonly announced: readonly AnnouncedCharge[];
  /** What is owed first, then the latest that was. */
  readonly arrears: readonly OwnArrear[];
  /** What they paid while they were signed in, newest first. */
  readonly payments: readonly OwnPayment[];
  /** Newest first. */
  readonly disputes: readonly OwnDispute[];
}

/** The wallet of this session's consumer, in one round trip; undefined when the session has ended. */
export async function viewWallet(deps: Deps, session: string): Promise<Wallet | undefined> {
  const tokenDigest = await sha256(session);
  const now = deps.now();
  const [
    found,
    inForce,
    ended,
    charges,
    announced,
    versions,
    consents,
    bindings,
    arrears,
    payments,
    disputes,
    ways,
  ] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, now),
    deps.contracts.inForceOfSession(tokenDigest, now),
    deps.contracts.endedOfSession(tokenDigest, now),
    deps.deductions.ofSession(tokenDigest, CHARGES_MAX),
    deps.deductions.announcedToSession(tokenDigest, now, ANNOUNCED_MAX),
    deps.institutions.versions(),
    deps.consents.ofSession(tokenDigest),
    deps.cardBindings.ofSession(tokenDigest, now),
    deps.arrears.ofSession(tokenDigest, ARREARS_MAX),
    deps.disputes.paymentsOfSession(tokenDigest, PAYMENTS_MAX),
    deps.disputes.ofSession(tokenDigest, DISPUTES_MAX),
    deps.identities.ofSession(tokenDigest, now),
  );
  if (!found) return undefined;
  const { name, phone } = await openIdentity(deps.vault, found.consumer);
  return {
    mode: walletMode(deps, found.session.proof),
    maskedName: name && maskedName(name),
    maskedPhone: phone && maskedPhone(phone),
    tellAfterCharge: found.consumer.tellAfterCharge,
    chargingClosedAt: found.consumer.chargingClosedAt,
    phoneLostAt: found.consumer.phoneLostAt,
    takesPhone: isChannel(found.session.proof) && !ways.some(({ issuer }) => issuer === "phone"),
    yetToAgree: yetToAgree(versions, consents, businessDay(now)),
    contracts: [...inForce, ...ended],
    cards: bindings.filter((each) => each.state === "bound" || each.state === "deleting"),
    charges,
    announced,
    arrears,
    payments,
    disputes,
  };
}
