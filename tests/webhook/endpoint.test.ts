import { describe, expect, it } from "vitest";
import { after, days, hours, instant, seconds } from "../../core/time.ts";
import { applied } from "../../core/webhook/change_endpoint.ts";
import {
  type Endpoint,
  failingTooLong,
  failingTooOften,
  secretsInForce,
} from "../../core/webhook/endpoint.ts";
import { START } from "../support/fake_clock.ts";
import { teaHouse } from "../support/fixtures.ts";

const endpoint: Endpoint = {
  endpointId: "whe_1",
  merchantNo: teaHouse.merchantNo,
  url: "https://tea.example/hook",
  eventTypes: [],
  merchantNos: [],
  state: "enabled",
  failingSince: undefined,
  failuresInRow: 0,
  disabledReason: undefined,
  createdAt: START,
  version: 3,
  secrets: [],
};

describe("failingTooLong and failingTooOften", () => {
  it("take five days and ten failures in a row, both inclusive", () => {
    const run = { failingSince: START, failuresInRow: 10 };
    expect(failingTooLong(run, after(START, days(5)))).toBe(true);
    expect(failingTooLong(run, instant(after(START, days(5)) - 1))).toBe(false);
    expect(failingTooLong({ ...run, failingSince: undefined }, after(START, days(9)))).toBe(false);
    expect(failingTooOften(run)).toBe(true);
    expect(failingTooOften({ ...run, failuresInRow: 9 })).toBe(false);
  });
});

describe("secretsInForce", () => {
  it("returns both during an overlap, the newest first, and one after it", () => {
    const secret = {
      number: 1,
      sealedSecret: "a",
      sealedPrivateKey: "b",
      publicKey: "whpk_1",
      createdAt: START,
      expiresAt: after(START, hours(1)),
    };
    const rotated = {
      ...endpoint,
      secrets: [secret, { ...secret, number: 2, expiresAt: undefined }],
    };
    const numbers = (wait: ReturnType<typeof seconds>) =>
      secretsInForce(rotated, after(START, wait)).map((each) => each.number);
    expect(numbers(seconds(3_599))).toEqual([2, 1]);
    expect(numbers(seconds(3_600))).toEqual([2]);
  });
});

describe("applied", () => {
  it("changes only what is given", () => {
    const changed = applied(endpoint, { eventTypes: ["order.paid"] });
    expect(changed).toEqual({ ...endpoint, eventTypes: ["order.paid"], version: 4 });
  });

  it("is nothing when nothing would be different", () => {
    expect(applied(endpoint, {})).toBeUndefined();
    expect(applied(endpoint, { url: endpoint.url, state: "enabled" })).toBeUndefined();
  });

  it("says who disabled it, and resets the failures when it is enabled", () => {
    const off = applied(endpoint, { state: "disabled" });
    expect(off).toMatchObject({ state: "disabled", disabledReason: "merchant" });
    const dead: Endpoint = {
      ...endpoint,
      state: "disabled",
      disabledReason: "dead",
      failingSince: START,
      failuresInRow: 40,
    };
    expect(applied(dead, { eventTypes: ["order.paid"] })).toMatchObject({ disabledReason: "dead" });
    expect(applied(dead, { state: "enabled" })).toMatchObject({
      state: "enabled",
      disabledReason: undefined,
      failingSince: undefined,
      failuresInRow: 0,
    });
  });

  it("resets the failures when the URL changes", () => {
    const failing = { ...endpoint, failingSince: START, failuresInRow: 4 };
    expect(applied(failing, { url: "https://new.example/" })).toMatchObject({ failuresInRow: 0 });
  });
});
