import { createClient } from "@libsql/client";
import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";

const FOLDER = new URL("../../db/migrations/", import.meta.url);

let folder: string;
let sqld: Sqld;
beforeAll(async () => {
  folder = await Deno.makeTempDir({ prefix: "people" });
  sqld = await startSqld();
});
afterAll(async () => {
  await sqld.stop();
  await Deno.remove(folder, { recursive: true });
});

describe("a database whose people were keyed by their channel", () => {
  it("keeps each of them, with an identity, their cards and their open session", async () => {
    for (const url of [`file:${folder}/people.db`, sqld.url]) {
      const names = (await readdir(FOLDER)).sort();
      const all = await Promise.all(names.map(async (name) => ({
        name,
        sql: await readFile(new URL(name, FOLDER), "utf8"),
      })));
      const client = createClient({ url });
      await migrate(client, all.filter(({ name }) => name < "0030"));
      await client.batch([
        `insert into consumers (consumer_id, channel, channel_user_id, sealed_name, sealed_phone,
          sealed_id_number, created_at, version) values ('con_1', 'sandbox', 'u1', 'n', 'p', 'i', 1, 3)`,
        "insert into open_ids values ('con_1', 'app_1', 'open_1')",
        "insert into consumer_cards values ('con_1', 'cards')",
        "insert into consumer_sessions values ('digest', 'con_1', 1, 2, 3)",
      ], "write");
      await migrate(client, all);

      const rows = async (sql: string) =>
        (await client.execute(sql)).rows.map((row) => ({ ...row }));
      expect(await rows("select consumer_id, sealed_phone, version from consumers")).toEqual([
        { consumer_id: "con_1", sealed_phone: "p", version: 3 },
      ]);
      expect(await rows("select issuer, subject, consumer_id, created_at from identities")).toEqual(
        [
          { issuer: "sandbox", subject: "u1", consumer_id: "con_1", created_at: 1 },
        ],
      );
      const [session] = await rows("select * from consumer_sessions");
      expect(session).toMatchObject({
        token_digest: "digest",
        consumer_id: "con_1",
        proof: "sandbox",
      });
      expect(session?.["session_id"]).toMatch(/^ses_[0-9A-F]{26}$/);
      expect(await rows("pragma foreign_key_check")).toEqual([]);
      await expect(client.execute("insert into consumer_cards values ('con_2', 'cards')"))
        .rejects.toThrow(/FOREIGN KEY/);
      client.close();
    }
  });
});
