import type { Database } from "./client.ts";
import { groupReads } from "./group_reads.ts";
import type { Reader } from "./reader.ts";

export interface Reads {
  readonly reader: Reader;
  close(): void;
}

/**
 * How a long-lived process reads: on a server the round trip is expensive, and on a file preparing the statement is.
 */
export async function openReads(
  { kind, reader, path }: Pick<Database, "kind" | "reader" | "path">,
): Promise<Reads> {
  if (kind === "http") return { reader: groupReads(reader), close: () => {} };
  // Only here, because a server needs no native driver.
  const { preparedReads } = await import("./prepared_reads.ts");
  const prepared = preparedReads(await path());
  return { reader: prepared, close: prepared.close };
}
