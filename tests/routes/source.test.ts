import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Hono } from "hono";
import { addressOf, sourceOf } from "../../routes/source.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const PROXIES = ["10.0.0.0/8", "2001:db8:9::/48", "192.0.2.7/32"];

/** As whose a request counts that this connection brought, with this header. */
async function seen(
  connection: string | undefined,
  forwarded: string | undefined,
  trustedProxies = PROXIES,
): Promise<{ readonly address: string | undefined; readonly source: string | undefined }> {
  const deps = { ...app.deps, config: { ...app.deps.config, trustedProxies } };
  const page = new Hono().get(
    "/",
    async (c) => c.json({ address: addressOf(c, deps), source: await sourceOf(c, deps) }),
  );
  const headers = forwarded === undefined ? {} : { "X-Forwarded-For": forwarded };
  const remoteAddr = { hostname: connection };
  return await (await page.request("/", { headers }, { remoteAddr })).json();
}

describe("where a request comes from", () => {
  it.each([
    ["the connection", "203.0.113.9", undefined, "203.0.113.9"],
    ["nobody's word for it", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["what a proxy of ours saw", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["not what was sent to that proxy", "10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
    ["through several of ours", "10.1.2.3", "1.1.1.1, 198.51.100.1, 192.0.2.7", "198.51.100.1"],
    ["over IPv6", "2001:db8:9::1", "2001:db8:1::5", "2001:db8:1::5"],
    ["IPv4 inside IPv6", "::ffff:10.1.2.3", "::ffff:198.51.100.1", "198.51.100.1"],
    ["with ports", "10.1.2.3", "[2001:db8:1::5]:4711", "2001:db8:1::5"],
    ["with a port", "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
    ["a proxy that says nothing", "10.1.2.3", undefined, "10.1.2.3"],
    ["a proxy that says what is no address", "10.1.2.3", "unknown", "10.1.2.3"],
    ["all ours", "10.1.2.3", "10.9.9.9", "10.9.9.9"],
  ])("is %s", async (_what, connection, forwarded, address) => {
    expect((await seen(connection, forwarded)).address).toBe(address);
  });

  it("is nobody's word without a proxy of ours, and unknown without a connection", async () => {
    expect((await seen("10.1.2.3", "198.51.100.1", [])).address).toBe("10.1.2.3");
    expect(await seen(undefined, "198.51.100.1")).toEqual({});
  });

  it("counts a customer's whole IPv6 network as one, and stores no address", async () => {
    const [one, same, next] = [
      await seen("2001:db8:1:2::3", undefined),
      await seen("2001:db8:1:2:ffff::4", undefined),
      await seen("2001:db8:1:3::3", undefined),
    ];
    expect([one.source === same.source, one.source === next.source]).toEqual([true, false]);
    expect(one.source).not.toContain("2001");
  });
});
