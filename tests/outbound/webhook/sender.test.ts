import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { WebhookSender } from "../../../core/webhook/sender.ts";
import { createSender } from "../../../outbound/webhook/deno_sender.ts";
import { createFetchSender } from "../../../outbound/webhook/fetch_sender.ts";
import { ANSWER_BYTES_MAX } from "../../../outbound/webhook/answer.ts";
import { PATIENCE_MS } from "../../support/patience.ts";
import { type RawServer, type Receiver, startRaw, startReceiver } from "../../webhook/receiver.ts";
import { certificate, privateKey } from "../../webhook/tea_example.ts";

/** For what never comes, so it need not be long. */
const HASTY_MS = 200;
const headers = { "content-type": "application/json", "webhook-id": "evt_1" };
const loopback = () => Promise.resolve(["127.0.0.1"]);

type Make = (timeoutMs: number) => WebhookSender;
const senders: readonly (readonly [string, Make])[] = [
  ["createSender", (timeoutMs) => createSender({ allowPrivate: true, timeoutMs })],
  [
    "createFetchSender",
    (timeoutMs) => createFetchSender({ allowPrivate: true, resolve: loopback, fetch, timeoutMs }),
  ],
];

const open: (Receiver | RawServer)[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

async function receiver(...given: Parameters<typeof startReceiver>) {
  const started = await startReceiver(...given);
  open.push(started);
  return started;
}

async function raw(...given: Parameters<typeof startRaw>) {
  const started = await startRaw(...given);
  open.push(started);
  return `http://127.0.0.1:${started.port}/`;
}

describe.each(senders)("%s", (_, make) => {
  const send = make(PATIENCE_MS);

  it("posts the body and the headers, and brings the answer back", async () => {
    const shop = await receiver(() => ({
      status: 503,
      headers: { "retry-after": "7" },
      body: "茶 later",
    }));
    const result = await send(shop.url("/hook?shop=1"), headers, '{"a":"茶"}');
    expect(result).toEqual({
      type: "answered",
      status: 503,
      headers: expect.objectContaining({ "retry-after": "7" }),
      body: "茶 later",
      bytes: 9,
      retryAfter: "7",
    });
    expect(shop.hits).toMatchObject([{ path: "/hook?shop=1", id: "evt_1", body: '{"a":"茶"}' }]);
  });

  it.each([301, 302, 303, 307, 308])("does not follow a %i", async (status) => {
    const shop = await receiver((hit) =>
      hit.path === "/hook" ? { status, headers: { location: "/inside" } } : {}
    );
    const result = await send(shop.url(), headers, "{}");
    expect(result).toMatchObject({ type: "answered", status });
    expect(shop.at("/inside")).toEqual([]);
  });

  it("gives up on a receiver that never answers, and on one that drips its headers", async () => {
    const silent = await raw(() => undefined);
    const dripping = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx-drip: ");
      const timer = setInterval(() => socket.write("a"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    const hasty = make(HASTY_MS);
    const results = await Promise.all([silent, dripping].map((url) => hasty(url, headers, "{}")));
    expect(results).toEqual([{ type: "timed_out" }, { type: "timed_out" }]);
  });

  it("reads at most 64 KiB of an endless body, and hangs up", async () => {
    const { promise: hungUp, resolve } = Promise.withResolvers<number>();
    const endless = await raw((socket) => {
      let sent = 0;
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n");
      const more = () => {
        while (socket.writable && socket.write("a".repeat(16_384))) sent += 16_384;
      };
      socket.on("drain", more);
      socket.on("close", () => resolve(sent));
      more();
    });
    const result = await send(endless, headers, "{}");
    expect(result).toMatchObject({ type: "answered", status: 200 });
    expect(result.type === "answered" && result.body.length).toBe(ANSWER_BYTES_MAX);
    // What the two machines' buffers hold is beyond us; ten gigabytes are not.
    expect(await hungUp).toBeLessThan(100_000_000);
  });

  it("believes the status of an answer whose body never ends", async () => {
    const slow = await raw((socket) => {
      socket.write("HTTP/1.1 204 OK\r\nconnection: close\r\n\r\n");
    });
    const dripping = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\nok");
      const timer = setInterval(() => socket.write("."), 20);
      socket.on("close", () => clearInterval(timer));
    });
    expect(await onceHeard(make, slow)).toMatchObject({ type: "answered", status: 204 });
    expect(await onceHeard(make, dripping)).toMatchObject({ type: "answered", status: 200 });
  });

  it("calls a broken answer broken", async () => {
    const nonsense = await raw((socket) => void socket.end("SSH-2.0-tea\r\n"));
    const closing = await raw((socket) => void socket.destroy());
    for (const url of [nonsense, closing, "http://127.0.0.1:1/"]) {
      expect(await send(url, headers, "{}")).toMatchObject({ type: "broken" });
    }
  });
});

/** What comes of a send whose time is long enough for the first bytes, however slow the machine. */
async function onceHeard(make: Make, url: string) {
  for (let ms = HASTY_MS;; ms *= 4) {
    const result = await make(ms)(url, headers, "{}");
    if (result.type !== "timed_out" || ms > PATIENCE_MS) return result;
  }
}

describe("createSender and createFetchSender, on the public internet only", () => {
  const strict = (
    resolve: (name: string) => Promise<readonly string[]>,
    timeoutMs = PATIENCE_MS,
  ) => [
    createSender({ allowPrivate: false, resolve, timeoutMs }),
    createFetchSender({ allowPrivate: false, resolve, fetch, timeoutMs }),
  ];

  it("send nothing to an address inside, however it is written", async () => {
    const shop = await receiver();
    const hosts = ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"];
    for (const send of strict(loopback)) {
      for (const host of [...hosts, "localhost", "tea.example", "127.0.0.1.nip.io"]) {
        const result = await send(`http://${host}:${shop.port}/hook`, headers, "{}");
        expect(result.type, host).toBe("refused_address");
      }
    }
    expect(shop.hits).toEqual([]);
  });

  it("send nothing when a name points both ways or cannot be resolved", async () => {
    for (const send of strict(() => Promise.resolve(["93.184.216.34", "127.0.0.1"]))) {
      expect(await send("https://tea.example/", headers, "{}")).toMatchObject({
        type: "refused_address",
      });
    }
    for (const send of strict(() => Promise.reject(new Error("ENOTFOUND")))) {
      expect(await send("https://tea.example/", headers, "{}")).toMatchObject({
        type: "refused_address",
      });
    }
    for (const send of strict(() => new Promise(() => undefined), HASTY_MS)) {
      expect(await send("https://tea.example/", headers, "{}")).toEqual({ type: "timed_out" });
    }
  });
});

describe("what merchants read of a send that failed", () => {
  it("is the same for a name inside, a name both ways, an address and a name that is none", async () => {
    const answers = [
      () => Promise.resolve(["10.7.0.9"]),
      () => Promise.resolve(["fd00::7"]),
      () => Promise.resolve(["93.184.216.34", "10.7.0.9"]),
      () => Promise.resolve([]),
      () => Promise.reject(new Error("getaddrinfo ENOTFOUND vault.corp.example")),
    ];
    const results = [];
    for (const resolve of answers) {
      const makers = [
        createSender({ allowPrivate: false, resolve, timeoutMs: PATIENCE_MS }),
        createFetchSender({ allowPrivate: false, resolve, fetch, timeoutMs: PATIENCE_MS }),
      ];
      for (const send of makers) {
        results.push(await send("https://vault.corp.example/", headers, "{}"));
      }
    }
    const one = {
      type: "refused_address",
      detail: "the host does not resolve to a public address",
    };
    expect(results).toEqual(Array(10).fill(one));
  });

  it("has no address that a name resolved to", async () => {
    const unreachable = createSender({
      allowPrivate: true,
      resolve: loopback,
      timeoutMs: PATIENCE_MS,
    });
    const refused = await unreachable("http://vault.corp.example:1/", headers, "{}");
    expect(refused).toEqual({ type: "broken", detail: "connection refused" });
    const told = ["connect to 10.7.0.9:443 failed", "no route to [fd00::7]:443 (::1)"];
    for (const message of told) {
      const failing = createFetchSender({
        allowPrivate: true,
        resolve: loopback,
        fetch: () => Promise.reject(new TypeError(message)),
        timeoutMs: PATIENCE_MS,
      });
      const result = await failing("https://vault.corp.example/", headers, "{}");
      expect(result).toMatchObject({
        type: "broken",
        detail: expect.stringContaining("(address)"),
      });
      expect(JSON.stringify(result)).not.toMatch(/10\.7|fd00|::1/);
    }
  });
});

describe("createSender", () => {
  it("connects to the address it checked, even if the name resolves to another a moment later", async () => {
    const shop = await receiver();
    let asked = 0;
    // The second lookup would return another address: it must not happen.
    const rebinding = () => Promise.resolve(++asked === 1 ? ["127.0.0.1"] : ["127.0.0.99"]);
    const send = createSender({ allowPrivate: true, resolve: rebinding, timeoutMs: PATIENCE_MS });
    const result = await send(`http://tea.example:${shop.port}/hook`, headers, "{}");
    expect(result).toMatchObject({ type: "answered", status: 200 });
    expect(asked).toBe(1);
    expect(shop.hits[0]?.headers["host"]).toBe(`tea.example:${shop.port}`);
  });

  it("keeps connections open, and opens a new one when the receiver has closed its own", async () => {
    let closing = false;
    const shop = await startRaw((socket) => {
      socket.on("data", (piece) => {
        // A request may come in pieces, the last of which ends with its body.
        if (!piece.toString().endsWith("}")) return;
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        if (closing) socket.end();
      });
    });
    open.push(shop);
    const send = createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS });
    const post = () => send(`http://127.0.0.1:${shop.port}/`, headers, "{}");
    const results = [await post(), await post(), await post()];
    expect(shop.connections()).toBeLessThan(3);
    closing = true;
    results.push(await post(), await post(), await post());
    expect(new Set(results.map((each) => each.type))).toEqual(new Set(["answered"]));
  });
});

