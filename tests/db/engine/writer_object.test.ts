import { createClient } from "@libsql/client";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../support/patience.ts";
import { type Sqld, startSqld } from "../../support/sqld.ts";

const CALLERS = 64;
const ROUNDS = 5;

let sqld: Sqld;
let workerd: Miniflare;

beforeAll(async () => {
  sqld = await startSqld();
  const client = createClient({ url: sqld.url });
  await client.batch([
    "CREATE TABLE journal (id TEXT NOT NULL PRIMARY KEY, amount INTEGER NOT NULL) STRICT",
    "CREATE TABLE guards (holds INTEGER NOT NULL CHECK (holds = 1)) STRICT",
    "CREATE TABLE counter (id INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT",
    "INSERT INTO counter VALUES (1, 0)",
  ], "write");
  client.close();
  workerd = await startWorkerd(sqld.url);
});

afterAll(async () => {
  await workerd.dispose();
  await sqld.stop();
});

describe("writerObject", () => {
  it("writes for 64 callers at once as the one writer of the database", async () => {
    const answers = await Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        const types: unknown[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          types.push((await write(unitOf(`${caller}-${round}`))).type);
        }
        return types;
      }),
    );
    expect(new Set(answers.flat())).toEqual(new Set(["committed"]));
    expect(await totals()).toEqual({ journal: CALLERS * ROUNDS, counter: CALLERS * ROUNDS });
  });

  it("leaves no outcome unknown when the object is stopped under load", async () => {
    const before = await totals();
    let started = 0;
    const callers = Array.from({ length: CALLERS }, async (_, caller) => {
      const types: unknown[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        if (++started % (CALLERS + 20) === 0) await workerd.dispatchFetch("http://worker/end");
        types.push((await write(unitOf(`ended ${caller}-${round}`))).type);
      }
      return types;
    });
    expect(new Set((await Promise.all(callers)).flat())).toEqual(new Set(["committed"]));
    expect(await totals()).toEqual({
      journal: before.journal + CALLERS * ROUNDS,
      counter: before.counter + CALLERS * ROUNDS,
    });
  });

  it("gives a verdict before a frozen server is thawed, and writes again when it is", async () => {
    const hurried = await startWorkerd(sqld.url, 1_500);
    expect((await write(unitOf("before"), hurried)).type).toBe("committed");
    await sqld.freeze();
    expect((await write(unitOf("frozen"), hurried)).type).toBe("unknown");
    expect((await write(unitOf("turned away"), hurried)).type).toBe("overloaded");
    sqld.thaw();
    await until(async () => (await write(unitOf("thawed"), hurried)).type === "committed");
    await hurried.dispose();
  });

  it("answers a refusal with the constraint's name and returns rows with whole numbers", async () => {
    const before = await totals();
    const { statements } = unitOf("0-0");
    expect(await write({ statements })).toEqual({ type: "refused", constraint: "journal.id" });
    const guard = { sql: "INSERT INTO guards VALUES (?)", args: [{ int: "0" }], guard: "tea_left" };
    const guarded = { statements: [guard, ...unitOf("guarded").statements] };
    expect(await write(guarded)).toEqual({ type: "refused", constraint: "tea_left" });
    expect(await write(unitOf("returned"))).toEqual({
      type: "committed",
      rows: [[{ id: "returned", amount: { int: "1" } }], []],
    });
    expect(await totals()).toEqual({ journal: before.journal + 1, counter: before.counter + 1 });
  });
});

function unitOf(id: string) {
  return {
    statements: [
      { sql: "INSERT INTO journal VALUES (?, ?) RETURNING *", args: [id, { int: "1" }] },
      { sql: "UPDATE counter SET total = total + ? WHERE id = 1", args: [{ int: "1" }] },
    ],
    proof: { sql: "SELECT 1 FROM journal WHERE id = ?", args: [id] },
  };
}

async function write(unit: unknown, to = workerd): Promise<{ readonly type: string }> {
  const response = await to.dispatchFetch("http://worker/", {
    method: "POST",
    body: JSON.stringify(unit),
  });
  return await response.json() as { readonly type: string };
}

async function totals(): Promise<{ readonly journal: number; readonly counter: number }> {
  const client = createClient({ url: sqld.url });
  const { rows } = await client.execute(
    "SELECT (SELECT count(*) FROM journal) AS journal, (SELECT total FROM counter) AS counter",
  );
  client.close();
  return { journal: Number(rows[0]?.["journal"]), counter: Number(rows[0]?.["counter"]) };
}

async function startWorkerd(url: string, deadlineMs?: number): Promise<Miniflare> {
  const bundle = await build({
    entryPoints: [new URL("writer_object_worker.ts", import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
  });
  const contents = bundle.outputFiles[0]?.text ?? "";
  const server = new Miniflare({
    logRequests: false,
    workers: [{
      config: {
        name: "writer",
        compatibilityDate: "2026-10-01",
        manifest: { mainModule: "main.mjs", modules: { "main.mjs": { type: "esm", contents } } },
        env: {
          DATABASE_URL: { type: "text", value: url },
          ...(deadlineMs === undefined
            ? {}
            : { DEADLINE_MS: { type: "text" as const, value: String(deadlineMs) } }),
          WRITER: { type: "durable-object", worker: "writer", exportName: "Writer" },
        },
        exports: { Writer: { type: "durable-object", storage: "sqlite" } },
      },
    }],
  });
  await server.ready;
  return server;
}
