import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runningClock } from "../support/fake_clock.ts";
import { saidBy } from "../support/said_by.ts";
import { testApp } from "../support/test_app.ts";
import { INSTALLED } from "../support/installed.ts";

const root = new URL("../../", import.meta.url);

describe("docs/authentication.md", () => {
  it("contains a program that signs an order and verifies the response, run as printed", async () => {
    const text = await readFile(new URL("docs/authentication.md", root), "utf8");
    const program = /```js\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    const folder = await mkdtemp(join(tmpdir(), "countersign-doc-"));
    const file = join(folder, "signed_order.mjs");
    await writeFile(file, program);

    const app = await testApp({ config: { publicUrlFixed: false }, clock: runningClock() });
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, app.fetch);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        INSTALLED,
        "-A",
        "--no-check",
        "--config",
        fileURLToPath(new URL("deno.json", root)),
        file,
      ],
      env: {
        BASE_URL: `http://127.0.0.1:${server.addr.port}`,
        SECRET_KEY: app.merchant.secretKey,
      },
    }).output();
    await server.shutdown();
    await app.close();
    await rm(folder, { recursive: true });

    const said = new TextDecoder().decode(stdout);
    expect([success, saidBy(stderr)]).toEqual([true, ""]);
    expect(JSON.parse(said)).toMatchObject({
      order_id: expect.stringMatching(/^ord_/),
      state: "open",
      same: true,
    });
  });
});
