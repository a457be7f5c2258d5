import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWriter } from "../../../db/engine/writer.ts";
import { startTimer } from "../../support/patience.ts";
import { admitted, committedIds, openStore, type Store, unitOf } from "./journal.ts";

const RUNS = 10;
const WRITES = 24;

let store: Store;

beforeAll(async () => {
  store = await openStore("file");
});

afterAll(() => store.close());

beforeEach(() => store.empty());

describe("createWriter while another connection holds the write lock", () => {
  it("acknowledges only what every reader can see, ten times over", async () => {
    for (let run = 0; run < RUNS; run++) {
      const lock = await holdWriteLock(store);
      const { writer, busy } = openWatched({ busyUntil: 2 });
      const writes = Array.from({ length: WRITES }, async (_, i) => {
        const id = `run ${run} unit ${i}`;
        return { id, verdict: await writer.write(unitOf(id)) };
      });
      await busy;
      await lock.release();
      const settled = await Promise.all(writes);
      const visible = await committedIds(store);
      const acknowledged = settled.filter(({ verdict }) => verdict.type === "committed");
      expect(acknowledged).toHaveLength(WRITES);
      expect(acknowledged.filter(({ id }) => !visible.has(id))).toEqual([]);
      await writer.close();
    }
    expect((await committedIds(store)).size).toBe(RUNS * WRITES);
  });

  it("says overloaded when the lock stays, writes nothing then, and works once it is free", async () => {
    const lock = await holdWriteLock(store);
    const { writer } = openWatched({ hurried: true });
    expect(await writer.write(unitOf("kept out"))).toEqual({ type: "overloaded" });
    await lock.release();
    expect(await admitted(() => writer.write(unitOf("let in")))).toMatchObject({
      type: "committed",
    });
    expect(await committedIds(store)).toEqual(new Set(["let in"]));
    await writer.close();
  });
});

async function holdWriteLock(store: Store): Promise<{ release(): Promise<void> }> {
  const client = store.outsider();
  const transaction = await client.transaction("write");
  return {
    release: async () => {
      await transaction.commit();
      client.close();
    },
  };
}

/** `busy` resolves after that many clients were discarded, which happens after each BUSY. */
function openWatched({ busyUntil = 1, hurried = false }) {
  let opened = 0;
  const busy = Promise.withResolvers<void>();
  const writer = createWriter({
    kind: "file",
    openClient: (signal) => {
      if (++opened > busyUntil) busy.resolve();
      return store.openClient(signal);
    },
    onAlarm: () => {},
    ...(hurried ? { setTimer: (run: () => void) => startTimer(run, 0) } : {}),
  });
  return { writer, busy: busy.promise };
}
