import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../support/random.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const SEED = Math.trunc(Math.random() * 2 ** 32);
let app: TestApp;
let server: Deno.HttpServer<Deno.NetAddr>;

beforeAll(async () => {
  app = await testApp();
  server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, app.fetch);
});
afterAll(async () => {
  await server.shutdown();
  await app.close();
});

/** What it is called depends on which side was faster. */
const { BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected } = Deno.errors;
const HUNG_UP = [BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected];

/** Sends bytes, hangs up, and returns what came back until then. */
async function exchange(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
  try {
    await connection.write(bytes);
    await connection.closeWrite();
    return await new Response(connection.readable).text();
  } catch (error) {
    if (HUNG_UP.some((each) => error instanceof each)) return "";
    throw error;
  }
}

function lines(...parts: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${parts.join("\r\n")}\r\n\r\n`);
}

const malformed: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "no HTTP": lines("hello"),
  "an old version": lines("GET /livez HTTP/0.9"),
  "no host": lines("GET /livez HTTP/1.1"),
  "two hosts": lines("GET /livez HTTP/1.1", "Host: a", "Host: b"),
  "a host that is none": lines("GET /livez HTTP/1.1", "Host: a b%00"),
  "a path that is none": lines("GET \\..\\ HTTP/1.1", "Host: a"),
  "an authority": lines("CONNECT evil.example:443 HTTP/1.1", "Host: a"),
  "a whole URL": lines("GET http://evil.example/v1/orders HTTP/1.1", "Host: a"),
  "two lengths": lines(
    "POST /v1/orders HTTP/1.1",
    "Host: a",
    "Content-Length: 1",
    "Content-Length: 2",
  ),
  "a negative length": lines("POST /v1/orders HTTP/1.1", "Host: a", "Content-Length: -1"),
  "a length and chunks": lines(
    "POST /v1/orders HTTP/1.1",
    "Host: a",
    "Content-Length: 5",
    "Transfer-Encoding: chunked",
    "",
    "0",
  ),
  "a chunk that lies": lines(
    "POST /v1/orders HTTP/1.1",
    "Host: a",
    "Transfer-Encoding: chunked",
    "",
    "ffffffffffffffff",
    "x",
  ),
  "a body that ends early": lines(
    "POST /v1/orders HTTP/1.1",
    "Host: a",
    "Content-Length: 100",
    "",
    "{",
  ),
  "a header with a NUL": lines("GET /livez HTTP/1.1", "Host: a", "X: a\u0000b"),
  "a header of 300 KB": lines("GET /livez HTTP/1.1", "Host: a", `X: ${"x".repeat(300_000)}`),
  "a folded header": lines("GET /livez HTTP/1.1", "Host: a", "X: a", " b"),
};

describe(`bytes that are no request (seed ${SEED})`, () => {
  it.each(Object.keys(malformed))("with %s do no harm", async (name) => {
    const answer = await exchange(malformed[name] ?? new Uint8Array());
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
  });

  it("at random do no harm either, 200 times", async () => {
    const random = seededRandom(SEED);
    for (let count = 0; count < 200; count++) {
      const answer = await exchange(random.bytes(1 + random.below(300)));
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
    }
    const alive = await fetch(`http://127.0.0.1:${server.addr.port}/livez`);
    expect([alive.status, app.logged.filter(({ level }) => level === "error")]).toEqual([200, []]);
    await alive.body?.cancel();
  });

  it("of 10 MB in pieces are cut off at 64 KiB", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 10 * 2 ** 20) return controller.close();
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });
    const answer = await fetch(`http://127.0.0.1:${server.addr.port}/v1/orders`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${app.merchant.secretKey}`,
        "Content-Type": "application/json",
      },
      body,
    });
    expect(answer.status).toBe(413);
    await answer.body?.cancel();
  });
});
