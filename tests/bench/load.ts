/** What a run of many clients gave. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>;
}

export interface Load {
  readonly port: number;
  readonly clients: number;
  readonly ms: number;
  /** The whole request head and body; called for each one. */
  readonly request: () => Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Keeps `clients` connections busy, one request at a time on each. Plain sockets, because a full HTTP client would
 * take more of the two cores than the server it measures.
 */
export async function load({ port, clients, ms, request }: Load): Promise<LoadResult> {
  const took: number[] = [];
  const statuses: Record<number, number> = {};
  const startedAt = performance.now();
  const endsAt = startedAt + ms;
  await Promise.all(Array.from({ length: clients }, async () => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port, transport: "tcp" });
    connection.setNoDelay(true);
    const buffer = new Uint8Array(64 * 1024);
    try {
      while (performance.now() < endsAt) {
        const sentAt = performance.now();
        await writeAll(connection, request());
        const status = await readAnswer(connection, buffer);
        took.push(performance.now() - sentAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    } finally {
      connection.close();
    }
  }));
  const elapsed = performance.now() - startedAt;
  took.sort((a, b) => a - b);
  return {
    perSecond: (took.length / elapsed) * 1_000,
    p50Ms: took[Math.floor(took.length * 0.5)] ?? 0,
    p99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
    statuses,
  };
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

/** Reads one whole answer, by content-length or by chunks, and gives its status. */
async function readAnswer(connection: Deno.TcpConn, buffer: Uint8Array): Promise<number> {
  let length = 0;
  for (;;) {
    const n = await connection.read(buffer.subarray(length));
    if (n === null) throw new Error("Cannot read answer: connection closed");
    length += n;
    const text = decoder.decode(buffer.subarray(0, length));
    const headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) continue;
    const head = text.slice(0, headEnd).toLowerCase();
    const announced = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
    const bodyBytes = length - encoder.encode(text.slice(0, headEnd + 4)).length;
    const status = Number(head.slice(9, 12));
    if (status === 204 || status === 304) return status;
    const whole = announced === undefined
      ? text.endsWith("0\r\n\r\n")
      : bodyBytes >= Number(announced);
    if (whole) return status;
  }
}

/** An HTTP/1.1 request with a JSON body, or without one. */
export function httpRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Uint8Array<ArrayBuffer> {
  const payload = body === undefined ? "" : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: localhost",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(payload === ""
      ? []
      : ["Content-Type: application/json", `Content-Length: ${encoder.encode(payload).length}`]),
  ];
  return encoder.encode(`${lines.join("\r\n")}\r\n\r\n${payload}`);
}