describe("createSender over TLS", () => {
  let port = 0;
  const names: string[] = [];
  const patient = { allowPrivate: true, resolve: loopback, timeoutMs: PATIENCE_MS };
  const server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    names.push(String(Reflect.get(request.socket, "servername")));
    response.end("hello");
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("keeps the name for the handshake and the certificate", async () => {
    const send = createSender({ ...patient, ca: certificate });
    expect(await send(`https://tea.example:${port}/`, headers, "{}")).toMatchObject({
      type: "answered",
      body: "hello",
    });
    expect(names).toEqual(["tea.example"]);
  });

  it("sends nothing to a server with another's certificate, or an untrusted one", async () => {
    const trusting = createSender({ ...patient, ca: certificate });
    const plain = createSender(patient);
    for (const [send, name] of [[trusting, "coffee.example"], [plain, "tea.example"]] as const) {
      const result = await send(`https://${name}:${port}/`, headers, "{}");
      expect(result).toMatchObject({ type: "broken" });
    }
    expect(names).toEqual(["tea.example"]);
  });

  it("gives up on a handshake that stalls", async () => {
    const stalling = await startRaw(() => undefined);
    const send = createSender({ allowPrivate: true, resolve: loopback, timeoutMs: HASTY_MS });
    const result = await send(`https://tea.example:${stalling.port}/`, headers, "{}");
    expect(result).toEqual({ type: "timed_out" });
    await stalling.close();
  });
});
