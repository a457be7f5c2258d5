import { runningClock } from "../support/fake_clock.ts";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../core/time.ts";
import { LEASE } from "../../core/webhook/deliver.ts";
import { deliverWebhooks } from "../../routes/jobs/deliver_webhooks.ts";
import { createSender } from "../../routes/sending/deno_sender.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { endpointAt, happened, states } from "./telling.ts";

const NOTICES = 300;
const KILLS = 3;

let ahead = 0;
let folder: string;
let databaseUrl: string;
let app: TestApp;
let shop: Receiver;
let hitsLeft = Infinity;
let enough = Promise.withResolvers<void>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-killed-"));
  databaseUrl = `file:${join(folder, "test.db")}`;
  app = await testApp({
    databaseUrl,
    clock: runningClock(() => instant(Date.now() + ahead)),
    send: createSender({ allowPrivate: true }),
  });
  shop = await startReceiver(async () => {
    if (--hitsLeft === 0) enough.resolve();
    await new Promise((resolve) => setTimeout(resolve, 5));
    return {};
  });
});
afterAll(async () => {
  await shop.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** Lets another process deliver until the receiver was called `hits` times, and kills it in the middle. */
async function killAfter(hits: number): Promise<void> {
  hitsLeft = hits;
  enough = Promise.withResolvers();
  const script = new URL("./doomed_dispatcher.ts", import.meta.url).pathname;
  const args = ["run", "-A", "--no-check", script, databaseUrl, String(ahead)];
  const doomed = spawn(process.execPath, args, { stdio: "ignore" });
  const ended = new Promise((resolve) => doomed.once("exit", (_, signal) => resolve(signal)));
  await Promise.race([enough.promise, ended]);
  doomed.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
}

describe("a dispatcher killed in the middle", () => {
  it("loses nothing, and only what it had not recorded is sent twice", async () => {
    for (let n = 0; n < 8; n++) await endpointAt(app, shop.url(`/${n}`), { eventTypes: [] });
    for (let n = 0; n < NOTICES / 10; n++) await happened(app, `ctr_${n}`, 10);
    const expected = NOTICES * 8;
    for (let kill = 1; kill <= KILLS; kill++) {
      await killAfter(200 * kill);
      // What it had claimed is available to others once its lease has expired.
      ahead += LEASE;
    }
    await deliverWebhooks(app.deps);

    expect(await states(app)).toEqual({ delivered: expected });
    const distinct = new Set(shop.hits.map((hit) => `${hit.path} ${hit.id}`));
    expect(distinct.size).toBe(expected);
    // At most five were in flight to each endpoint, with their outcomes still to be recorded.
    expect(shop.hits.length - expected).toBeLessThanOrEqual(KILLS * 8 * 2 * 5);
  });
});
