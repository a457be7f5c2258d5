import type { Client, Row } from "@libsql/client";
import { cny, plainYuan } from "../../core/money.ts";
import { businessDay, instant } from "../../core/time.ts";

const PAGE = 500;

/**
 * The books as a plain-text journal, as hledger and ledger read it: a transaction per transfer, on its day in
 * Asia/Shanghai, debits positive. At its end each account of a merchant number is asserted to stand where its entries
 * say. What is written meanwhile is left out.
 */
export async function* journal(client: Pick<Client, "execute">): AsyncGenerator<string> {
  const { rows: [last] } = await client.execute("select coalesce(max(seq), 0) as seq from events");
  const until = Number(last?.["seq"]);
  let day = "1970-01-01";
  yield "; The books, in yuan. Debits are positive.\n\n";
  for await (const row of transfers(client, until)) {
    const on = businessDay(instant(Number(row["at"])));
    if (on > day) day = on;
    yield transaction(on, row);
  }
  for await (const row of balances(client, until)) {
    const name = nameOf(String(row["account"]), row);
    yield `${day} as kept\n    ${name}  CNY 0.00 = CNY ${yuan(-Number(row["balance"]))}\n\n`;
  }
}

function transaction(day: string, row: Row): string {
  const { subject_id: subject, line, code, phase, of_subject_id: of, of_line: ofLine } = row;
  const link = of === null ? "" : ` of ${of}/${ofLine}`;
  const head = `${day} (${subject}/${line}) ${code} ${phase}${link}`;
  const fen = Number(row["fen"]);
  return `${head}
    ${nameOf(String(row["debit"]), row)}  CNY ${yuan(fen)}
    ${nameOf(String(row["credit"]), row)}  CNY ${yuan(-fen)}

`;
}

function yuan(fen: number): string {
  return plainYuan(cny(fen));
}

/** `assets:test:channel:sandbox`. */
function nameOf(account: string, { mode }: Row): string {
  const kind = account.slice(0, account.indexOf(":"));
  const side = ["channel", "bank", "in_transit", "reserve", "advances"].includes(kind)
    ? "assets"
    : kind === "acquirer"
    ? "income"
    : "liabilities";
  return `${side}:${mode}:${account}`;
}

/** In the order in which they were booked. */
async function* transfers(client: Pick<Client, "execute">, until: number): AsyncGenerator<Row> {
  let [seq, line] = [0, 0];
  for (;;) {
    const { rows } = await client.execute({
      sql: `select e.seq, t.* from events e
        join book_transfers t on t.subject_id = e.subject_id and t.version = e.version
        where e.seq <= ? and (e.seq, t.line) > (?, ?) order by e.seq, t.line limit ${PAGE}`,
      args: [until, seq, line],
    });
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    [seq, line] = [Number(last["seq"]), Number(last["line"])];
  }
}

/** Each account's last entry of those that were there then. */
async function* balances(client: Pick<Client, "execute">, until: number): AsyncGenerator<Row> {
  let after = "";
  for (;;) {
    const { rows } = await client.execute({
      sql: `select account, mode, balance, max(no) from (
          select n.account, t.mode, n.balance, n.no from (
            select distinct account from book_entries where account > ? order by account limit ${PAGE}
          ) join book_entries n using (account)
          join book_transfers t using (subject_id, line)
          join events e on e.subject_id = t.subject_id and e.version = t.version
          where e.seq <= ?
        ) group by account order by account`,
      args: [after, until],
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = String(last["account"]);
  }
}
