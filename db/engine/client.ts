import type { Client, Config } from "@libsql/client";

/** The entry chooses the module: the native one under Deno, the web one under workerd. */
export type CreateClient = (config: Config) => Client;

export interface DatabaseOptions {
  /** `file:…`, `libsql://…`, `https://…` or `http://…`. */
  readonly url: string;
  readonly authToken?: string | undefined;
  readonly createClient: CreateClient;
  /** A read from a server that takes longer fails. */
  readonly deadlineMs?: number;
}

export interface Database {
  readonly kind: "file" | "http";
  /** A pool for reads; integers arrive as safe numbers. Never write through it. */
  readonly reader: Client;
  /** For migrations, and for whoever writes to a server; on a file the writer has a quicker one of its own. */
  readonly openWriterClient: (signal?: AbortSignal) => Client;
  /** Where the file lies; only where there is one. */
  readonly path: () => Promise<string>;
  /** Whether a committed write survives power loss, according to the database. */
  readonly durability: () => Promise<"full" | "relaxed">;
  readonly close: () => void;
}

/** A longer wait would freeze every request of the process, because the embedded driver waits synchronously. */
export const BUSY_TIMEOUT_MS = 75;

const DEADLINE_MS = 8_000;
const FILE_READERS = 4;
const HTTP_READERS = 8;

/** Opens a database for one writer and many readers. Over HTTP nothing is sent yet. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const kind = kindOf(options.url);
  const limitMs = options.deadlineMs ?? DEADLINE_MS;
  const reader = options.createClient({
    ...configOf(options),
    ...(kind === "file" ? { concurrency: FILE_READERS } : {
      concurrency: HTTP_READERS,
      fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(limitMs) }),
    }),
  });
  // The journal mode is kept in the file; synchronous FULL and foreign keys are each connection's default.
  if (kind === "file") await reader.execute("PRAGMA journal_mode = WAL");

  return {
    kind,
    reader,
    openWriterClient: (signal) => openWriterClient(options, signal),
    path: async () => {
      const { rows } = await reader.execute("PRAGMA database_list");
      return String(rows[0]?.["file"]);
    },
    durability: async () => {
      const { rows } = await reader.execute("PRAGMA synchronous");
      return Number(rows[0]?.["synchronous"]) >= 2 ? "full" : "relaxed";
    },
    close: () => reader.close(),
  };
}

/** Opens the one client that writes; integers arrive as bigint. `signal` aborts what it has in flight. */
export function openWriterClient(options: DatabaseOptions, signal?: AbortSignal): Client {
  return options.createClient({
    ...configOf(options),
    concurrency: 1,
    intMode: "bigint",
    ...(kindOf(options.url) === "http" ? { fetch: sendOnce(signal) } : {}),
  });
}

// When a connection closes without an answer, Deno's fetch silently sends a request with a fixed body a second time
// (seen in 2.9.6). A stream cannot be sent twice, so the loss is reported and the writer settles it.
function sendOnce(signal: AbortSignal | undefined): (request: Request) => Promise<Response> {
  return async (request) => {
    const { url, method, headers } = request;
    const body = new Blob([await request.arrayBuffer()]).stream();
    const once = { method, headers, body, duplex: "half", ...(signal ? { signal } : {}) };
    return await fetch(url, once);
  };
}

function configOf({ url, authToken }: DatabaseOptions): Config {
  return {
    url,
    ...(authToken === undefined ? {} : { authToken }),
    ...(kindOf(url) === "file" ? { timeout: BUSY_TIMEOUT_MS } : {}),
  };
}

function kindOf(url: string): "file" | "http" {
  if (url.startsWith("file:")) return "file";
  if (/^(libsql|https?):\/\//.test(url)) return "http";
  throw new TypeError(`Cannot open database "${url}": expected file:, libsql:, https: or http:`);
}
