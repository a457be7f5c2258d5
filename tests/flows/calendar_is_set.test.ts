import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { setCalendar } from "../../core/calendar/set_calendar.ts";
import type { BusinessDay } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const set = (text: string) => setCalendar(app.deps, { year: 2027, text, by: byOperator });

describe("the calendar of a year", () => {
  it("is set as a whole, and set anew in its place", async () => {
    must(await set("# 国务院办公厅通知\n2027-02-06,off,春节\r\n2027-02-14, work , 调休\n"));
    must(await set("\uFEFF2027-01-01,off,元旦"));
    const [found] = await app.deps.load(app.deps.calendar.from("2027-01-01" as BusinessDay));
    expect(found).toEqual({
      years: [2027],
      days: [{ day: "2027-01-01", kind: "off", name: "元旦" }],
    });
    const [version] = await app.deps.load(app.deps.calendar.versionOf(2027));
    expect(version).toBe(2);
  });

  it("is refused with what is wrong, and stays as it was", async () => {
    const flawed = [
      ["2027-02-30,off", { code: "calendar_line_flawed", line: 1 }],
      ["\n2027-02-06,holiday", { code: "calendar_line_flawed", line: 2 }],
      ["2026-02-06,off", { code: "day_of_another_year", day: "2026-02-06" }],
      ["2027-02-06,off\n2027-02-06,work", { code: "day_twice", day: "2027-02-06" }],
    ] as const;
    for (const [text, error] of flawed) expect(await set(text)).toMatchObject({ error });
    const [found] = await app.deps.load(app.deps.calendar.from("2027-01-01" as BusinessDay));
    expect(found).toEqual({ years: [], days: [] });
  });
});
