import { expect } from "vitest";
import type { EndpointId, EventId } from "../../core/id.ts";
import type { RedeliveryRange } from "../../core/redelivery/redelivery.ts";
import { startRedelivery } from "../../core/redelivery/start_redelivery.ts";
import { after, hours, milliseconds } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";
import { callerOf, rows } from "./webhook_fixtures.ts";

interface Range extends Partial<RedeliveryRange> {
  readonly merchant?: TestMerchant;
}

/** Everything of the last day that was never delivered, unless something else is said. */
export async function rangeOf(
  app: TestApp,
  endpointId: EndpointId,
  { merchant = app.merchant, ...range }: Range = {},
) {
  const now = app.clock.now();
  const whole = { from: after(now, milliseconds(-hours(24))), to: after(now, hours(1)) };
  return {
    caller: await callerOf(merchant),
    endpointId,
    range: { eventTypes: [], outcome: "failed", ...whole, ...range },
  } as const;
}

export async function started(app: TestApp, endpointId: EndpointId, range: Range = {}) {
  return must(await startRedelivery(app.deps, await rangeOf(app, endpointId, range)));
}

/** Every event once more, in one round of its own each. */
export async function expectEachOnce(app: TestApp, ids: readonly EventId[]): Promise<void> {
  const made = await rows(
    app,
    "select event_id, round from deliveries where trigger = 'range' order by event_seq",
  );
  expect(made).toEqual(ids.map((event_id) => ({ event_id, round: 2 })));
}
