import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSigner } from "../../core/channel/unionpay/signer.ts";
import { must } from "../support/fixtures.ts";
import { type GatewayProcess, runGateway } from "../support/gateway_process.ts";
import { tempFolder } from "../support/server.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

async function run(...args: readonly string[]): Promise<GatewayProcess> {
  return await runGateway(["--folder", join(folder.path, "keys"), ...args]);
}

describe("deno task unionpay_gateway", () => {
  it("prints where it is and the files that a portal is configured with, and keeps them", async () => {
    const state = join(folder.path, "state.json");
    const first = await run("--state", state, "--control", '{"consumer_code":{}}');
    const { facts } = first;
    const file = facts.merchants["777290058110097"] ?? "";
    const { serial } = must(await readSigner(await readFile(file, "utf8")));
    expect(serial).toMatch(/^\d+$/);
    expect((await stat(file)).mode & 0o77).toBe(0);
    expect(await readFile(facts.roots, "utf8")).toContain("BEGIN CERTIFICATE");
    expect(await first.stop()).toBe(0);

    const second = await run("--state", state);
    expect(must(await readSigner(await readFile(file, "utf8"))).serial).toBe(serial);
    expect(second.facts.app).toEqual(facts.app);
    expect(JSON.parse(await readFile(state, "utf8")).codes).toHaveLength(1);
    expect(await second.stop()).toBe(0);
  });

  it("says what is wrong with its arguments", async () => {
    await expect(run("--mer-id", "7772")).rejects.toThrow("--mer-id");
    await expect(run("--control", '{"rules":1}')).rejects.toThrow("rules");
    await expect(run("--fly")).rejects.toThrow("--fly");
  });
});
