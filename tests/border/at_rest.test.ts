import { Buffer } from "node:buffer";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { testApp } from "../support/test_app.ts";

describe("a stolen database file", () => {
  it("holds no secret that works: no key, no webhook secret, no private key", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-stolen-"));
    const app = await testApp({ databaseUrl: `file:${join(folder, "portal.db")}` });
    const made = await app.api("/v1/webhook_endpoints", {
      body: { url: "http://127.0.0.1:9/hook" },
    });
    const { secret, public_key: publicKey, endpoint_id: id } = await made.json();
    const rotated = await (await app.api(`/v1/webhook_endpoints/${id}/secrets`, { method: "POST" }))
      .json();
    const live = await app.openMerchant("长风书店 Changfeng Books", { mode: "live" });
    await app.close();

    const files = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name))),
    );
    const stolen = Buffer.concat(files);
    const secrets = [app.merchant.secretKey, live.secretKey, secret, rotated.secret].map(String);
    expect(secrets.every((each) => each.length > 20)).toBe(true);
    for (const each of secrets) {
      const bare = each.replace(/^(sk_test_|sk_live_|whsec_)/, "");
      expect(stolen.includes(bare)).toBe(false);
      expect(stolen.includes(Buffer.from(bare, "base64"))).toBe(false);
    }
    // What may be known is there, so this file is the right one.
    expect(stolen.includes(publicKey)).toBe(true);
    await rm(folder, { recursive: true });
  });
});
