import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sandbox } from "../../../sandbox/sandbox.ts";
import { allMigrations } from "../../../start/migrations.ts";
import { randomBooks } from "../../flows/random_books.ts";
import { tempFolder } from "../../support/server.ts";
import { testApp } from "../../support/test_app.ts";

it("the migration books what is there as the writes book what comes", async () => {
  const folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  const app = await testApp({ databaseUrl: url });
  await randomBooks(app, 30, { fees: false, transfers: false, exceptions: false });
  const client = createClient({ url });
  const written = await books(client);
  expect(written.transfers.length).toBeGreaterThan(20);
  expect(new Set(written.transfers.map(({ phase }) => phase)).size).toBeGreaterThan(2);

  const migration = (await allMigrations(sandbox)).find(({ name }) => /^0020/.test(name));
  const inserts = migration?.sql.match(/^INSERT INTO book_[^;]+;/gm) ?? [];
  expect(inserts).toHaveLength(6);
  const triggers = migration?.sql.match(/CREATE TRIGGER \w+[^]*?END;$/gm) ?? [];
  expect(triggers).toHaveLength(8);
  const dropped = triggers.map((each) => each.replace(/^CREATE (TRIGGER \w+)[^]*/, "DROP $1;"));
  await client.executeMultiple(`pragma foreign_keys = off; ${dropped.join("\n")}
    delete from book_transfers; delete from book_entries; delete from book_days;
    ${inserts.join("\n")} ${triggers.join("\n")}`);
  expect(await books(client)).toEqual(written);

  client.close();
  await app.close();
  await folder.remove();
});

/** Without the stripes, which mean nothing. */
async function books(client: Client) {
  const [transfers, entries, days] = await client.batch([
    "select * from book_transfers order by subject_id, line",
    "select * from book_entries order by account, no",
    `select mode, account, day, sum(debits) as debits, sum(credits) as credits from book_days
      group by 1, 2, 3 order by 1, 2, 3`,
  ]);
  return {
    transfers: transfers?.rows ?? [],
    entries: entries?.rows ?? [],
    days: days?.rows ?? [],
  };
}
