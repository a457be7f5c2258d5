import { join } from "node:path";
import { expect } from "vitest";
import { LEASE } from "../../core/webhook/deliver.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { PATIENCE_MS, pause } from "../support/patience.ts";
import { tempFolder } from "../support/server.ts";
import { testApp } from "../support/test_app.ts";
import { killOnce } from "./kill_once.ts";
import { startReceiver } from "./receiver.ts";
import { endpointAt, happened, states } from "./webhook_fixtures.ts";

const ENDPOINTS = 8;
/** As long as an answer takes, so that some are always under way. */
const ANSWER_MS = 5;

/**
 * A process that delivers is killed in the middle, `kills` times, each time after more of its notices arrived. Nothing
 * is lost, and only what it had not recorded is sent twice.
 */
export async function survivesKills(
  { notices, kills }: { readonly notices: number; readonly kills: number },
): Promise<void> {
  const folder = await tempFolder();
  const databaseUrl = `file:${join(folder.path, "test.db")}`;
  let hitsLeft = Infinity;
  let enough = Promise.withResolvers<void>();
  const app = await testApp({
    databaseUrl,
    send: createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS }),
  });
  const shop = await startReceiver(async () => {
    if (--hitsLeft === 0) enough.resolve();
    await pause(ANSWER_MS);
    return {};
  });
  for (let n = 0; n < ENDPOINTS; n++) await endpointAt(app, shop.url(`/${n}`), { eventTypes: [] });
  for (let n = 0; n < notices / 10; n++) await happened(app, `ctr_${n}`, 10);
  const expected = notices * ENDPOINTS;

  for (let kill = 1; kill <= kills; kill++) {
    hitsLeft = Math.ceil((expected * kill) / (2 * kills * kills));
    enough = Promise.withResolvers();
    await killOnce("./doomed_dispatcher.ts", enough.promise, [databaseUrl, `${app.clock.now()}`]);
    // What it had claimed is available to others once its lease has expired.
    app.clock.advance(LEASE);
  }
  await deliverWebhooks(app.deps);

  expect(await states(app)).toEqual({ delivered: expected });
  const distinct = new Set(shop.hits.map((hit) => `${hit.path} ${hit.id}`));
  expect(distinct.size).toBe(expected);
  // At most five were in flight to each endpoint, with their outcomes still to be recorded.
  expect(shop.hits.length - expected).toBeLessThanOrEqual(kills * ENDPOINTS * 2 * 5);
  await shop.close();
  await app.close();
  await folder.remove();
}
