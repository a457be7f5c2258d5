import type { Database } from "./client.ts";
import { type Circuit, createCircuit } from "./circuit.ts";
import { groupReads } from "./group_reads.ts";
import { guardReads } from "./guard_reads.ts";
import type { Reader } from "./reader.ts";

export interface Reads {
  readonly reader: Reader;
  close(): void;
}

interface ReadsOptions {
  /** A read that takes longer throws Unavailable. */
  readonly deadlineMs: number;
  readonly circuit?: Circuit;
}

/**
 * How a long-lived process reads: on a server the round trip is expensive, and on a file preparing the statement is.
 */
export async function openReads(
  { kind, reader, path }: Pick<Database, "kind" | "reader" | "path">,
  { deadlineMs, circuit = createCircuit() }: ReadsOptions,
): Promise<Reads> {
  if (kind === "http") {
    return {
      reader: guardReads(groupReads(reader), { circuit, deadlineMs }),
      close: () => {},
    };
  }
  // Only here, because a server needs no native driver.
  const { preparedReads } = await import("./prepared_reads.ts");
  const prepared = preparedReads(await path());
  return {
    // The driver answers before it returns, so there is nothing to time.
    reader: guardReads(prepared, { circuit, deadlineMs: undefined }),
    close: prepared.close,
  };
}
