import { type Client, createClient } from "@libsql/client";

/** No bank forgets with us: gives the simulated one in `file` the books that it has in `latest`. */
export async function keepBank(file: string, latest: string): Promise<void> {
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute(
    "select name from sqlite_schema where type = 'table' and name glob 'sandbox_*'",
  );
  if (rows.length === 0) throw new Error(`There is no bank in ${file}`);
  const each = rows.map(({ name }) =>
    `delete from main.${name}; insert into main.${name} select * from latest.${name};`
  );
  await client.executeMultiple(`
    attach '${latest}' as latest;
    begin; ${each.join("\n")} commit;
    detach latest;`);
  client.close();
}

/** What was really charged: by the bank's own books, and by the number under which it was asked. */
export async function chargedAtBank(client: Pick<Client, "execute">): Promise<readonly string[]> {
  const { rows } = await client.execute(`
    select channel_order_no as no from sandbox_payments where state = 'paid'
    union all select channel_order_no from sandbox_deductions where state = 'paid'
    union all select channel_order_no from sandbox_refunds where state = 'returned' order by no`);
  return rows.map(({ no }) => String(no));
}
