import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "../support/raw_request.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

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

const ask = (path: string, host: string) =>
  rawRequest(server.addr.port, [`GET ${path} HTTP/1.1`, `Host: ${host}`]);

describe("a Host header", () => {
  it.each([
    "portal.example",
    "portal.example:8443",
    "PORTAL.example",
    "portal_1.internal",
    "127.0.0.1:80",
    "[::1]:8000",
    "xn--fiqs8s",
  ])("like %s is fine", async (host) => {
    expect((await ask("/livez", host)).status).toBe(200);
  });

  it.each([
    "",
    "x/v1/orders?",
    "x/livez",
    "x?",
    "x#",
    "a b",
    "a@b",
    "a, b",
    "a%2fb",
    "a\\b",
    "x:",
    "x:port",
    "x:99999",
    "[::1",
    "1.2.3.4.5",
    "http://x",
    "茶.example",
  ])("like %j is refused, whatever the path", async (host) => {
    for (const path of ["/livez", "/v1/orders", "/checkout/ord_x", "/nowhere"]) {
      const { status, body } = await ask(path, host);
      expect([path, status]).toEqual([path, 400]);
      expect(JSON.parse(body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1)))
        .toMatchObject({ status: 400, code: "host_malformed" });
    }
    expect(app.logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("twice is refused", async () => {
    const twice = ["GET /livez HTTP/1.1", "Host: a", "Host: b"];
    expect((await rawRequest(server.addr.port, twice)).status).toBe(400);
  });
});
