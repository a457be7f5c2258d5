import process from "node:process";
import { redeliverRanges } from "../../core/redelivery/redeliver_ranges.ts";
import { instant } from "../../core/time.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { testApp } from "../support/test_app.ts";

/** A process that sends a range again, on the database it is given, to be killed in the middle of it. */
const [databaseUrl = "", now = ""] = process.argv.slice(2);
const app = await testApp({
  databaseUrl,
  // No lease ends by itself, however slow the machine is.
  clock: fakeClock(instant(Number(now))),
  send: createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS }),
});
for (;;) {
  await redeliverRanges(app.deps);
  await deliverWebhooks(app.deps);
}
