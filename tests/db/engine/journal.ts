import { type Client, createClient } from "@libsql/client";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Unit, Verdict } from "../../../core/unit.ts";
import { type Database, openDatabase } from "../../../db/engine/client.ts";
import { openWrites } from "../../../db/engine/open_writes.ts";
import type { OpenClient } from "../../../db/engine/writer/connection.ts";
import { until } from "../../support/patience.ts";
import { type Sqld, startSqld } from "../../support/sqld.ts";

/** A small ledger with every kind of row a unit of ours writes: an event, a row, an entry and a counter. */
const TABLES = [
  `CREATE TABLE happened (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    UNIQUE (subject, version)
  ) STRICT`,
  "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, amount INTEGER NOT NULL) STRICT",
  "CREATE TABLE guards (holds INTEGER NOT NULL CHECK (holds = 1)) STRICT",
  "CREATE TABLE entry (id TEXT NOT NULL PRIMARY KEY, amount INTEGER NOT NULL) STRICT",
  `CREATE TABLE counter (
    id TEXT NOT NULL PRIMARY KEY,
    spent INTEGER NOT NULL,
    cap INTEGER NOT NULL,
    CONSTRAINT within_cap CHECK (spent <= cap)
  ) STRICT`,
];
const CAP = 4_000_000_000_000_000_000n;

/** A database of one kind with the ledger's tables, empty. */
export interface Store {
  readonly database: Database;
  /** The writer's client as the portal opens it. */
  readonly openClient: OpenClient;
  readonly sqld: Sqld | undefined;
  /** A client of its own, so that it sees only what was really committed. */
  outsider(): Client;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openStore(kind: "file" | "sqld"): Promise<Store> {
  const sqld = kind === "sqld" ? await startSqld() : undefined;
  const dir = mkdtempSync(join(tmpdir(), "journal-"));
  const url = sqld?.url ?? `file:${join(dir, "journal.db")}`;
  const database = await openDatabase({ url, createClient });
  const outsider = () => createClient({ url, intMode: "bigint" });
  await withClient(outsider, (client) => client.batch(TABLES, "write"));
  return {
    database,
    openClient: await openWrites(database),
    sqld,
    outsider,
    empty: () =>
      withClient(outsider, async (client) => {
        const tables = ["happened", "thing", "entry", "counter"];
        await client.batch(tables.map((table) => `DELETE FROM ${table}`), "write");
      }),
    close: async () => {
      database.close();
      await sqld?.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export interface UnitFacts {
  readonly subject?: string;
  readonly version?: bigint;
  readonly counter?: string;
  readonly amount?: bigint;
  readonly locks?: readonly string[];
}

/** Four statements that succeed or fail together; by default nothing in it collides with another id's unit. */
export function unitOf(id: string, facts: UnitFacts = {}): Unit {
  const { subject = `subject ${id}`, version = 1n, counter = "shared", amount = 1n } = facts;
  return {
    statements: [
      {
        sql: "INSERT INTO happened (subject, version, id) VALUES (?, ?, ?)",
        args: [subject, version, id],
      },
      {
        sql:
          "INSERT INTO thing VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state",
        args: [id, "made", amount],
      },
      { sql: "INSERT INTO entry VALUES (?, ?)", args: [id, amount] },
      {
        sql:
          "INSERT INTO counter VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET spent = spent + excluded.spent",
        args: [counter, amount, CAP],
      },
    ],
    proof: { sql: "SELECT 1 FROM happened WHERE id = ?", args: [id] },
    ...(facts.locks ? { locks: facts.locks } : {}),
  };
}

/** Refused by its first statement: someone else already has this version. */
export function collidingUnit(id: string, subject: string): Unit {
  return unitOf(id, { subject });
}

/** Refused by its first statement unless the thing is in that state. */
export function guardedUnit(id: string, thing: string): Unit {
  const { statements, ...rest } = unitOf(id);
  const guard = {
    sql:
      "INSERT INTO guards SELECT 0 WHERE (SELECT state = 'made' FROM thing WHERE id = ?) IS NOT 1",
    args: [thing],
    guard: "thing_made",
  };
  return { ...rest, statements: [guard, ...statements] };
}

/** Refused by its last statement, after all the others have been executed. */
export function overspendingUnit(id: string): Unit {
  return unitOf(id, { amount: CAP * 2n, counter: `counter of ${id}` });
}

/** The verdict once the circuit lets a unit through. */
export async function admitted(write: () => Promise<Verdict>): Promise<Verdict> {
  let verdict = await write();
  await until(async () => {
    if (verdict.type === "overloaded") verdict = await write();
    return verdict.type !== "overloaded";
  });
  return verdict;
}

/** Ids of everything committed, after checking that no unit is there in part and no number became a REAL. */
export async function committedIds(store: Store): Promise<ReadonlySet<string>> {
  return await withClient(store.outsider, async (client) => {
    const [ids, parts, sums, types, integrity] = await client.batch([
      "SELECT id FROM happened",
      `SELECT
        (SELECT count(*) FROM happened WHERE id NOT IN (SELECT id FROM thing)) +
        (SELECT count(*) FROM happened WHERE id NOT IN (SELECT id FROM entry)) +
        (SELECT count(*) FROM thing WHERE id NOT IN (SELECT id FROM happened)) +
        (SELECT count(*) FROM entry WHERE id NOT IN (SELECT id FROM happened)) AS parts`,
      `SELECT coalesce((SELECT sum(spent) FROM counter), 0) - coalesce((SELECT sum(amount) FROM entry), 0)
        AS difference`,
      `SELECT count(*) AS others FROM (
        SELECT typeof(amount) AS type FROM entry UNION ALL
        SELECT typeof(spent) FROM counter UNION ALL
        SELECT typeof(version) FROM happened
      ) WHERE type <> 'integer'`,
      "PRAGMA integrity_check",
    ], "read");
    expect({
      parts: parts?.rows[0]?.["parts"],
      difference: sums?.rows[0]?.["difference"],
      others: types?.rows[0]?.["others"],
      integrity: integrity?.rows[0]?.["integrity_check"],
    }).toEqual({ parts: 0n, difference: 0n, others: 0n, integrity: "ok" });
    return new Set(ids?.rows.map((row) => String(row["id"])));
  });
}

async function withClient<T>(open: () => Client, use: (client: Client) => Promise<T>): Promise<T> {
  const client = open();
  try {
    return await use(client);
  } finally {
    client.close();
  }
}
