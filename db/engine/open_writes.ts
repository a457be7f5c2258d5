import type { Database } from "./client.ts";
import type { OpenClient } from "./writer/connection.ts";

/** How a process of its own opens the one client that writes: on a file, one whose statements stay prepared. */
export async function openWrites(
  { kind, openWriterClient, path }: Pick<Database, "kind" | "openWriterClient" | "path">,
): Promise<OpenClient> {
  if (kind === "http") return openWriterClient;
  // Only here, because a server needs no native driver.
  const { openPreparedWrites } = await import("./prepared_writes.ts");
  const file = await path();
  return () => openPreparedWrites(file);
}
