import { type Client, createClient } from "@libsql/client";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PreparedReads, preparedReads } from "../../../db/engine/prepared_reads.ts";

let folder: string;
let writer: Client;
let reads: PreparedReads;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-"));
  writer = createClient({ url: `file:${folder}/a.db` });
  await writer.execute("PRAGMA journal_mode = WAL");
  await writer.batch(["CREATE TABLE kept (n INTEGER, text TEXT) STRICT"], "write");
  reads = preparedReads(`${folder}/a.db`);
});
afterEach(async () => {
  reads.close();
  writer.close();
  await rm(folder, { recursive: true });
});

const all = { sql: "SELECT n FROM kept ORDER BY n", args: [] };
const put = (n: number, text = "{}") =>
  writer.batch([{ sql: "INSERT INTO kept VALUES (?, ?)", args: [BigInt(n), text] }], "write");
const numbers = async () => (await reads.execute(all)).rows.map(({ n }) => n);

describe("preparedReads", () => {
  it("sees what others have written since the statement was prepared", async () => {
    for (let n = 1; n <= 3; n++) {
      await put(n);
      expect(await numbers()).toEqual(Array.from({ length: n }, (_, i) => i + 1));
    }
  });

  it("returns every row, even when the driver delivers them in full batches", async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `(${i}, '')`).join();
    await writer.batch([`INSERT INTO kept VALUES ${rows}`], "write");
    expect((await numbers()).length).toBe(200);
    expect((await numbers()).length).toBe(200);
  });

  it("holds no snapshot between two reads, even after one that failed", async () => {
    await put(1, "not json");
    const broken = { sql: "SELECT json(text) FROM kept", args: [] };
    const one = { sql: "SELECT (SELECT max(n) FROM kept) AS n", args: [], oneRow: true as const };
    const ways = [
      () => numbers(),
      () => reads.execute(one),
      () => reads.batch([all, all], "read"),
      () => reads.execute(broken).catch(() => {}),
    ];
    for (const read of ways) {
      await put(2);
      await read();
      expect(await checkpoint()).toBe(0);
    }
    expect(await numbers()).toEqual([1, 2, 2, 2, 2]);
  });

  it("fails a read that cannot be made, and continues", async () => {
    await expect(reads.execute("SELECT * FROM nowhere")).rejects.toThrow("no such table");
    await expect(reads.batch(["SELECT * FROM nowhere", all], "read")).rejects.toThrow();
    await put(1);
    expect(await numbers()).toEqual([1]);
  });

  it("answers a batch from one snapshot and leaves no transaction behind", async () => {
    await put(1);
    const [first, second] = await reads.batch([all, all], "read");
    expect(first?.rows).toEqual(second?.rows);
    await put(2);
    expect(await numbers()).toEqual([1, 2]);
  });

  it("continues after the table has changed its columns", async () => {
    await put(1);
    await numbers();
    await writer.batch(["ALTER TABLE kept ADD COLUMN more TEXT"], "write");
    expect(await numbers()).toEqual([1]);
  });

  it("refuses a different number of arguments, because the last ones are still bound", async () => {
    const one = (args: string[]) => reads.execute({ sql: "SELECT ? AS a, ? AS b", args });
    expect((await one(["x", "y"])).rows).toEqual([{ a: "x", b: "y" }]);
    await expect(one(["z"])).rejects.toThrow("another number of arguments");
  });

  it("refuses an integer that a number would round", async () => {
    await writer.batch(["INSERT INTO kept VALUES (9007199254740993, '')"], "write");
    await expect(numbers()).rejects.toThrow("larger than a number holds");
  });
});

/** 0 when everything could be moved into the file, so no connection holds an older snapshot. */
async function checkpoint(): Promise<unknown> {
  return (await writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows[0]?.["busy"];
}
