import { spawn } from "node:child_process";
import process from "node:process";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { committedIds, openStore, type Store } from "./journal.ts";
import { soak } from "./soak.ts";
import { INSTALLED } from "../../support/installed.ts";

const PROCESS_WRITES = 20;

let store: Store;

beforeAll(async () => {
  store = await openStore("sqld");
});

afterAll(() => store.close());

beforeEach(() => store.empty());

describe("a server with the settings we ask for", () => {
  it("takes 64 writers with 20 writes each, and then one more", () => soak(store, 20));

  it("is shared by two processes, neither of which loses or repeats a write", async () => {
    const [first, second] = await Promise.all([writeElsewhere("first"), writeElsewhere("second")]);
    const ids = await committedIds(store);
    const acknowledged = [...first.committed, ...second.committed];
    expect(first.committed.length).toBeGreaterThan(0);
    expect(second.committed.length).toBeGreaterThan(0);
    expect(ids).toEqual(new Set(acknowledged));
    expect(ids.size).toBe(acknowledged.length);
    // They raced for every version of one subject, and each version went to one of them.
    expect(first.won + second.won).toBe(first.raced);
    expect(second.raced).toBe(first.raced);
  });
});

interface Report {
  readonly committed: readonly string[];
  readonly raced: number;
  readonly won: number;
}

async function writeElsewhere(name: string): Promise<Report> {
  const script = new URL("writer_process.ts", import.meta.url).pathname;
  const args = [
    "run",
    INSTALLED,
    "-A",
    script,
    store.sqld?.url ?? "",
    name,
    String(PROCESS_WRITES),
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => output += chunk);
  await new Promise((resolve) => child.once("close", resolve));
  return JSON.parse(output);
}
