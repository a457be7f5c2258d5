import { spawn } from "node:child_process";
import process from "node:process";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWriter } from "../../db/writer.ts";
import { committedIds, openStore, type Store, unitOf } from "./journal.ts";

const SOAK_MS = 10_000;
const WRITERS = 64;
const PROCESS_MS = 1_500;

let store: Store;

beforeAll(async () => {
  store = await openStore("sqld");
});

afterAll(() => store.close());

beforeEach(() => store.empty());

describe("a server with the settings we ask for", () => {
  // Each writer has its own queue, so up to 64 batches are in flight at once: without the server's cap on connections
  // its write lock hangs for good within seconds.
  it("handles 64 writers for ten seconds and one more write within a second", async () => {
    const writers = Array.from({ length: WRITERS }, open);
    const until = performance.now() + SOAK_MS;
    const acknowledged = (await Promise.all(writers.map(async (writer, number) => {
      const ids: string[] = [];
      for (let i = 0; performance.now() < until; i++) {
        const id = `w${number}-${i}`;
        const { type } = await writer.write(unitOf(id, { counter: `counter ${number}` }));
        if (type === "committed") ids.push(id);
      }
      return ids;
    }))).flat();

    const probe = open();
    const asked = performance.now();
    expect(await probe.write(unitOf("probe"))).toMatchObject({ type: "committed" });
    expect(performance.now() - asked).toBeLessThan(1_000);
    await Promise.all([...writers, probe].map((writer) => writer.close()));

    const ids = await committedIds(store);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(acknowledged.length + 1);
  }, SOAK_MS + 20_000);

  it("is shared by two processes, neither of which loses or repeats a write", async () => {
    const [first, second] = await Promise.all([writeElsewhere("first"), writeElsewhere("second")]);
    const ids = await committedIds(store);
    const acknowledged = [...first.committed, ...second.committed];
    expect(first.committed.length).toBeGreaterThan(0);
    expect(second.committed.length).toBeGreaterThan(0);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(acknowledged.length);
    // They raced for every version of one subject, and each version went to one of them.
    expect(first.won + second.won).toBe(first.raced);
    expect(second.raced).toBe(first.raced);
  }, 20_000);
});

function open() {
  return createWriter({
    kind: "http",
    openClient: store.database.openWriterClient,
    onAlarm: () => {},
  });
}

interface Report {
  readonly committed: readonly string[];
  readonly raced: number;
  readonly won: number;
}

async function writeElsewhere(name: string): Promise<Report> {
  const script = new URL("writer_process.ts", import.meta.url).pathname;
  const args = ["run", "-A", script, store.sqld?.url ?? "", name, String(PROCESS_MS)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => output += chunk);
  await new Promise((resolve) => child.once("close", resolve));
  return JSON.parse(output);
}
