import { assertCommitted, retryOnConflict } from "../../core/conflict.ts";
import { cny, noMoney } from "../../core/money.ts";
import type { Unit } from "../../core/unit.ts";
import { type Behaviour, magicOf } from "../bank/magic.ts";
import { type PersonNo, personOf } from "../bank/persons.ts";
import { newTxnNo } from "../bank/write_at_bank.ts";
import { purseStore } from "../tables/purses.ts";
import type { Debit } from "../bank/purse.ts";
import type { PurseDeps } from "./purse_deps.ts";

/** What everybody has in it before they pay or put in anything. */
export const FIRST_BALANCE = cny(50_000);

export interface DebitAsked {
  readonly number: string;
  readonly user: string;
  readonly amount: number;
  readonly payee: string;
  readonly subject: string;
}

/**
 * Takes the money once by its number, if there is enough. Of a magic amount it says what the amount stands for; undefined
 * is an answer that is lost.
 */
export async function debit(deps: PurseDeps, asked: DebitAsked): Promise<Debit | undefined> {
  const magic = behaviourOf(asked.amount);
  if (magic?.start === "forgets") return undefined;
  const kept = await retryOnConflict(async () => {
    const person = personOf(asked.user)?.personNo;
    const [known, has = FIRST_BALANCE] = await deps.load(
      purseStore.debit(asked.number),
      ...(person ? [purseStore.of(person)] : []),
    );
    if (known) return known;
    const debit = decide(deps, asked, { person, has: has.fen });
    await write(deps, purseStore.keepDebit(debit, has));
    return debit;
  });
  return magic?.start === "breaks" ? undefined : kept;
}

/** The bank's magic amounts are over the day's limit of most payers here: ¥900.04 stands for ¥9,000.04. */
const MAGIC_BELOW = 810_000;

function behaviourOf(fen: number): Behaviour | undefined {
  return magicOf(cny(fen + MAGIC_BELOW));
}

function decide(
  deps: PurseDeps,
  { number, amount: fen, payee, subject }: DebitAsked,
  { person, has }: { readonly person: PersonNo | undefined; readonly has: number },
): Debit {
  const facts = { number, amount: cny(fen), payee, subject, at: deps.now() };
  if (!person) return { ...facts, state: "closed" };
  const magic = behaviourOf(fen)?.answer;
  if (magic?.type === "declined") {
    return { ...facts, state: "declined", personNo: person, reason: magic.reason };
  }
  if (has < fen) {
    return { ...facts, state: "declined", personNo: person, reason: "insufficient_funds" };
  }
  return { ...facts, state: "paid", personNo: person, txnNo: newTxnNo(deps), refunded: noMoney };
}

/** What became of it. What has not come by now is refused if it does. */
export function debitByNo(deps: PurseDeps, number: string): Promise<Debit> {
  return retryOnConflict(async () => {
    const [known] = await deps.load(purseStore.debit(number));
    if (known) return known;
    const at = deps.now();
    const closed = {
      number,
      amount: noMoney,
      payee: "",
      subject: "",
      at,
      state: "closed",
    } as const;
    await write(deps, purseStore.keepDebit(closed, noMoney));
    return closed;
  });
}

/** Throws Conflict where something else came first. */
export async function write(deps: PurseDeps, unit: Unit): Promise<void> {
  assertCommitted(await deps.write(unit));
}
