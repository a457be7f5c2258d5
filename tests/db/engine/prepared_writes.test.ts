import { type Client, createClient } from "@libsql/client";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPreparedWrites } from "../../../db/engine/prepared_writes.ts";
import type { WriterClient } from "../../../db/engine/writer/connection.ts";
import { judgeFailure } from "../../../db/engine/writer/judge_failure.ts";

let folder: string;
let other: Client;
let writes: WriterClient;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-"));
  other = createClient({ url: `file:${folder}/a.db`, intMode: "bigint" });
  await other.execute("PRAGMA journal_mode = WAL");
  await other.batch([
    "CREATE TABLE kept (n INTEGER NOT NULL UNIQUE CONSTRAINT small CHECK (n < 100)) STRICT",
    "CREATE TABLE child (n INTEGER REFERENCES kept (n) DEFERRABLE INITIALLY DEFERRED) STRICT",
  ], "write");
  writes = openPreparedWrites(`${folder}/a.db`);
});
afterEach(async () => {
  writes.close();
  other.close();
  await rm(folder, { recursive: true });
});

const put = (n: bigint | string | null) => ({ sql: "INSERT INTO kept VALUES (?)", args: [n] });
const write = (...statements: { sql: string; args: (bigint | string | null)[] }[]) =>
  writes.batch(statements, "write");
const seen = async () =>
  (await other.execute("SELECT n FROM kept ORDER BY n")).rows.map(({ n }) => Number(n));
const failure = async (...statements: Parameters<typeof write>) =>
  judgeFailure(await write(...statements).catch((error) => error));

describe("openPreparedWrites", () => {
  it("opens a connection that is durable, minds foreign keys and waits as long as the others", async () => {
    const names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"];
    const settings = await writes.batch(
      names.map((name) => ({ sql: `PRAGMA ${name}`, args: [] })),
      "read",
    );
    expect(settings.map(({ rows }) => String(Object.values(rows[0] ?? {})[0])))
      .toEqual(["wal", "2", "1", "75"]);
  });

  it("writes all of a batch or nothing, and says which statement was refused and by what", async () => {
    await write(put(1n), put(2n));
    expect(await failure(put(3n), put(4n), put(2n), put(5n)))
      .toEqual({ type: "refused", statementIndex: 2, constraint: "kept.n" });
    expect(await failure(put(100n)))
      .toEqual({ type: "refused", statementIndex: 0, constraint: "small" });
    expect(await failure(put(3n), put("three"))).toEqual({
      type: "refused",
      statementIndex: 1,
      constraint: "cannot store TEXT value in INTEGER column kept.n",
    });
    expect(await seen()).toEqual([1, 2]);
  });

  it("runs a kept statement again after it was refused, time after time", async () => {
    for (let n = 0n; n < 20n; n++) {
      await write(put(n));
      expect(await failure(put(50n + n), put(n))).toMatchObject({ statementIndex: 1 });
    }
    expect(await seen()).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it("names a statement that can never run, before and after others were written", async () => {
    const nowhere = { sql: "INSERT INTO nowhere VALUES (1)", args: [] };
    const garbled = { sql: "INSERT INT", args: [] };
    for (const broken of [nowhere, garbled]) {
      expect(await failure(put(7n), broken)).toMatchObject({ type: "refused", statementIndex: 1 });
    }
    await write(put(8n));
    expect(await seen()).toEqual([8]);
  });

  it("names no statement for what only COMMIT refuses, and goes on", async () => {
    const orphan = { sql: "INSERT INTO child VALUES (99)", args: [] };
    expect(await failure(put(1n), orphan))
      .toEqual({ type: "refused_unnamed", constraint: "FOREIGN KEY" });
    await write(put(2n));
    expect(await seen()).toEqual([2]);
  });

  it("waits for the disk again after a batch that did not have to, also when that one failed", async () => {
    const level = { sql: "PRAGMA synchronous", args: [] };
    const levels = async (fleeting: boolean, n: bigint) => {
      await writes.batch([put(n)], "write", fleeting).catch(() => {});
      const [found] = await writes.batch([level], "read");
      return found?.rows[0]?.["synchronous"];
    };
    expect([
      await levels(false, 1n),
      await levels(true, 2n),
      await levels(true, 2n),
      await levels(false, 2n),
      await levels(false, 3n),
      await levels(true, 3n),
      await levels(false, 4n),
    ]).toEqual([2n, 1n, 1n, 2n, 2n, 1n, 2n]);
    expect(await seen()).toEqual([1, 2, 3, 4]);
  });

  it("says busy while another holds the lock, and has then written nothing", async () => {
    await write(put(1n));
    const lock = await other.transaction("write");
    expect(await failure(put(2n))).toEqual({ type: "busy" });
    writes.close();
    await lock.rollback();
    writes = openPreparedWrites(`${folder}/a.db`);
    await write(put(3n));
    expect(await seen()).toEqual([1, 3]);
  });

  it("holds neither lock nor snapshot between two batches, also after rows were returned", async () => {
    const returning = { sql: "INSERT INTO kept VALUES (?) RETURNING n", args: [1n] };
    const [given] = await write(returning);
    expect(given).toEqual({ columns: ["n"], rows: [{ n: 1n }] });
    expect(await failure(returning)).toMatchObject({ type: "refused" });
    const { rows } = await other.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    expect(rows[0]?.["busy"]).toBe(0n);
  });

  it("returns integers past 2^53 exactly and every row of a long answer", async () => {
    const big = { sql: "SELECT ? AS big", args: [9007199254740993n] };
    const rows = Array.from({ length: 100 }, (_, n) => `(${n})`).join();
    const many = { sql: `INSERT INTO kept VALUES ${rows} RETURNING n`, args: [] };
    const [exact, all] = await write(big, many);
    expect(exact?.rows).toEqual([{ big: 9007199254740993n }]);
    expect(all?.rows.length).toBe(100);
    expect((await seen()).length).toBe(100);
  });

  it("refuses a different number of arguments, because the last ones are still bound", async () => {
    await write(put(1n));
    expect(await failure({ ...put(1n), args: [] })).toEqual({
      type: "refused",
      statementIndex: 0,
      constraint: "fault: Cannot run a statement with another number of arguments",
    });
    await write(put(2n));
    expect(await seen()).toEqual([1, 2]);
  });

  it("continues after the table has changed its columns", async () => {
    await write(put(1n));
    await other.batch(["ALTER TABLE kept ADD COLUMN more TEXT"], "write");
    await expect(write(put(2n))).rejects.toThrow("has 2 columns");
    await write({ sql: "INSERT INTO kept (n) VALUES (?)", args: [3n] });
    expect(await seen()).toEqual([1, 3]);
  });
});
