import { createClient } from "@libsql/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWriterClient } from "../../../db/engine/client.ts";
import { createWriter, type Writer, type WriterOptions } from "../../../db/engine/writer.ts";
import { startTimer, until } from "../../support/patience.ts";
import type { Sqld } from "../../support/sqld.ts";
import { admitted, collidingUnit, committedIds, openStore, type Store, unitOf } from "./journal.ts";
import { openUnreliableWay, type UnreliableWay } from "./unreliable_way.ts";

let store: Store;
let sqld: Sqld;
let way: UnreliableWay;
let alarms: string[];

beforeAll(async () => {
  store = await openStore("sqld");
  if (!store.sqld) throw new Error("expected a server");
  sqld = store.sqld;
  way = await openUnreliableWay(sqld.url);
});

afterAll(async () => {
  await way.close();
  await store.close();
});

beforeEach(async () => {
  alarms = [];
  sqld.thaw();
  await store.empty();
});

describe("createWriter when an answer is lost", () => {
  it("finds out that the unit is committed and does not write it twice", async () => {
    const writer = openOverWay();
    await writer.write(unitOf("before"));
    way.loseNextAnswer();
    expect(await writer.write(unitOf("lost"))).toEqual({
      type: "committed",
      rows: [[], [], [], []],
    });
    expect(await committedIds(store)).toEqual(new Set(["before", "lost"]));
    await writer.close();
  });

  it("finds out for a whole group with one question", async () => {
    const writer = openOverWay();
    const first = writer.write(unitOf("first"));
    const group = Array.from({ length: 64 }, (_, i) => writer.write(unitOf(`u${i}`)));
    await first;
    way.loseNextAnswer();
    expect(new Set((await Promise.all(group)).map(({ type }) => type))).toEqual(
      new Set(["committed"]),
    );
    expect((await committedIds(store)).size).toBe(65);
    await writer.close();
  });

  it("tells its own collision from someone else's", async () => {
    const writer = openOverWay();
    await writer.write(unitOf("taken", { subject: "taken" }));
    way.loseNextAnswer();
    const verdicts = await Promise.all([
      writer.write(unitOf("alone")),
      writer.write(collidingUnit("loser", "taken")),
      writer.write(unitOf("fine")),
    ]);
    expect(verdicts.map(({ type }) => type)).toEqual(["committed", "refused", "committed"]);
    expect(await committedIds(store)).toEqual(new Set(["taken", "alone", "fine"]));
    await writer.close();
  });

  it("believes no refusal when the request was delivered twice on its way", async () => {
    const writer = openOverWay();
    const first = writer.write(unitOf("first"));
    way.repeatNextRequest();
    const group = [first, ...Array.from({ length: 9 }, (_, i) => writer.write(unitOf(`u${i}`)))];
    expect((await Promise.all(group)).map(({ type }) => type)).toEqual(Array(10).fill("committed"));
    way.repeatNextRequest();
    const again = Array.from({ length: 9 }, (_, i) => writer.write(unitOf(`v${i}`)));
    expect((await Promise.all(again)).map(({ type }) => type)).toEqual(Array(9).fill("committed"));
    expect((await committedIds(store)).size).toBe(19);
    await writer.close();
  });

  it("answers refused to a unit without a proof, though it collided with itself", async () => {
    const writer = openOverWay();
    await writer.write(unitOf("before"));
    way.loseNextAnswer();
    const { statements } = unitOf("unproven");
    expect(await writer.write({ statements })).toEqual({
      type: "refused",
      constraint: "happened.subject, happened.version",
    });
    expect(await committedIds(store)).toEqual(new Set(["before", "unproven"]));
    await writer.close();
  });

  it("writes once though its first request arrives after the second", async () => {
    const { arrived, deliver } = way.holdNextRequest();
    let held = true;
    // Only the first request runs out of time, and only once it is on its way.
    const writer = openOverWay({
      setTimer: (run, ms) => {
        if (ms < LIMIT_MS_MIN) return startTimer(run, ms);
        if (ms === DEADLINE_MS) return () => {};
        if (held) void arrived.then(run);
        held = false;
        return () => {};
      },
    });
    expect(await writer.write(unitOf("slow"))).toMatchObject({ type: "committed" });
    await deliver();
    expect(await committedIds(store)).toEqual(new Set(["slow"]));
    await writer.close();
  });
});

