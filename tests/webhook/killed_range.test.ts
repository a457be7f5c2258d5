import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EventId } from "../../core/id.ts";
import { redeliverRanges } from "../../core/redelivery/redeliver_ranges.ts";
import { LEASE } from "../../core/webhook/deliver.ts";
import { fanOut } from "../../core/webhook/fan_out.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { PATIENCE_MS, pause } from "../support/patience.ts";
import { tempFolder } from "../support/server.ts";
import { testApp } from "../support/test_app.ts";
import { killOnce } from "./kill_once.ts";
import { expectEachOnce, started } from "./range_story.ts";
import { startReceiver } from "./receiver.ts";
import { endpointAt, happened, rows, write } from "./webhook_fixtures.ts";

const EVENTS = 240;
const KILLS = 2;
/** As long as an answer takes, so that some are always under way. */
const ANSWER_MS = 5;

describe("a process killed while it sends a range again", () => {
  it("neither skips nor repeats an event, and the range goes on where it was", async () => {
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
    const { endpointId } = await endpointAt(app, shop.url());
    const ids: EventId[] = [];
    for (let n = 0; n < EVENTS; n++) ids.push(...await happened(app, `ctr_${n}`));
    while (await fanOut(app.deps) > 0);
    await write(app, "update deliveries set state = 'exhausted', next_attempt_at = null");
    const { redeliveryId } = await started(app, endpointId);

    for (let kill = 1; kill <= KILLS; kill++) {
      hitsLeft = 50;
      enough = Promise.withResolvers();
      await killOnce("./doomed_range.ts", enough.promise, [databaseUrl, `${app.clock.now()}`]);
      expect(await rows(app, "select state from redeliveries")).toEqual([{ state: "running" }]);
      // What it had claimed is available to others once its lease has expired.
      app.clock.advance(LEASE);
    }
    for (let state = "running"; state === "running";) {
      await redeliverRanges(app.deps);
      await deliverWebhooks(app.deps);
      const [found] = await rows(app, "select state from redeliveries");
      state = String(found?.["state"]);
    }

    await expectEachOnce(app, ids);
    const [progress] = await app.deps.load(app.deps.redeliveries.progress(redeliveryId));
    expect(progress).toEqual({ due: 0, delivered: EVENTS, exhausted: 0, cancelled: 0 });
    expect(new Set(shop.hits.map(({ id }) => id))).toEqual(new Set(ids));
    // Only what was under way when it was killed came twice, and at most two are.
    expect(shop.hits.length - EVENTS).toBeLessThanOrEqual(KILLS * 2 * 2);
    await shop.close();
    await app.close();
    await folder.remove();
  });
});
