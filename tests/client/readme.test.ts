import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runSnippet, startSnippet } from "../snippets/run_snippet.ts";
import { runningClock } from "../support/fake_clock.ts";
import { freePort } from "../support/free_port.ts";
import { until } from "../support/patience.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { tempFolder } from "../support/server.ts";
import { documentedProgram } from "../support/installed.ts";

const client = new URL("../../client/", import.meta.url);

let portal: Portal;
let folder: Awaited<ReturnType<typeof tempFolder>>;
/** By the heading it stands under, as printed but for where the client is. */
let programs: ReadonlyMap<string, string>;

beforeAll(async () => {
  portal = await openPortal({ clock: runningClock() });
  folder = await tempFolder();
  const readme = await readFile(new URL("README.md", client), "utf8");
  programs = new Map(
    [...readme.matchAll(/^## (.+)\n(?:(?!^## )[\s\S])*?```ts\n([\s\S]*?)```/gm)].map(
      ([, heading = "", text = ""]) => [heading, text.replaceAll('from "./', `from "${client}`)],
    ),
  );
});
afterAll(async () => {
  await portal.close();
  await folder.remove();
});

function program(heading: string, more: Readonly<Record<string, string>> = {}) {
  const env = { BASE_URL: portal.url, SECRET_KEY: portal.merchant.secretKey, ...more };
  const text = programs.get(heading) ?? "";
  return { folder: folder.path, file: "program.ts", text, command: documentedProgram, env };
}

describe("client/README.md", () => {
  it("has three programs", () => {
    expect([...programs.keys()]).toEqual(["With a test key", "Signed", "Webhooks"]);
  });

  it("creates an order with a test key, and reads an error by its code", async () => {
    const said = await runSnippet(program("With a test key"));
    expect(said).toMatch(/^open http\S+\/checkout\/ord_\w+\norder_not_paid\n$/);
  });

  it("registers a key, signs with it and verifies the answers", async () => {
    expect(await runSnippet(program("Signed"))).toBe("201 1\n");
  });

  it("receives a delivered webhook, and refuses what nobody signed", async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const added = await portal.api("/v1/webhook_endpoints", { body: { url } });
    const { secret } = await added.json();
    const running = await startSnippet(
      program("Webhooks", { PORT: `${port}`, WEBHOOK_SECRET: secret }),
    );
    try {
      await until(async () => await statusOf(url) === 400, () => "the program to listen");
      const order = { merchant_order_no: "T-1", amount: 100, subject: "茶" };
      const { order_id } = await (await portal.api("/v1/orders", { body: order })).json();
      await portal.api(`/v1/orders/${order_id}/closure`, { body: {} });
      await portal.settle();
      await running.said((output) => / T-1$/m.test(output));
    } finally {
      await running.stop();
    }
  });
});

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { method: "POST", body: "{}" });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
