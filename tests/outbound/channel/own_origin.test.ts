import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp } from "../../../outbound/channel/own_origin.ts";
import { PATIENCE_MS } from "../../support/patience.ts";

let server: Server;
let elsewhere: string;
let answered: (url: string, body: string) => void;
beforeEach(async () => {
  answered = () => {};
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => body += chunk);
    request.on("end", () => {
      answered(request.url ?? "", body);
      if (request.url === "/hang") return;
      if (request.url === "/moved") response.writeHead(302, { Location: "/elsewhere" });
      if (request.url === "/drip") {
        response.write("half ");
        return;
      }
      response.end("from the network");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function http(dispatch: (request: Request) => Promise<Response>, timeoutMs = PATIENCE_MS) {
  return createHttp({
    publicUrl: "https://pay.example",
    dispatch,
    fetch: (request) => fetch(request),
    timeoutMs,
  });
}

const nobody = () => Promise.reject(new TypeError("not for us"));

describe("createHttp", () => {
  it("sends a charge once, also when the connection ends without an answer", async () => {
    let heard = 0;
    const silent = createTcpServer((socket) => {
      socket.on("data", () => {
        heard++;
        socket.destroy();
      });
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/charge`;
    try {
      for (let i = 0; i < 5; i++) {
        await expect(http(nobody)({ method: "POST", url, headers: {}, body: "{}" })).rejects
          .toThrow();
      }
      expect(heard).toBe(5);
    } finally {
      silent.close();
    }
  });

  it("answers requests to our own origin in place, without a socket", async () => {
    const seen: string[] = [];
    const call = http(async (request) => {
      seen.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
      return new Response("ours", { status: 201, headers: { "X-Told": "yes" } });
    });
    const url = "https://pay.example/notify/sandbox";
    expect(await call({ method: "POST", url, headers: {}, body: "{}" })).toEqual({
      status: 201,
      headers: { "content-type": "text/plain;charset=UTF-8", "x-told": "yes" },
      body: "ours",
    });
    expect(seen).toEqual(["POST /notify/sandbox {}"]);
  });

  it("sends everything else out, even what only looks like ours", async () => {
    const seen: string[] = [];
    answered = (url, body) => seen.push(`${url} ${body}`);
    const url = `${elsewhere}/x?https://pay.example/`;
    const response = await http(nobody)({ method: "POST", url, headers: {}, body: "a=1" });
    expect([response.status, response.body]).toEqual([200, "from the network"]);
    expect(seen).toEqual(["/x?https://pay.example/ a=1"]);
  });

  it("follows no redirect", async () => {
    const call = http(nobody);
    const url = `${elsewhere}/moved`;
    expect((await call({ method: "GET", url, headers: {}, body: "" })).status).toBe(302);
  });

  it.each(["/hang", "/drip"])("throws when no whole answer comes in time from %s", async (path) => {
    const call = http(nobody, 100);
    const request = { method: "POST", url: elsewhere + path, headers: {}, body: "" } as const;
    await expect(call(request)).rejects.toThrow();
  });

  it("throws when we ourselves do not answer in time", async () => {
    const call = http(() => new Promise<Response>(() => {}), 50);
    const request = { method: "POST", url: "https://pay.example/", headers: {}, body: "" } as const;
    await expect(call(request)).rejects.toThrow("No answer within 50 ms");
  });

  it("throws when the connection is refused", async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const url = `http://127.0.0.1:${port}/`;
    await expect(http(nobody)({ method: "GET", url, headers: {}, body: "" })).rejects.toThrow();
  });
});
