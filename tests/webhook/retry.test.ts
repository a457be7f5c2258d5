import { describe, expect, it } from "vitest";
import { hours, instant, minutes, seconds } from "../../core/time.ts";
import {
  nextTry,
  readRetryAfter,
  RETRY_AFTER_MAX,
  RETRY_TABLE,
  waitAfter,
} from "../../core/webhook/retry.ts";

const NOW = instant(Date.UTC(2026, 10, 20, 6, 0, 0));

describe("waitAfter", () => {
  it("follows the schedule of Standard Webhooks and then gives up", () => {
    const waits = RETRY_TABLE.map((_, tries) => waitAfter(tries + 1, 0, undefined));
    expect(waits).toEqual([
      seconds(5),
      minutes(5),
      minutes(30),
      hours(2),
      hours(5),
      hours(10),
      hours(14),
      hours(20),
      hours(24),
      undefined,
    ]);
  });

  it("spreads by at most a tenth, and only later", () => {
    expect(waitAfter(2, 0.999, undefined)).toBeGreaterThan(minutes(5));
    expect(waitAfter(2, 0.999, undefined)).toBeLessThanOrEqual(minutes(5.5));
  });

  it("waits at least as long as asked, but never more than a day", () => {
    expect(waitAfter(1, 0, seconds(90))).toBe(seconds(90));
    expect(waitAfter(2, 0, seconds(90))).toBe(minutes(5));
    expect(waitAfter(1, 0, hours(1_000))).toBe(RETRY_AFTER_MAX);
  });
});

describe("readRetryAfter", () => {
  it.each([
    ["120", seconds(120)],
    [" 0 ", seconds(0)],
    ["Fri, 20 Nov 2026 06:01:30 GMT", seconds(90)],
    ["99999999999999999999", RETRY_AFTER_MAX],
    ["Fri, 20 Nov 2026 05:00:00 GMT", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["Soon, very soon", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %j as %j ms", (header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });
});

describe("nextTry", () => {
  it("counts from the end of the try", () => {
    expect(nextTry(NOW, 1, 0, undefined)).toBe(NOW + 5_000);
    expect(nextTry(NOW, 10, 0, seconds(60))).toBeUndefined();
  });
});
