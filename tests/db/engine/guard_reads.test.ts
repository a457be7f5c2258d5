import { createClient } from "@libsql/client/web";
import Database from "libsql";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Unavailable } from "../../../core/conflict.ts";
import { createCircuit } from "../../../db/engine/circuit.ts";
import { openDatabase } from "../../../db/engine/client.ts";
import { guardReads } from "../../../db/engine/guard_reads.ts";
import { openReads } from "../../../db/engine/open_reads.ts";
import { preparedReads } from "../../../db/engine/prepared_reads.ts";
import { PATIENCE_MS, until } from "../../support/patience.ts";
import { serveLoopback } from "../../support/portal.ts";
import { tempFolder } from "../../support/server.ts";
import { startSqld } from "../../support/sqld.ts";

const ONE = "SELECT 1 AS one";

describe("reads from a server", () => {
  it.each([429, 500, 502, 503])("are unavailable when it answers %i", async (status) => {
    const server = serveLoopback(() => new Response("no", { status }));
    const database = await openDatabase({ url: server.url, createClient });
    const { reader } = await openReads(database, { deadlineMs: PATIENCE_MS });
    await expect(reader.execute(ONE)).rejects.toThrow(Unavailable);
    await expect(reader.batch([ONE, ONE], "read")).rejects.toThrow(Unavailable);
    database.close();
    await server.close();
  });

  it("are unavailable when something else answers in its place", async () => {
    for (const body of ["", "<h1>Welcome</h1>", "{}"]) {
      const server = serveLoopback(() => new Response(body));
      const database = await openDatabase({ url: server.url, createClient });
      const { reader } = await openReads(database, { deadlineMs: PATIENCE_MS });
      await expect(reader.execute(ONE)).rejects.toThrow(Unavailable);
      database.close();
      await server.close();
    }
  });

  it("are refused at once, without asking, while the circuit is open", async () => {
    let asked = 0;
    const server = serveLoopback(() => {
      asked++;
      return new Response("no", { status: 429 });
    });
    const database = await openDatabase({ url: server.url, createClient });
    const circuit = createCircuit({ now: () => 0 });
    const { reader } = await openReads(database, { deadlineMs: PATIENCE_MS, circuit });
    circuit.trip();
    await expect(reader.execute(ONE)).rejects.toThrow(Unavailable);
    expect(asked).toBe(0);
    database.close();
    await server.close();
  });

  it("fail by their deadline when it is frozen, those that wait for others too", async () => {
    const sqld = await startSqld();
    const database = await openDatabase({ url: sqld.url, createClient, deadlineMs: PATIENCE_MS });
    const { reader } = await openReads(database, { deadlineMs: 200 });
    await sqld.freeze();
    const reads = await Promise.allSettled(Array.from({ length: 20 }, () => reader.execute(ONE)));
    expect(reads.map(({ status }) => status)).toEqual(Array(20).fill("rejected"));
    for (const read of reads) {
      expect(read.status === "rejected" && read.reason).toBeInstanceOf(Unavailable);
    }
    sqld.thaw();
    const read = () => reader.execute(ONE).catch(() => undefined);
    await until(async () => (await read())?.rows[0]?.["one"] === 1);
    database.close();
    await sqld.stop();
  });

  it("still tell a query that is wrong from a server that is away", async () => {
    const sqld = await startSqld();
    const database = await openDatabase({ url: sqld.url, createClient });
    const { reader } = await openReads(database, { deadlineMs: PATIENCE_MS });
    for (let i = 0; i < 5; i++) {
      await expect(reader.execute("SELECT nothing FROM nowhere")).rejects.not.toThrow(Unavailable);
    }
    expect((await reader.execute(ONE)).rows[0]?.["one"]).toBe(1);
    await sqld.kill();
    await expect(reader.execute(ONE)).rejects.toThrow(Unavailable);
    database.close();
    await sqld.stop();
  });
});

describe("reads from a file", () => {
  it("are unavailable while somebody else has locked it, and work again afterwards", async () => {
    const folder = await tempFolder();
    const file = join(folder.path, "locked.db");
    // Without a WAL a writer locks readers out too, as a restore or another program may do.
    const outsider = new Database(file);
    outsider.exec("CREATE TABLE tea (id INTEGER) STRICT; BEGIN EXCLUSIVE");
    const prepared = preparedReads(file);
    const reader = guardReads(prepared, { circuit: createCircuit(), deadlineMs: undefined });
    await expect(reader.execute("SELECT * FROM tea")).rejects.toThrow(Unavailable);
    outsider.exec("ROLLBACK");
    expect((await reader.execute("SELECT * FROM tea")).rows).toEqual([]);
    prepared.close();
    outsider.close();
    await folder.remove();
  });
});
