import type { StartedPortal } from "./started.ts";

const CHANGED = "event: changed";
const LAST_CHUNK = "0\r\n\r\n";
/** Soon after its end, as the stream asks for. */
const BACK_MS = 100;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export interface Screen {
  readonly orderId: string;
  /** What its page has seen. */
  readonly mark: string;
}

export interface Stream {
  readonly screen: Screen;
  /** Resolves with the time of the next word, in epoch ms. */
  changed(): Promise<number>;
  close(): void;
}

/** Listens as a browser does: when the stream ends, it reconnects with the last mark it got. */
export async function openStream(
  portal: StartedPortal,
  screen: Screen | undefined,
): Promise<Stream> {
  if (!screen) throw new TypeError("Cannot listen: no such screen");
  let onChange: ((at: number) => void) | undefined;
  let lastId = screen.mark;
  let closed = false;
  const opened = Promise.withResolvers<void>();
  let connection = await connect(portal, screen, lastId);
  const listen = async () => {
    while (!closed) {
      for await (const text of textsOf(connection)) {
        opened.resolve();
        lastId = /^id: (.*)$/m.exec(text)?.[1] ?? lastId;
        if (text.includes(CHANGED)) onChange?.(Date.now());
        if (text.endsWith(LAST_CHUNK)) break;
      }
      close();
      await pause(BACK_MS);
      if (!closed) connection = await connect(portal, screen, lastId);
    }
  };
  const close = () => {
    try {
      connection.close();
    } catch {
      // It had already ended.
    }
  };
  void listen();
  await opened.promise;
  return {
    screen,
    changed: () => new Promise((resolve) => onChange = resolve),
    close: () => {
      closed = true;
      close();
    },
  };
}

/** A plain socket, so that a thousand of them cost this process little. */
async function connect(
  { port }: StartedPortal,
  { orderId, mark }: Screen,
  lastId: string,
): Promise<Deno.TcpConn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const head = [
    `GET /screen/${orderId}/stream?mark=${encodeURIComponent(mark)} HTTP/1.1`,
    "Host: localhost",
    `Last-Event-ID: ${lastId}`,
  ];
  await connection.write(encoder.encode(`${head.join("\r\n")}\r\n\r\n`));
  return connection;
}

async function* textsOf(connection: Deno.TcpConn): AsyncGenerator<string> {
  const buffer = new Uint8Array(4_096);
  for (let n; (n = await connection.read(buffer).catch(() => null)) !== null;) {
    yield decoder.decode(buffer.subarray(0, n));
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
