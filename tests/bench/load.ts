/** What a run of many clients gave. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>;
}

export interface Target {
  readonly port: number;
  readonly clients: number;
  /** The whole request head and body; called for each one. */
  readonly request: () => Uint8Array<ArrayBuffer>;
}

/** How long to wait for an answer after the end. */
const GRACE_MS = 5_000;
const ANSWER_BYTES_MAX = 256 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder("latin1");

/**
 * Keeps `clients` connections busy for `ms`, one request at a time on each. Plain sockets, because a full HTTP client
 * would take more of the two cores than the server it measures. Throws when a server stops answering.
 */
export async function load(
  { port, clients, ms, request }: Target & { readonly ms: number },
): Promise<LoadResult> {
  const took: number[] = [];
  const statuses: Record<number, number> = {};
  const connections = await Promise.all(
    Array.from({ length: clients }, () => Deno.connect({ hostname: "127.0.0.1", port })),
  );
  const startedAt = performance.now();
  const endsAt = startedAt + ms;
  const closeAll = () => connections.forEach((each) => each.close());
  const timer = setTimeout(closeAll, ms + GRACE_MS);
  try {
    await Promise.all(connections.map(async (connection) => {
      connection.setNoDelay(true);
      const buffer = new Uint8Array(ANSWER_BYTES_MAX);
      while (performance.now() < endsAt) {
        const sentAt = performance.now();
        await writeAll(connection, request());
        const status = await readAnswer(connection, buffer);
        took.push(performance.now() - sentAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }));
  } catch (error) {
    throw new Error(`Cannot measure port ${port}: no whole answer`, { cause: error });
  }
  const elapsed = performance.now() - startedAt;
  clearTimeout(timer);
  closeAll();
  took.sort((a, b) => a - b);
  return {
    perSecond: (took.length / elapsed) * 1_000,
    p50Ms: took[Math.floor(took.length * 0.5)] ?? 0,
    p95Ms: took[Math.floor(took.length * 0.95)] ?? 0,
    p99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
    statuses,
  };
}

/**
 * Measures the targets in turns, a short slice each, several times over, so that other load on the machine affects
 * all of them; reports the medians of the slices.
 */
export async function inTurns(
  targets: readonly Target[],
  { rounds, ms }: { readonly rounds: number; readonly ms: number },
): Promise<LoadResult[]> {
  const slices: LoadResult[][] = targets.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, target] of targets.entries()) slices[i]?.push(await load({ ...target, ms }));
  }
  return slices.map((each) => ({
    perSecond: median(each.map(({ perSecond }) => perSecond)),
    p50Ms: median(each.map(({ p50Ms }) => p50Ms)),
    p95Ms: median(each.map(({ p95Ms }) => p95Ms)),
    p99Ms: median(each.map(({ p99Ms }) => p99Ms)),
    statuses: summed(each.map(({ statuses }) => statuses)),
  }));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Answers that were not expected, as a note for the table; empty when there were none. */
export function unexpected(statuses: LoadResult["statuses"], expected: number): string {
  const others = Object.entries(statuses).filter(([status]) => Number(status) !== expected);
  return others.length === 0 ? "" : ` UNEXPECTED ANSWERS ${JSON.stringify(statuses)}`;
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

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
}

/** Reads one whole response, by content-length or by chunks, and returns its status. */
async function readAnswer(connection: Deno.TcpConn, buffer: Uint8Array): Promise<number> {
  let length = 0;
  let head: { readonly status: number; readonly end: number; readonly body?: number } | undefined;
  for (;;) {
    const n = await connection.read(buffer.subarray(length));
    if (n === null) throw new Error("connection closed");
    length += n;
    head ??= headOf(buffer.subarray(0, length));
    if (!head) continue;
    if (head.status === 204 || head.status === 304) return head.status;
    const whole = head.body === undefined
      ? decoder.decode(buffer.subarray(length - 5, length)) === "0\r\n\r\n"
      : length >= head.end + head.body;
    if (whole) return head.status;
  }
}

function headOf(bytes: Uint8Array) {
  const text = decoder.decode(bytes);
  const blank = text.indexOf("\r\n\r\n");
  if (blank < 0) return undefined;
  const announced = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, blank))?.[1];
  return {
    status: Number(text.slice(9, 12)),
    end: blank + 4,
    ...(announced === undefined ? {} : { body: Number(announced) }),
  };
}

function summed(all: readonly LoadResult["statuses"][]): Record<number, number> {
  const sum: Record<number, number> = {};
  for (const statuses of all) {
    for (const [status, n] of Object.entries(statuses)) {
      sum[Number(status)] = (sum[Number(status)] ?? 0) + n;
    }
  }
  return sum;
}
