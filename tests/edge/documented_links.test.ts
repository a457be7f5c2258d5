import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { testApp } from "../support/test_app.ts";

describe("docs/links.md", () => {
  it("shows a request that is accepted, and its response, field by field", async () => {
    const text = await readFile(new URL("../../docs/links.md", import.meta.url), "utf8");
    const [request, answer] = [...text.matchAll(/```json\n([\s\S]*?)```/g)]
      .map((match) => JSON.parse(match[1] ?? ""));
    const app = await testApp();
    const given = await app.api("/v1/links", { body: request });
    const link = await given.json();
    await app.close();
    expect(given.status).toBe(201);
    expect(Object.keys(answer)).toEqual(Object.keys(link));
    expect(link).toMatchObject({ ...request, currency: answer.currency, state: answer.state });
    const shape = (url: string) =>
      url.replace(/^https?:\/\/[^/]+/, "").replace(link.link_id, "lnk");
    const addresses = Object.keys(link).filter((each) => /url|uri/.test(each));
    expect(addresses.length).toBeGreaterThan(0);
    for (const name of addresses) {
      expect(shape(link[name])).toBe(shape(answer[name]).replace(answer.link_id, "lnk"));
    }
  });
});
