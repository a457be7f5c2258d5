import type { Transfer } from "../../core/book/transfer.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";

interface Booked {
  readonly subjectId: string;
  readonly version: number;
  readonly at: Instant;
  readonly transfers: readonly Transfer[];
}

/** What an event books, and whose it is. */
interface Posting extends Booked {
  readonly merchantNo: MerchantNo;
}

/**
 * Books an event, in the unit of the event, by one statement. The tables enter each transfer in its accounts themselves
 * (db/migrations/0020_books.sql).
 */
export function post(
  { subjectId, version, merchantNo, at, transfers }: Posting,
): readonly Statement[] {
  const common = [subjectId, BigInt(version), merchantNo, BigInt(at)];
  const rows = transfers.flatMap(({ line, code, phase, debit, credit, amount, of }) => {
    const link = of ? [of.subjectId, BigInt(of.line)] : [null, null];
    return [BigInt(line), code, phase, debit, credit, BigInt(amount.fen), ...link];
  });
  return [{ sql: textFor(transfers.length), args: [...common, ...rows] }];
}

const COMMON = 4;
const PER_ROW = 8;
/** By the number of rows, so that there are few. */
const texts: string[] = [];

function textFor(rows: number): string {
  return texts[rows] ??=
    `insert into book_transfers (subject_id, version, merchant_no, at, mode, line, code,
    phase, debit, credit, fen, of_subject_id, of_line) values ${
      Array.from({ length: rows }, (_, row) => rowText(COMMON + 1 + row * PER_ROW)).join(", ")
    }`;
}

function rowText(first: number): string {
  const own = Array.from({ length: PER_ROW }, (_, i) => `?${first + i}`);
  return `(?1, ?2, ?3, ?4, (select mode from merchants where merchant_no = ?3), ${own.join(", ")})`;
}

const OWN = `insert into book_transfers (subject_id, version, merchant_no, at, mode, line, code,
    phase, debit, credit, fen, of_subject_id, of_line)
  select ?1, ?2, 'institution', ?3, ?4, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3,
    j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7
  from json_each(?5) j`;

/** The same for what is no merchant number's, any number of transfers at once. */
export function postOwn(
  { subjectId, version, at, mode, transfers }: Booked & { readonly mode: Mode },
): readonly Statement[] {
  if (transfers.length === 0) return [];
  const rows = transfers.map(({ line, code, phase, debit, credit, amount, of }) => [
    line,
    code,
    phase,
    debit,
    credit,
    amount.fen,
    of?.subjectId ?? null,
    of?.line ?? null,
  ]);
  return [{ sql: OWN, args: [subjectId, BigInt(version), BigInt(at), mode, JSON.stringify(rows)] }];
}
