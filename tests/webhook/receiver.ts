import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { opened } from "../support/left_running.ts";

/** One request as a receiver saw it. */
export interface Hit {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Receiver {
  readonly port: number;
  readonly hits: readonly Hit[];
  url(path?: string): string;
  /** Hits of one path. */
  at(path: string): readonly Hit[];
  close(): Promise<void>;
}

type Answer = (hit: Hit) => Reply | Promise<Reply> | "never";

/** A real HTTP server on loopback that answers as configured, 200 by default. */
export async function startReceiver(answer: Answer = () => ({})): Promise<Receiver> {
  const mark = opened("a receiver");
  const hits: Hit[] = [];
  const server = createServer(async (request, response) => {
    const hit = await read(request);
    hits.push(hit);
    const reply = answer(hit);
    if (reply !== "never") send(response, await reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    hits,
    url: (path = "/hook") => `http://127.0.0.1:${port}${path}`,
    at: (path) => hits.filter((hit) => hit.path === path),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      mark.closed();
    },
  };
}

async function read(request: IncomingMessage): Promise<Hit> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = new TextDecoder().decode(await new Blob(chunks as BlobPart[]).arrayBuffer());
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const data = body.startsWith("{") ? JSON.parse(body).data ?? {} : {};
  return { path: request.url ?? "", headers, body, id: headers["webhook-id"] ?? "", data };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = "" }: Reply): void {
  response.writeHead(status, headers);
  response.end(body);
}

export interface RawServer {
  readonly port: number;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** A server that does with each connection what no well-behaved one does. */
export async function startRaw(behave: (socket: Socket) => void): Promise<RawServer> {
  const mark = opened("a raw receiver");
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      mark.closed();
    },
  };
}
