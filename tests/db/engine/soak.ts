import { expect } from "vitest";
import type { Unit } from "../../../core/unit.ts";
import { createWriter, type Writer } from "../../../db/engine/writer.ts";
import { admitted, committedIds, type Store, unitOf } from "./journal.ts";

const WRITERS = 64;

/**
 * So many writers at once, each with a queue of its own, each writing `writes` units one after the other, and one more
 * writer after them. Without the server's cap on connections its write lock hangs for good within seconds, and then
 * nothing is committed any more.
 */
export async function soak(store: Store, writes: number): Promise<void> {
  const writers = Array.from({ length: WRITERS }, () => openWriter(store));
  const acknowledged = (await Promise.all(writers.map(async (writer, number) => {
    const ids = Array.from({ length: writes }, (_, i) => `w${number}-${i}`);
    for (const id of ids) {
      const unit = unitOf(id, { counter: `counter ${number}` });
      expect(await writeUntilKnown(writer, unit)).toBe("committed");
    }
    return ids;
  }))).flat();

  const probe = openWriter(store);
  expect(await probe.write(unitOf("probe"))).toMatchObject({ type: "committed" });
  await Promise.all([...writers, probe].map((writer) => writer.close()));
  const ids = await committedIds(store);
  expect(ids).toEqual(new Set([...acknowledged, "probe"]));
}

function openWriter(store: Store): Writer {
  return createWriter({
    kind: "http",
    openClient: store.database.openWriterClient,
    onAlarm: () => {},
  });
}

// Many, because a machine may be busy; a server that hangs meets the limit of the test.
const ASKS_MAX = 500;

/**
 * Asks again while a busy server refuses to listen or nobody knows what became of the unit, as every caller must: only
 * then is its verdict one about the unit.
 */
export async function writeUntilKnown(
  writer: Writer,
  unit: Unit,
  again = false,
): Promise<"committed" | "refused"> {
  for (let asks = 0; asks < ASKS_MAX; asks++) {
    const { type } = await admitted(() => writer.write(unit, again || asks > 0));
    if (type === "committed" || type === "refused") return type;
  }
  throw new Error("The server takes nothing any more");
}
