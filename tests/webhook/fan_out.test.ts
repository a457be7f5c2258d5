import { describe, expect, it } from "vitest";
import type { RecordedEvent } from "../../core/event.ts";
import { merchantNo } from "../../core/id.ts";
import type { Subscriber } from "../../core/webhook/endpoint_store.ts";
import { decide, wants } from "../../core/webhook/fan_out.ts";
import { START } from "../support/fake_clock.ts";

const parent = merchantNo("888000000000001");
const child = merchantNo("888000000000002");
const other = merchantNo("888000000000003");

const anything: Subscriber = {
  endpointId: "whe_1",
  merchantNo: parent,
  eventTypes: [],
  merchantNos: [],
  state: "enabled",
};

const paid: RecordedEvent = {
  seq: 7,
  eventId: "evt_7",
  type: "order.paid",
  merchantNo: child,
  subjectId: "ord_7",
  version: 2,
  sequence: 1,
  at: START,
  data: {},
};

describe("wants", () => {
  it.each<[string, Partial<Subscriber>, Partial<RecordedEvent>, boolean]>([
    ["everything, when nothing is chosen", {}, {}, true],
    ["a type it chose", { eventTypes: ["order.paid"] }, {}, true],
    ["no type it did not choose", { eventTypes: ["refund.failed"] }, {}, false],
    ["a child it chose", { merchantNos: [child] }, {}, true],
    ["no child it did not choose", { merchantNos: [other] }, {}, false],
    ["not its own, when it chose a child", { merchantNos: [child] }, { merchantNo: parent }, false],
    ["nothing while disabled", { state: "disabled" }, {}, false],
    ["nothing once deleted", { state: "deleted" }, {}, false],
    ["no internal event", {}, { type: "order.placed" }, false],
    ["its own test", {}, { type: "endpoint.test", subjectId: "whe_1" }, true],
    ["nobody else's test", {}, { type: "endpoint.test", subjectId: "whe_2" }, false],
    [
      "its own test, whatever it chose",
      { eventTypes: ["order.paid"], merchantNos: [other] },
      { type: "endpoint.test", subjectId: "whe_1" },
      true,
    ],
  ])("takes %s", (_, endpoint, event, expected) => {
    expect(wants({ ...anything, ...endpoint }, { ...paid, ...event })).toBe(expected);
  });
});

describe("decide", () => {
  it("creates one delivery per event and endpoint of its merchants, in the order of events", () => {
    const mine = { ...anything, endpointId: "whe_2" as const, merchantNo: child };
    const strange = { ...anything, endpointId: "whe_3" as const, merchantNo: other };
    const later = { ...paid, seq: 8, eventId: "evt_8" as const, subjectId: "ord_8" };
    let n = 0;
    const made = decide([paid, later], [
      { about: child, endpoint: anything },
      { about: child, endpoint: mine },
      { about: other, endpoint: strange },
    ], () => `dlv_${++n}`);

    expect(made.map((each) => [each.eventId, each.endpointId, each.merchantNo])).toEqual([
      ["evt_7", "whe_1", parent],
      ["evt_7", "whe_2", child],
      ["evt_8", "whe_1", parent],
      ["evt_8", "whe_2", child],
    ]);
  });
});
