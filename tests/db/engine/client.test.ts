import { createClient } from "@libsql/client";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../db/engine/client.ts";
import { until } from "../../support/patience.ts";
import { startSqld } from "../../support/sqld.ts";

describe("openDatabase", () => {
  it("opens a file for durable writing alongside reading, on every connection", async () => {
    const dir = mkdtempSync(join(tmpdir(), "client-"));
    const database = await openDatabase({ url: `file:${join(dir, "a.db")}`, createClient });
    expect(database.kind).toBe("file");
    expect(await database.durability()).toBe("full");
    for (const client of [database.reader, database.openWriterClient()]) {
      const settings = await client.batch(
        ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map((name) =>
          `PRAGMA ${name}`
        ),
        "read",
      );
      expect(settings.map(({ rows }) => String(Object.values(rows[0] ?? {})[0]))).toEqual([
        "wal",
        "2",
        "1",
        "75",
      ]);
      client.close();
    }
    await rm(dir, { recursive: true });
  });

  it("reads integers as numbers and writes with bigint", async () => {
    const dir = mkdtempSync(join(tmpdir(), "client-"));
    const database = await openDatabase({ url: `file:${join(dir, "a.db")}`, createClient });
    const writer = database.openWriterClient();
    expect((await database.reader.execute("SELECT 7 AS seven")).rows[0]?.["seven"]).toBe(7);
    expect((await writer.execute("SELECT 7 AS seven")).rows[0]?.["seven"]).toBe(7n);
    writer.close();
    database.close();
    await rm(dir, { recursive: true });
  });

  it("refuses an address that is neither a file nor a server", async () => {
    for (const url of ["postgres://localhost/x", "ws://localhost", ":memory:", ""]) {
      await expect(openDatabase({ url, createClient })).rejects.toThrow("Cannot open database");
    }
  });
});

describe("openDatabase on a server", () => {
  it("fails a read that gets no answer in time, and reads again when the server does", async () => {
    const sqld = await startSqld();
    const database = await openDatabase({ url: sqld.url, createClient, deadlineMs: 400 });
    await sqld.freeze();
    await expect(database.reader.execute("SELECT 1")).rejects.toThrow();
    sqld.thaw();
    // A slow machine may need more than one of these short times.
    const one = () => database.reader.execute("SELECT 1 AS one").catch(() => undefined);
    await until(async () => (await one())?.rows[0]?.["one"] === 1);
    database.close();
    await sqld.stop();
  });
});

describe("startSqld", () => {
  it("starts a durable server that stays durable after a restart and keeps its data", async () => {
    const sqld = await startSqld();
    const database = await openDatabase({ url: sqld.url, createClient });
    expect(await database.durability()).toBe("full");
    await database.reader.batch(["CREATE TABLE kept (id INTEGER) STRICT"], "write");
    await sqld.kill();
    await sqld.restart();
    expect(await database.durability()).toBe("full");
    expect((await database.reader.execute("SELECT count(*) AS n FROM kept")).rows[0]?.["n"]).toBe(
      0,
    );
    database.close();
    await sqld.stop();
  });
});
