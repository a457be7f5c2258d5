import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWriter, type Writer } from "../../../db/engine/writer.ts";
import { until } from "../../support/patience.ts";
import { type Sqld } from "../../support/sqld.ts";
import { admitted, committedIds, openStore, type Store, unitOf } from "./journal.ts";
import { writeUntilKnown } from "./soak.ts";

let store: Store;
let sqld: Sqld;
let alarms: string[];

beforeAll(async () => {
  store = await openStore("sqld");
  if (!store.sqld) throw new Error("There is no server");
  sqld = store.sqld;
});
afterAll(() => store.close());
beforeEach(async () => {
  alarms = [];
  await store.empty();
});

describe("createWriter while the disk is full", () => {
  it("turns callers away although proofs can be read, and writes again when there is room", async () => {
    const file = await openStore("file");
    let full = false;
    const writer = createWriter({
      kind: "file",
      openClient: (signal) => {
        const client = file.openClient(signal);
        // As many pages as there are; the writer opens another client after each failure.
        const limit = { sql: `PRAGMA max_page_count = ${full ? 1 : 1_000_000}`, args: [] };
        void client.batch([limit], "read");
        return client;
      },
      onAlarm: (message) => alarms.push(message),
      deadlineMs: 1_000,
    });
    const large = (id: string) => unitOf(id.repeat(50_000));
    full = true;
    expect(await writer.write(large("a"))).toEqual({ type: "unknown" });
    expect(await writer.write(large("b"))).toEqual({ type: "overloaded" });
    full = false;
    expect(await writeUntilKnown(writer, large("c"))).toBe("committed");
    expect(await committedIds(file)).toEqual(new Set(["c".repeat(50_000)]));
    await writer.close();
    await file.close();
  });
});

function open(): Writer {
  return createWriter({
    kind: "http",
    openClient: store.openClient,
    onAlarm: (message) => alarms.push(message),
    deadlineMs: 1_000,
  });
}

describe("createWriter while the server is frozen", () => {
  it("answers unknown for what was sent, and never sends what it says was not written", async () => {
    const writer = open();
    // A busy machine may need more than one of these short times.
    expect(await writeUntilKnown(writer, unitOf("before"))).toBe("committed");
    await sqld.freeze();
    const sent = writer.write(unitOf("sent"));
    // A turn later it is on its way, and the others have to wait for it.
    await until(() => writer.depth() === 1);
    const waiting = Array.from({ length: 5 }, (_, i) => writer.write(unitOf(`waiting ${i}`)));
    expect(await sent).toEqual({ type: "unknown" });
    expect(await Promise.all(waiting)).toEqual(Array(5).fill({ type: "overloaded" }));
    // Known to be bad by now: it is not even queued.
    expect(await writer.write(unitOf("turned away"))).toEqual({ type: "overloaded" });
    expect(writer.depth()).toBeLessThanOrEqual(1);

    sqld.thaw();
    const after = await admitted(() => writer.write(unitOf("after")));
    // The attempt itself may meet what the frozen server still has to do.
    expect(["committed", "unknown"]).toContain(after.type);
    expect(await writeUntilKnown(writer, unitOf("sent"), true)).toBe("committed");
    const ids = await committedIds(store);
    expect([...ids].filter((id) => /waiting|turned/.test(id))).toEqual([]);
    expect(ids.has("sent")).toBe(true);
    expect(alarms).toContain("writes fail");
    expect(alarms.at(-1)).toBe("writes work again");
    await writer.close();
  });
});
