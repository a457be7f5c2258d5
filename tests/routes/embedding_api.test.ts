import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOrigin } from "../../core/merchant/set_embed_origins.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe("PUT /v1/embedding", () => {
  it("sets, replaces and removes only the caller's origins", async () => {
    const other = await app.openMerchant("另一家 Another");
    expect(await origins()).toEqual([]);
    const two = ["https://shop.example", "http://127.0.0.1:8001"];
    expect((await put(two)).status).toBe(200);
    expect(await origins()).toEqual(two);
    expect(await origins(other.secretKey)).toEqual([]);
    await put(["https://shop.example"]);
    expect(await origins()).toEqual(["https://shop.example"]);
    await put([]);
    expect(await origins()).toEqual([]);
  });

  it.each([
    ["a path", "https://shop.example/cart"],
    ["a slash at the end", "https://shop.example/"],
    ["a wildcard", "https://*.shop.example"],
    ["capitals", "https://Shop.example"],
    ["the usual port", "https://shop.example:443"],
    ["a user", "https://me@shop.example"],
    ["another scheme", "ftp://shop.example"],
    ["no scheme", "shop.example"],
    ["nothing", ""],
    ["null, which frames without an origin call themselves", "null"],
    ["a host that would leave its directive", "https://shop.example;script-src"],
    ["an address that no content policy can name", "http://[::1]:8000"],
    ["two in one", "https://a.example,https://b.example"],
    ["a space that would leave the list", "https://shop.example; script-src *"],
  ])("refuses %s and changes nothing", async (_, origin) => {
    await put(["https://kept.example"]);
    const answer = await put(["https://fine.example", origin]);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors).toMatchObject([{ path: "origins.1" }]);
    expect(await origins()).toEqual(["https://kept.example"]);
  });

  it("refuses the same twice, and more than twenty", async () => {
    expect((await put(["https://a.example", "https://a.example"])).status).toBe(422);
    const many = Array.from({ length: 21 }, (_, i) => `https://s${i}.example`);
    expect((await put(many)).status).toBe(422);
    expect((await put(many.slice(1))).status).toBe(200);
  });

  async function put(given: readonly string[]): Promise<Response> {
    return await app.api("/v1/embedding", { method: "PUT", body: { origins: given } });
  }

  async function origins(key?: string): Promise<unknown> {
    const answer = await app.api("/v1/embedding", key === undefined ? {} : { key });
    return (await answer.json()).origins;
  }
});

describe("docs/embedding.md", () => {
  it("shows requests that work as is", async () => {
    const text = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
    const requests = /curl (?:-X (\w+) )?https:\/\/pay\.example(\/\S+)[\s\S]*?-d '([^']+)'/g;
    const asked = [];
    for (const [, method = "POST", path = "", body = ""] of text.matchAll(requests)) {
      const answer = await app.api(path, { method, body: JSON.parse(body) });
      asked.push([method, path, answer.status]);
    }
    expect(asked).toEqual([["PUT", "/v1/embedding", 200], ["POST", "/v1/orders", 201]]);
  });
});

describe("isOrigin", () => {
  it("accepts http only where the portal allows it", () => {
    expect(isOrigin("http://localhost:8000", true)).toBe(true);
    expect(isOrigin("http://localhost:8000", false)).toBe(false);
    expect(isOrigin("https://localhost:8000", false)).toBe(true);
  });
});
