import type { Client, Config } from "@libsql/client";

/** The entry chooses the module: the native one under Deno, the web one under workerd. */
export type CreateClient = (config: Config) => Client;

export interface DatabaseOptions {
  /** `file:…`, `libsql://…`, `https://…` or `http://…`. */
  readonly url: string;
  readonly authToken?: string | undefined;
  readonly createClient: CreateClient;
}

export interface Database {
  readonly kind: "file" | "http";
  /** A pool for reads; integers come as safe numbers. Never write through it. */
  readonly reader: Client;
  /** Opens the one client that writes; integers come as bigint. `signal` ends what it has under way. */
  readonly openWriterClient: (signal?: AbortSignal) => Client;
  /** Whether a committed write survives power loss. Asks the database. */
  readonly durability: () => Promise<"full" | "relaxed">;
  readonly close: () => void;
}

/** A longer wait would freeze every request of the process, because the embedded driver waits synchronously. */
const BUSY_TIMEOUT_MS = 75;

const FILE_READERS = 4;
const HTTP_READERS = 8;

/** Opens a database for one writer and many readers. On http nothing is sent yet. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const kind = kindOf(options.url);
  const { url, createClient } = options;
  const token = options.authToken === undefined ? {} : { authToken: options.authToken };
  const shared = { url, ...token, ...(kind === "file" ? { timeout: BUSY_TIMEOUT_MS } : {}) };

  const reader = createClient({
    ...shared,
    concurrency: kind === "file" ? FILE_READERS : HTTP_READERS,
  });
  // The journal mode is kept in the file; synchronous FULL and foreign keys are each connection's default.
  if (kind === "file") await reader.execute("PRAGMA journal_mode = WAL");

  return {
    kind,
    reader,
    openWriterClient: (signal) =>
      createClient({
        ...shared,
        concurrency: 1,
        intMode: "bigint",
        ...(kind === "http" && signal ? { fetch: abortable(signal) } : {}),
      }),
    durability: async () => {
      const { rows } = await reader.execute("PRAGMA synchronous");
      return Number(rows[0]?.["synchronous"]) >= 2 ? "full" : "relaxed";
    },
    close: () => reader.close(),
  };
}

function kindOf(url: string): "file" | "http" {
  if (url.startsWith("file:")) return "file";
  if (/^(libsql|https?):\/\//.test(url)) return "http";
  throw new TypeError(`Cannot open database "${url}": expected file:, libsql:, https: or http:`);
}

function abortable(signal: AbortSignal): (request: Request) => Promise<Response> {
  return (request) => fetch(request, { signal });
}