describe("createWriter when the server does not answer", () => {
  it("gives up after two timeouts, raises the alarm, and works again when the server does", async () => {
    let frozen = false;
    const writer = open({
      setTimer: (run, ms) => {
        if (ms < LIMIT_MS_MIN) return startTimer(run, ms);
        return frozen && ms < DEADLINE_MS ? startTimer(run, 0) : () => {};
      },
    });
    await writer.write(unitOf("before"));
    await sqld.freeze();
    frozen = true;
    const verdicts = await Promise.all([writer.write(unitOf("a")), writer.write(unitOf("b"))]);
    expect(verdicts).toEqual([{ type: "unknown" }, { type: "unknown" }]);
    expect(writer.stuck()).toBe(true);
    expect(alarms).toContain("writer stuck");

    sqld.thaw();
    frozen = false;
    // Whatever happened to the first attempt, repeating it settles it, once.
    expect(await admitted(() => writer.write(unitOf("a"), true))).toMatchObject({
      type: "committed",
    });
    expect(writer.stuck()).toBe(false);
    // Where a proof alone settled the first, nothing has shown yet that the server writes.
    expect(await admitted(() => writer.write(unitOf("b"), true))).toMatchObject({
      type: "committed",
    });
    expect(await committedIds(store)).toEqual(new Set(["before", "a", "b"]));
    await writer.close();
  });

  it("answers unknown when it never comes back, and the same unit is accepted later", async () => {
    const writer = open({ setTimer: hurriedTimer });
    await writer.write(unitOf("before"));
    await sqld.kill();
    expect(await writer.write(unitOf("orphan"))).toEqual({ type: "unknown" });
    expect(alarms).toContain("write failed");
    await sqld.restart();
    expect(await admitted(() => writer.write(unitOf("orphan"), true))).toMatchObject({
      type: "committed",
    });
    expect(await committedIds(store)).toEqual(new Set(["before", "orphan"]));
    await writer.close();
  });

  it("loses nothing acknowledged when it is killed under load and restarted, three times", async () => {
    let back = Promise.resolve();
    // However long a restart takes, it is shorter than the writer's patience: no pause ends while it lasts.
    const writer = open({
      setTimer: (run, ms) => {
        if (ms >= LIMIT_MS_MIN) return () => {};
        void back.then(() => startTimer(run, ms));
        return () => {};
      },
    });
    const acknowledged: string[] = [];
    const unknown: string[] = [];
    const atLeast = (length: number) => until(() => acknowledged.length >= length);
    let loading = true;
    const callers = Array.from({ length: 64 }, async (_, caller) => {
      for (let i = 0; loading; i++) {
        const id = `c${caller}-${i}`;
        const { type } = await writer.write(unitOf(id));
        if (type === "committed") acknowledged.push(id);
        else unknown.push(`${id} ${type}`);
      }
    });
    for (let kills = 0; kills < 3; kills++) {
      await atLeast(acknowledged.length + 500);
      const { promise, resolve } = Promise.withResolvers<void>();
      back = promise;
      await sqld.kill();
      await sqld.restart();
      resolve();
    }
    await atLeast(acknowledged.length + 500);
    loading = false;
    await Promise.all(callers);

    const ids = await committedIds(store);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    // Nobody was left in doubt.
    expect(unknown).toEqual([]);
    expect(ids.size).toBe(acknowledged.length);
    await writer.close();
  });
});

function open(options: Partial<WriterOptions> = {}): Writer {
  return createWriter({
    kind: "http",
    openClient: store.openClient,
    onAlarm: (message) => alarms.push(message),
    deadlineMs: DEADLINE_MS,
    ...options,
  });
}

function openOverWay(options: Partial<WriterOptions> = {}): Writer {
  const database = { url: way.url, createClient };
  return open({ openClient: (signal) => openWriterClient(database, signal), ...options });
}

const DEADLINE_MS = 8_000;
/** Pauses are shorter, the time limit of a group and the deadline are longer. */
const LIMIT_MS_MIN = 2_000;

// Pauses pass at once; the time limit stays what it is.
function hurriedTimer(run: () => void, ms: number): () => void {
  return startTimer(run, ms < LIMIT_MS_MIN ? 0 : ms);
}
