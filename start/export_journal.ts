import { journal } from "../db/book/journal.ts";
import type { Settings } from "./config.ts";
import { extensionFor } from "./extension.ts";
import { findSandbox } from "./find_sandbox.ts";
import { openForReading } from "./open_for_reading.ts";

/** Prints the books as a plain-text journal; the database is only read, and others may write meanwhile. */
export async function exportJournalOnly(settings: Settings): Promise<void> {
  const client = await openForReading(settings, await extensionFor(settings, findSandbox));
  const out = Deno.stdout.writable.getWriter();
  const encoder = new TextEncoder();
  try {
    for await (const text of journal(client)) await out.write(encoder.encode(text));
  } finally {
    client.close();
    out.releaseLock();
  }
}
