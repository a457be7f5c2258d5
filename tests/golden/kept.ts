import { readFile } from "node:fs/promises";
import type { Recording } from "../../views/docs/recording.ts";
import type { OpenApi } from "./operations.ts";

export const EXAMPLES_FILE = new URL("../../docs/api/examples.json", import.meta.url);
export const OPENAPI_FILE = new URL("../../docs/api/openapi.json", import.meta.url);

/** What merchants were promised: the last recording that was committed. */
export async function readKept(): Promise<{
  readonly recording: Recording;
  readonly document: OpenApi;
}> {
  return {
    recording: JSON.parse(await readFile(EXAMPLES_FILE, "utf8")),
    document: JSON.parse(await readFile(OPENAPI_FILE, "utf8")),
  };
}

/** One entry per operation and status, and per type of webhook, so that a difference says where it is. */
export function byName({ exchanges, webhooks }: Recording) {
  const named = exchanges.map((each) => [`${each.operation} ${each.status}`, each] as const);
  return { operations: Object.fromEntries(named), webhooks };
}
