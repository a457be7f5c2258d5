import type { Client, Row } from "@libsql/client";
import type { CardType } from "../../core/channel/card.ts";
import type { AcquiredBy, FeeAgreement } from "../../core/fee/fee_agreement.ts";
import { type Fee, feeOf, noFee, returnedFee } from "../../core/fee/fee_of.ts";
import { type FeeClass, type FeePart, feeParts } from "../../core/fee/tariff.ts";
import { cny } from "../../core/money.ts";
import { businessDay, instant } from "../../core/time.ts";
import type { Finding } from "./checks.ts";

const PAGE = 500;
type Reader = Pick<Client, "execute">;
type Booked = Readonly<Record<string, number>>;

/** Fees that are booked otherwise than the tariff and the agreement say, or not at all; and what refunds gave back of them. */
export async function* brokenFees(client: Reader): AsyncGenerator<Finding> {
  for await (const row of paid(client)) {
    const id = String(row["id"]);
    const booked = booking(row, "fee");
    const fees = expectedFees(row);
    const fee = fees.find((each) => same(booked, each, "fee"));
    if (!fee) yield { promise: "a fee that is booked otherwise than was agreed", by: id };
    else if (row["refunds"] !== "[]") yield* brokenReturns(row, fee);
  }
}

/**
 * What may be booked. Of a deduction nobody kept what kind of card paid, or whether the channel said so; and a number's
 * first agreement may begin on a day that had begun, on which something was paid before it.
 */
function expectedFees(row: Row): readonly Fee[] {
  const agreement = agreementIn(row);
  const kept = row["card_type"] as CardType | null;
  const on = businessDay(instant(Number(row["at"])));
  const of = (cardType: CardType) =>
    (agreement && feeOf(cny(Number(row["amount"])), { agreement, cardType, on })) ?? noFee;
  if (row["keeps_card"] !== 1) return [noFee, of("debit"), of("credit")];
  if (kept === null) return [noFee];
  return row["begun"] === 1 ? [of(kept), noFee] : [of(kept)];
}

/** Refund by refund, in the order in which they succeeded. */
function* brokenReturns(row: Row, fee: Fee): Generator<Finding> {
  const amount = cny(Number(row["amount"]));
  const refunds = JSON.parse(String(row["refunds"])) as readonly {
    readonly id: string;
    readonly fen: number;
    readonly booked: Booked;
  }[];
  let [refunded, returned] = [0, noFee];
  for (const { id, fen, booked } of refunds) {
    const back = returnedFee(fee, {
      amount,
      refunded: cny(refunded),
      refund: cny(fen),
      returned,
    });
    if (!same(booked, back, "returned_fee")) {
      yield { promise: "a refund that gave back another part of the fee than its own", by: id };
    }
    refunded += fen;
    returned = sum(returned, back);
  }
}

function sum(a: Fee, b: Fee): Fee {
  const parts = feeParts.map((part) => [part, cny(a.parts[part].fen + b.parts[part].fen)] as const);
  return {
    total: cny(a.total.fen + b.total.fen),
    parts: Object.fromEntries(parts) as Fee["parts"],
  };
}

function same(booked: Booked, fee: Fee, code: "fee" | "returned_fee"): boolean {
  const { total, parts, acquiredByChannel } = fee;
  const [ours, other] = acquiredByChannel
    ? ["channel_acquirer", "acquirer"]
    : ["acquirer", "channel_acquirer"];
  const fen = (part: FeePart) => booked[`${code}_${part === "acquirer" ? ours : part}`] ?? 0;
  return (booked[code] ?? 0) === total.fen && booked[`${code}_${other}`] === undefined &&
    feeParts.every((part) => fen(part) === parts[part].fen);
}

function booking(row: Row, name: string): Booked {
  return JSON.parse(String(row[name]));
}

function agreementIn(
  row: Row,
): Pick<FeeAgreement, "feeClass" | "acquirer" | "acquiredBy"> | undefined {
  if (row["fee_class"] === null) return undefined;
  const rate = (of: CardType) => ({
    millionths: Number(row[`${of}_rate`]),
    capFen: row[`${of}_cap`] === null ? undefined : Number(row[`${of}_cap`]),
  });
  return {
    feeClass: row["fee_class"] as FeeClass,
    acquirer: { debit: rate("debit"), credit: rate("credit") },
    acquiredBy: row["acquired_by"] as AcquiredBy,
  };
}

/** What settled an order or was charged, with the agreement of that day and what was booked. */
async function* paid(client: Reader): AsyncGenerator<Row> {
  let after = "";
  for (;;) {
    const { rows } = await client.execute({ sql: PAID, args: [after] });
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = String(last["id"]);
  }
}

const PAID = `
  with succeeded (id, order_id, amount, card_type, keeps_card, merchant_no, at) as (
    select payment_id, order_id, amount, card_type, 1, merchant_no, ended_at from payments where settles = 1
    union all
    select deduction_id, null, amount, null, 0, merchant_no, ended_at from deductions
    where state = 'succeeded'
  ), page as (select * from succeeded where id > ? order by id limit ${PAGE})
  select p.*, f.fee_class, f.debit_rate, f.debit_cap, f.credit_rate, f.credit_cap,
    f.acquired_by,
    f.from_day <= strftime('%Y-%m-%d', f.agreed_at / 1000 + 28800, 'unixepoch') as begun,
    (select json_group_object(code, fen) from book_transfers
      where subject_id = p.id and code glob 'fee*') as fee,
    (select json_group_array(json_object('id', refund_id, 'fen', amount, 'booked', json(booked)))
      from (
        select r.refund_id, r.amount, (select json_group_object(code, fen) from book_transfers
          where subject_id = r.refund_id and code glob 'returned_fee*') as booked
        from refunds r join book_transfers t on t.subject_id = r.refund_id and t.line = 2
          and t.phase = 'posts'
        join events e on e.subject_id = r.refund_id and e.version = t.version
        where (r.order_id = p.order_id or r.deduction_id = p.id)
          and coalesce(r.payment_id, r.deduction_id) = p.id order by e.seq
      )) as refunds
  from page p left join fee_agreements f on f.agreement_id = (
    select agreement_id from fee_agreements a where a.merchant_no = p.merchant_no
      and a.from_day <= strftime('%Y-%m-%d', p.at / 1000 + 28800, 'unixepoch')
    order by a.from_day desc limit 1)
  order by p.id`;
