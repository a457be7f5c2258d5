import { describe, expect, it } from "vitest";
import { merchantNo } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { daysFor, type OpenDay, receiptDays } from "../../../core/receipt/clearing_days.ts";
import type { BusinessDay } from "../../../core/time.ts";
import { seededRandom } from "../../support/random.ts";

const no = (n: number) => merchantNo(`8881000000000${String(n).padStart(2, "0")}`);

function day(n: number, date: number, fen: number, channel: OpenDay["channel"] = "unionpay") {
  const day = `2026-11-${date}` as BusinessDay;
  return { merchantNo: no(n), channel, day, open: cny(fen), receipts: 0 };
}

/** By trying everything: how many choices come to the sum. */
function choices(sum: number, days: readonly OpenDay[]): number {
  let count = 0;
  for (let set = 1; set < 2 ** days.length; set++) {
    const chosen = days.filter((_, i) => set & (1 << i));
    if (chosen.reduce((fen, { open }) => fen + open.fen, 0) !== sum) continue;
    const [first] = chosen as [OpenDay];
    const oneNumber = chosen.every((each) =>
      each.merchantNo === first.merchantNo && each.channel === first.channel
    );
    const own = days.filter((each) =>
      each.merchantNo === first.merchantNo && each.channel === first.channel
    );
    const from = own.indexOf(first);
    const inARow = oneNumber && chosen.every((each, i) => own[from + i] === each);
    const oneDay = chosen.length > 1 &&
      chosen.every((each) => each.day === first.day && each.channel === first.channel);
    if (inARow || oneDay) count++;
  }
  return count;
}

describe("the days that a sum is for", () => {
  it("are those of several numbers of one day and channel, where no other choice comes to it", () => {
    const days = [day(1, 20, 300), day(2, 20, 500), day(3, 20, 70), day(2, 21, 900)];
    expect(daysFor(cny(800), days)).toEqual([days[1], days[0]]);
    expect(daysFor(cny(870), days)).toHaveLength(3);
    expect(daysFor(cny(1_400), days)).toEqual([days[1], days[3]]);
    expect(daysFor(cny(1_200), days)).toBeUndefined();
    expect(daysFor(cny(800), [...days, day(4, 22, 800)])).toBeUndefined();
    expect(daysFor(cny(1_100), [...days, day(4, 20, 300, "wallet:river"), day(4, 21, 200)]))
      .toHaveLength(2);
  });

  it("may be fewer than nothing at one of them", () => {
    const days = [day(1, 20, 300), day(2, 20, -100), day(3, 20, 5_000)];
    expect(daysFor(cny(200), days)).toHaveLength(2);
    expect(daysFor(cny(5_200), days)).toHaveLength(3);
  });

  it("are none where there are too many to try them all", () => {
    const many = Array.from({ length: 60 }, (_, i) => day(i, 20, 100_000 + 2 * i));
    expect(daysFor(cny(100_001 * 30), many)).toBeUndefined();
    const all = many.reduce((sum, { open }) => sum + open.fen, 0);
    expect(daysFor(cny(all), many)).toHaveLength(60);
  });

  it("are found or not as by trying everything", () => {
    const random = seededRandom(11);
    const found = { one: 0, none: 0, several: 0 };
    for (let round = 0; round < 300; round++) {
      const days = [1, 2, 3, 4].flatMap((n) =>
        [20, 21].flatMap((date) =>
          random.below(4) === 0 ? [] : [day(n, date, 1 + random.below(12) - (round % 3))]
        )
      ).filter(({ open }) => open.fen !== 0)
        .toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0);
      const sum = 1 + random.below(30);
      const count = choices(sum, days);
      const chosen = daysFor(cny(sum), days);
      expect([round, chosen !== undefined]).toEqual([round, count === 1]);
      if (chosen) expect(chosen.reduce((fen, { open }) => fen + open.fen, 0)).toBe(sum);
      found[count === 1 ? "one" : count === 0 ? "none" : "several"]++;
    }
    expect(Math.min(found.one, found.none, found.several)).toBeGreaterThan(10);
  });

  it("say whose they are where they are another number's than the receipt's", () => {
    expect(receiptDays(no(1), [day(1, 20, 300), { ...day(2, 20, 500), receipts: 2 }])).toEqual([
      { day: "2026-11-20", fen: 300, nth: 1 },
      { merchantNo: no(2), day: "2026-11-20", fen: 500, nth: 3 },
    ]);
  });
});
