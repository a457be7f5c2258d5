import { createClient } from "@libsql/client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SqlArg, Unit, Verdict } from "../../../core/unit.ts";
import { createWriter, type Writer, type WriterOptions } from "../../../db/engine/writer.ts";
import type { WriterClient } from "../../../db/engine/writer/connection.ts";
import {
  collidingUnit,
  committedIds,
  guardedUnit,
  openStore,
  overspendingUnit,
  type Store,
  unitOf,
} from "./journal.ts";

describe.each(["file", "sqld"] as const)("createWriter on %s", (kind) => {
  let store: Store;
  let writer: Writer;
  /** Statement counts of the batches sent for writing. */
  let batches: number[];
  /** For each of them, whether it need not wait for the disk. */
  let fleeting: boolean[];
  let alarms: string[];

  beforeAll(async () => {
    store = await openStore(kind);
  });

  afterAll(() => store.close());

  beforeEach(async () => {
    await store.empty();
    batches = [];
    fleeting = [];
    alarms = [];
    writer = open();
  });

  afterEach(() => writer.close());

  function open(options: Partial<WriterOptions> = {}): Writer {
    return createWriter({
      kind: store.database.kind,
      openClient: (signal) => watched(store, signal, { batches, fleeting }),
      onAlarm: (message) => alarms.push(message),
      groupUnitsMax: 64,
      ...options,
    });
  }

  it("commits all of a group of 64 in one batch", async () => {
    const verdicts = await writeGroup(
      writer,
      Array.from({ length: 64 }, (_, i) => unitOf(`u${i}`)),
    );
    expect(verdicts.map(({ type }) => type)).toEqual(Array(64).fill("committed"));
    expect(batches).toEqual([64 * 4]);
    expect((await committedIds(store)).size).toBe(64);
  });

  it("answers the name of the guard that did not hold, and a missing row holds nothing", async () => {
    await writeGroup(writer, [unitOf("tea")]);
    const verdicts = await writeGroup(writer, [
      guardedUnit("u1", "tea"),
      guardedUnit("u2", "no such thing"),
      unitOf("u3"),
    ]);
    expect(verdicts[1]).toEqual({ type: "refused", constraint: "thing_made" });
    expect(verdicts.map(({ type }) => type)).toEqual(["committed", "refused", "committed"]);
    expect(await committedIds(store)).toEqual(new Set(["tea", "u1", "u3"]));
  });

  it("does not hide that a guard cannot run behind its name", async () => {
    const { statements, ...rest } = guardedUnit("u1", "tea");
    const [guard, ...others] = statements.map((each) => ({
      ...each,
      sql: each.sql.replace("FROM thing", "FROM nowhere"),
    }));
    const [verdict] = await writeGroup(writer, [{ ...rest, statements: [guard!, ...others] }]);
    expect(verdict).toEqual({ type: "refused", constraint: "fault: no such table: nowhere" });
  });

  it("ejects the one bad unit of a group of 64 and commits the others", async () => {
    const units = Array.from({ length: 64 }, (_, i) => unitOf(`u${i}`));
    units[40] = overspendingUnit("u40");
    const verdicts = await writeGroup(writer, units);
    expect(verdicts[40]).toEqual({ type: "refused", constraint: "within_cap" });
    expect(verdicts.filter(({ type }) => type === "committed")).toHaveLength(63);
    expect(batches).toEqual([64 * 4, 63 * 4]);
    const ids = await committedIds(store);
    expect(ids.size).toBe(63);
    expect(ids.has("u40")).toBe(false);
  });

  it("ejects 32 bad units of 64, each for its own reason, and commits the other 32", async () => {
    await writer.write(unitOf("taken", { subject: "taken" }));
    const units = Array.from({ length: 64 }, (_, i) => {
      if (i % 4 === 1) return collidingUnit(`u${i}`, "taken");
      return i % 4 === 3 ? overspendingUnit(`u${i}`) : unitOf(`u${i}`);
    });
    const verdicts = await writeGroup(writer, units);
    const expected = units.map((_, i) => {
      if (i % 4 === 1) return "happened.subject, happened.version";
      return i % 4 === 3 ? "within_cap" : "committed";
    });
    expect(verdicts.map(said)).toEqual(expected);
    const good = expected.flatMap((type, i) => type === "committed" ? [`u${i}`] : []);
    expect(await committedIds(store)).toEqual(new Set(["taken", ...good]));
    // Cut into pieces of eight, a bad group costs less than resending all of it for each refusal.
    expect(batches.reduce((sum, each) => sum + each, 0)).toBeLessThan(64 * 4 * 10);
  });

  it("never puts two units with one lock into a group", async () => {
    const verdicts = await writeGroup(writer, [
      unitOf("a", { subject: "tea", version: 1n, locks: ["tea 1"] }),
      unitOf("b", { subject: "tea", version: 1n, locks: ["tea 1"] }),
      unitOf("c", { subject: "rice", version: 1n, locks: ["rice 1"] }),
    ]);
    expect(verdicts.map(said)).toEqual([
      "committed",
      "happened.subject, happened.version",
      "committed",
    ]);
    expect(batches.slice(-2)).toEqual([8, 4]);
  });

  it("waits for the disk as soon as one unit of a group has to", async () => {
    const lease = (id: string) => ({ ...unitOf(id), fleeting: true });
    await writer.write(lease("a"));
    await writeGroup(writer, [lease("b"), lease("c")]);
    await writeGroup(writer, [lease("d"), unitOf("e"), lease("f")]);
    await writer.write(unitOf("g"));
    expect(fleeting).toEqual([true, true, false, false]);
    expect((await committedIds(store)).size).toBe(7);
  });

  it("keeps a group within its statements", async () => {
    await writer.close();
    writer = open({ groupStatementsMax: 10 });
    await writeGroup(writer, Array.from({ length: 5 }, (_, i) => unitOf(`u${i}`)));
    expect(batches.slice(-3)).toEqual([8, 8, 4]);
  });

  it("answers the rows of each statement with bigint integers", async () => {
    const statements = [
      { sql: "INSERT INTO entry VALUES (?, ?) RETURNING *", args: ["e", 9007199254740993n] },
      { sql: "UPDATE entry SET amount = amount + ? WHERE id = 'nobody'", args: [1n] },
      {
        sql:
          "SELECT typeof(amount) AS type, x'00ff' AS bytes, NULL AS absent, 1.5 AS real FROM entry",
        args: [],
      },
    ];
    expect(await writer.write({ statements })).toEqual({
      type: "committed",
      rows: [
        [{ id: "e", amount: 9007199254740993n }],
        [],
        [{ type: "integer", bytes: new Uint8Array([0, 255]), absent: null, real: "1.5" }],
      ],
    });
  });

  it("refuses a JavaScript number before anything is queued", async () => {
    const unit = { statements: [{ sql: "INSERT INTO entry VALUES (?, ?)", args: ["n", 5] }] };
    await expect(writer.write(unit as unknown as Unit)).rejects.toThrow(
      'Cannot bind a number as argument 2 of "INSERT INTO entry VALUES (?, ?)"',
    );
    expect(writer.depth()).toBe(0);
    expect(batches).toEqual([]);
  });

  it("refuses booleans, undefined, dates and integers past 64 bits the same way", async () => {
    for (const arg of [true, undefined, new Date(0), 2n ** 63n]) {
      const unit = { statements: [{ sql: "SELECT ?", args: [arg] }] };
      await expect(writer.write(unit as unknown as Unit)).rejects.toThrow(TypeError);
    }
    await expect(writer.write({ statements: [] })).rejects.toThrow(TypeError);
    expect(batches).toEqual([]);
  });

  it("names a constraint in the same words on every driver", async () => {
    await writer.write(unitOf("there"));
    const said = async (sql: string, ...args: SqlArg[]) => {
      const verdict = await writer.write({ statements: [{ sql, args }] });
      return verdict.type === "refused" ? verdict.constraint : verdict.type;
    };
    const insert = "INSERT INTO happened (subject, version, id) VALUES (?, ?, ?)";
    expect([
      await said(insert, "subject there", 1n, "other"),
      await said(insert, "other", 1n, "there"),
      await said(insert, "other", null, "other"),
      await said(insert, "other", "one", "other"),
      await said("INSERT INTO entry VALUES (?, ?)", "there", 1n),
      await said("UPDATE counter SET spent = cap + 1"),
    ]).toEqual([
      "happened.subject, happened.version",
      "happened.id",
      "happened.version",
      "cannot store TEXT value in INTEGER column happened.version",
      "entry.id",
      "within_cap",
    ]);
  });

  it("refuses a unit whose statement can never run, says so, and spares its neighbours", async () => {
    const broken: Unit = { statements: [{ sql: "INSERT INTO nowhere VALUES (1)", args: [] }] };
    const garbled: Unit = { statements: [{ sql: "INSERT INT", args: [] }] };
    const verdicts = await writeGroup(writer, [
      unitOf("a"),
      broken,
      unitOf("b"),
      garbled,
      unitOf("c"),
    ]);
    expect(verdicts.map(({ type }) => type)).toEqual([
      "committed",
      "refused",
      "committed",
      "refused",
      "committed",
    ]);
    expect(verdicts[1]).toEqual({ type: "refused", constraint: "fault: no such table: nowhere" });
    expect(alarms).toEqual(["write failed", "write failed"]);
    expect((await committedIds(store)).size).toBe(3);
  });

  it("answers overloaded past its queue, and nothing of that is written", async () => {
    await writer.close();
    writer = open({ queueUnitsMax: 100 });
    const verdicts = await Promise.all(
      Array.from({ length: 300 }, (_, i) => writer.write(unitOf(`u${i}`))),
    );
    const refused = verdicts.filter(({ type }) => type === "overloaded");
    expect(refused.length).toBeGreaterThanOrEqual(199);
    expect((await committedIds(store)).size).toBe(300 - refused.length);
    expect(writer.depth()).toBe(0);
    expect(await writer.write(unitOf("later"))).toMatchObject({ type: "committed" });
  });

  it("settles what it has when it closes, and accepts no more", async () => {
    const before = Array.from({ length: 100 }, (_, i) => writer.write(unitOf(`u${i}`)));
    const closing = writer.close();
    expect(await writer.write(unitOf("late"))).toEqual({ type: "overloaded" });
    await closing;
    expect(new Set((await Promise.all(before)).map(({ type }) => type))).toEqual(
      new Set(["committed"]),
    );
    expect((await committedIds(store)).size).toBe(100);
  });

  it("treats a unit that is already written as committed, and writes it once", async () => {
    const mine = unitOf("mine", { subject: "one" });
    const other = collidingUnit("other", "one");
    const inDoubt = true;
    expect([
      said(await writer.write(mine)),
      said(await writer.write(mine)),
      said(await writer.write(mine, inDoubt)),
      said(await writer.write(other)),
      said(await writer.write(other, inDoubt)),
    ]).toEqual([
      "committed",
      "committed",
      "committed",
      "happened.subject, happened.version",
      "happened.subject, happened.version",
    ]);
    expect(await committedIds(store)).toEqual(new Set(["mine"]));
  });

  it("holds a counter at its cap under 200 writers at once", async () => {
    await writer.write({
      statements: [{ sql: "INSERT INTO counter VALUES ('capped', 0, 150)", args: [] }],
    });
    const verdicts = await Promise.all(
      Array.from({ length: 200 }, (_, i) => writer.write(unitOf(`u${i}`, { counter: "capped" }))),
    );
    expect(verdicts.filter(({ type }) => type === "committed")).toHaveLength(150);
    expect(new Set(verdicts.map(said))).toEqual(new Set(["committed", "within_cap"]));
    expect((await committedIds(store)).size).toBe(150);
  });
});

