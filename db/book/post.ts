import { type Account, accountKinds, PAYEE } from "../../core/book/account.ts";
import type { Transfer } from "../../core/book/transfer.ts";
import type { MerchantNo } from "../../core/id.ts";
import { businessDay, type Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";

/** What an event books, and whose it is. */
interface Posting {
  readonly subjectId: string;
  readonly version: number;
  readonly merchantNo: MerchantNo;
  readonly at: Instant;
  readonly transfers: readonly Transfer[];
  /** Where the money was booked that is given back: who got it stands for `PAYEE`. */
  readonly givesBack?: string;
}

/**
 * The statements that book an event, in the unit of the event: its transfers, then what they do to each account of a
 * merchant number, then to the accounts that everybody touches. The texts are the same for every event; what is booked
 * travels as one JSON argument. Whoever gives back what was never booked is refused.
 */
export function post(
  { subjectId, version, merchantNo, at, transfers, givesBack }: Posting,
): readonly Statement[] {
  const lines = transfers.map(({ line, code, phase, debit, credit, amount, of }) => [
    ...[line, code, phase, debit, credit, amount.fen, of?.subjectId ?? null, of?.line ?? null],
  ]);
  const [id, step] = [subjectId, BigInt(version)];
  const day = businessDay(at);
  const args = [JSON.stringify(lines), id, step, merchantNo, BigInt(at), givesBack ?? null];
  const statements = [
    { sql: TRANSFERS, args },
    { sql: ENTRIES, args: [id, step, BigInt(at)] },
  ];
  const shared = transfers.some(({ debit, credit }) => isShared(debit) || isShared(credit));
  if (!shared) return statements;
  return [...statements, { sql: DAYS, args: [id, step, day, stripeOf(merchantNo)] }];
}

const STRIPES = 16;

/** Merchant numbers are spread by their last two characters. */
function stripeOf(merchantNo: MerchantNo): bigint {
  return BigInt((merchantNo.charCodeAt(13) * 7 + merchantNo.charCodeAt(14)) % STRIPES);
}

function isShared(account: Account): boolean {
  const kind = account.slice(0, account.indexOf(":")) as keyof typeof accountKinds;
  return !accountKinds[kind].owned;
}

const owned = Object.entries(accountKinds).flatMap(([kind, of]) => of.owned ? [`'${kind}'`] : []);
const IS_OWNED = `substr(account, 1, instr(account, ':') - 1) in (${owned.join(", ")})`;

const side = (at: number) =>
  `iif(value ->> ${at} glob '*:[${PAYEE}]', replace(value ->> ${at}, '${PAYEE}', (
    select substr(credit, instr(credit, ':') + 1) from book_transfers where subject_id = ?6 and line = 1
  )), value ->> ${at})`;

const TRANSFERS = `insert into book_transfers (line, code, phase, debit, credit, fen, of_subject_id,
  of_line, subject_id, version, merchant_no, at, mode)
  select value ->> 0, value ->> 1, value ->> 2, ${side(3)}, ${side(4)}, value ->> 5, value ->> 6,
    value ->> 7, ?2, ?3, ?4, ?5, (select mode from merchants where merchant_no = ?4)
  from json_each(?1)`;

/** Both sides of what the event has booked. */
const sides = (debit: string, credit: string) =>
  `(select debit as account, ${debit} from book_transfers where subject_id = ?1 and version = ?2
    union all
    select credit, ${credit} from book_transfers where subject_id = ?1 and version = ?2)`;

/** Each goes on from the last of its account, whatever else is written at the same time. */
const ENTRIES =
  `insert into book_entries (account, booked_at, no, subject_id, version, fen, balance)
  select now.account, max(?3, coalesce(last.booked_at, 0)), coalesce(last.no, 0) + 1, ?1, ?2, now.fen,
    coalesce(last.balance, 0) + now.fen
  from (select account, sum(fen) as fen from ${sides("-fen as fen", "fen")}
    where ${IS_OWNED} group by account) now
  left join book_entries last on last.account = now.account and (last.booked_at, last.no) = (
    select booked_at, no from book_entries where account = now.account
    order by booked_at desc, no desc limit 1)`;

const DAYS = `insert into book_days (mode, account, day, stripe, debits, credits)
  select mode, account, ?3, ?4, sum(debits), sum(credits)
  from ${sides("mode, fen as debits, 0 as credits", "mode, 0, fen")}
  where not ${IS_OWNED} group by account
  on conflict do update set debits = debits + excluded.debits, credits = credits + excluded.credits`;
