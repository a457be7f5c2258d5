import { describe, expect, it } from "vitest";
import { isEnd, nextQuery, type QuerySchedule } from "../../../core/channel/query_ladder.ts";
import { querySchedule as sandbox } from "../../../core/channel/sandbox/query_schedule.ts";
import { after, between, hours, minutes, seconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";

/** Front and back transactions of UnionPay, as its samples have them. */
const front: QuerySchedule = { waits: [5, 5, 20, 30, 60].map(minutes), endAfter: hours(24) };
const back: QuerySchedule = { waits: [1, 2, 4, 8, 16, 32].map(seconds), endAfter: hours(24) };

describe("the query ladder", () => {
  it.each([
    ["the sandbox's", sandbox, [5, 15, 35, 75, 155, 315, 635, 1275].map(minutes)],
    ["UnionPay's of a front transaction", front, [5, 10, 30, 60, 120].map(minutes)],
    ["UnionPay's of a back transaction", back, [1, 3, 7, 15, 31, 63].map(seconds)],
  ])("%s asks when the channel says, then ends after a day", (_whose, schedule, expected) => {
    const asked: number[] = [];
    let queryAfter = nextQuery(schedule, { sentAt: START, queries: 0 }, START);
    while (!isEnd(schedule, { sentAt: START, queryAfter })) {
      asked.push(between(START, queryAfter));
      queryAfter = nextQuery(schedule, { sentAt: START, queries: asked.length }, queryAfter);
    }
    expect(asked).toEqual(expected);
    expect(queryAfter).toBe(after(START, hours(24)));
  });

  it("counts each wait from the question before, so that late ones do not crowd", () => {
    const late = after(START, hours(1));
    expect(nextQuery(front, { sentAt: START, queries: 1 }, late)).toBe(after(late, minutes(5)));
  });

  it("ends at once after a question that came later than a day", () => {
    const at = after(START, hours(25));
    const queryAfter = nextQuery(sandbox, { sentAt: START, queries: 1 }, at);
    expect([queryAfter, isEnd(sandbox, { sentAt: START, queryAfter })]).toEqual([at, true]);
  });

  it("asks nothing at the very end", () => {
    const at = after(START, minutes(1_430));
    const queryAfter = nextQuery(sandbox, { sentAt: START, queries: 1 }, at);
    expect(queryAfter).toBe(after(START, hours(24)));
    expect(isEnd(sandbox, { sentAt: START, queryAfter })).toBe(true);
  });
});