describe("createWriter with a client that cannot read its own answer", () => {
  it("says committed, because the unit is", async () => {
    const store = await openStore("sqld");
    // This client throws on any integer past 2^53, after the server has committed.
    const writer = createWriter({
      kind: "http",
      openClient: () => createClient({ url: store.sqld?.url ?? "", intMode: "number" }),
      onAlarm: () => {},
    });
    const { statements, proof } = unitOf("big", { amount: 9007199254740993n });
    const returning = { sql: "SELECT amount FROM entry WHERE id = 'big'", args: [] };
    const unit = { statements: [...statements, returning], ...(proof ? { proof } : {}) };
    const [big, other] = await Promise.all([writer.write(unit), writer.write(unitOf("beside"))]);
    expect([big.type, other.type]).toEqual(["committed", "committed"]);
    expect(await committedIds(store)).toEqual(new Set(["big", "beside"]));
    await writer.close();
    await store.close();
  });
});

function writeGroup(writer: Writer, units: readonly Unit[]): Promise<readonly Verdict[]> {
  return Promise.all(units.map((unit) => writer.write(unit)));
}

function said(verdict: Verdict): string {
  return verdict.type === "refused" ? verdict.constraint : verdict.type;
}

interface Seen {
  readonly batches: number[];
  readonly fleeting: boolean[];
}

function watched(store: Store, signal: AbortSignal, seen: Seen): WriterClient {
  const client = store.openClient(signal);
  return {
    batch: (statements, mode, fleeting = false) => {
      if (mode === "write") {
        seen.batches.push(statements.length);
        seen.fleeting.push(fleeting);
      }
      return client.batch(statements, mode, fleeting);
    },
    close: () => client.close(),
  };
}
