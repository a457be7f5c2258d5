import { createClient } from "@libsql/client";
import { cny } from "../../core/money.ts";
import { openDatabase } from "../../db/engine/client.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { signedContract } from "../support/contracts.ts";
import { chargeableContract } from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { agreedOnFees, assertBooked } from "./agreed_fees.ts";
import { CLIENTS, perSecond, rateOf } from "./per_second.ts";
import { print } from "./table.ts";

const WHOLE_WAYS = 1_000;
/** How often each is measured, in turns; the best of each counts, because others use the machine too. */
const TURNS = 3;
const limits = { perTransactionLimit: cny(10_000), perDayLimit: cny(1_000_000_000_000) };

/**
 * Deductions accepted per second, from the request to the answer, against a bare counter: one `client.batch` that
 * raises a row under a CHECK and inserts another. Both in this process, on a file each, in turns. Then a batch of them
 * until each has succeeded and its fee is booked, with the bank in this process too, against those only accepted.
 */
export async function benchDeductions(): Promise<void> {
  const app = await testApp();
  const bare = await openBare();
  try {
    await agreedOnFees(app);
    const one = await contractIds(app, 1);
    const thousand = await contractIds(app, 1_000);
    const rates = { one: 0, thousand: 0, bare: 0 };
    for (let turn = 0; turn < TURNS; turn++) {
      rates.bare = Math.max(rates.bare, await perSecond(bare.count));
      rates.one = Math.max(rates.one, await perSecond(() => accept(app, one)));
      rates.thousand = Math.max(rates.thousand, await perSecond(() => accept(app, thousand)));
    }
    const facts = { against: rates.bare, budget: ">= 30 %", note: `${CLIENTS} at once` };
    print({ what: "deductions/s on one contract", value: rates.one, ...facts });
    print({ what: "deductions/s on 1,000 contracts", value: rates.thousand, ...facts });
    const whole = { against: rates.one, note: "recorded, sent, paid by the sandbox bank, told" };
    print({ what: "deductions/s all the way", value: await allTheWay(), ...whole });
  } finally {
    bare.close();
    await app.close();
  }
}

/** From the first request to the last success; recorded deductions are sent afterwards, so nothing overlaps. */
async function allTheWay(): Promise<number> {
  const app = await testApp();
  const { contractId } = await chargeableContract(app, limits);
  await agreedOnFees(app);
  const rate = await rateOf(
    WHOLE_WAYS,
    () => accept(app, [contractId]),
    () => sendDeductions(app.deps),
  );
  const [succeeded] = await app.deps.load({
    statement: {
      sql: "select count(*) as n from deductions where contract_id = ? and state = 'succeeded'",
      args: [contractId],
    },
    read: ([row]) => Number(row?.["n"]),
  });
  if (succeeded !== WHOLE_WAYS) throw new Error(`Only ${succeeded} succeeded`);
  await assertBooked(app, "fee", WHOLE_WAYS);
  await app.close();
  return rate;
}

async function contractIds(app: TestApp, count: number): Promise<readonly string[]> {
  const signed = await Promise.all(
    Array.from({ length: count }, () => signedContract(app, limits)),
  );
  return signed.map((each) => each.contractId);
}

let charges = 0;
async function accept(app: TestApp, contracts: readonly string[]): Promise<void> {
  const no = ++charges;
  const answer = await app.api("/v1/deductions", {
    body: {
      contract_id: contracts[no % contracts.length],
      merchant_order_no: `B-${no}`,
      amount: 1_000,
      subject: "续杯一次",
    },
  });
  if (answer.status !== 202) throw new Error(`Refused: ${await answer.text()}`);
  await answer.text();
}

/** The same driver, file settings and durability as the portal's, and nothing around them. */
async function openBare(): Promise<{ count(): Promise<void>; close(): void }> {
  const file = await Deno.makeTempFile({ suffix: ".db" });
  const database = await openDatabase({ url: `file:${file}`, createClient });
  const client = database.openWriterClient();
  await client.executeMultiple(`
    create table counters (name text not null primary key, spent integer not null,
      cap integer not null, check (spent <= cap)) strict;
    create table charges (id text not null primary key, fen integer not null) strict;`);
  return {
    count: async () => {
      const sql = `insert into counters values ('one', ?, ?)
        on conflict do update set spent = spent + excluded.spent`;
      await client.batch([
        { sql, args: [1_000n, BigInt(limits.perDayLimit.fen)] },
        { sql: "insert into charges values (?, ?)", args: [crypto.randomUUID(), 1_000n] },
      ], "write");
    },
    close: () => {
      client.close();
      database.close();
      Deno.removeSync(file);
    },
  };
}
