import Database from "libsql";

const SAMPLES = 200;
const numbers = {
  "order id": ["orders", "order_id"],
  "merchant's order number": ["orders", "merchant_order_no"],
  "merchant's refund number": ["refunds", "merchant_refund_no"],
  "merchant's deduction number": ["deductions", "merchant_order_no"],
  "contract code": ["contracts", "contract_code"],
  "payment's channel number": ["payments", "channel_order_no"],
  "transaction number of a payment": ["payments", "channel_txn_no"],
  "transaction number of a deduction": ["deductions", "channel_txn_no"],
  "merchant number": ["merchants", "merchant_no"],
} as const;

/** By the kind of number: some that somebody may hold in their hand, from all over a file. */
export function samplesIn(file: string): ReadonlyMap<string, readonly string[]> {
  const database = new Database(file);
  const sampled = Object.entries(numbers).map(([kind, [table, column]]) => {
    const rows = database.prepare(
      `select ${column} from ${table} where ${column} is not null and rowid in (
        select abs(random()) % (select max(rowid) from ${table}) + 1 from orders limit ${
        5 * SAMPLES
      }) limit ${SAMPLES}`,
    ).raw(true).all([]) as string[][];
    return [kind, rows.flat()] as const;
  });
  database.close();
  return new Map(sampled);
}
