import { seconds } from "../../core/time.ts";
import { openBrowser } from "../support/browser.ts";
import { openPortal } from "../support/portal.ts";
import { openTill, payAtTill, type Till } from "../support/tills.ts";
import { median } from "./load.ts";
import { print } from "./table.ts";

const TILLS = 5;
const ORDERS_PER_TILL = 4;
const TOLD_MS_MAX = 1_000;

/** From the request that settles an order to the word on its till in a real browser, five tills at once. */
export async function benchTills(): Promise<void> {
  const [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
  try {
    const tills: Till[] = [];
    for (let number = 0; number < TILLS; number++) {
      tills.push(await openTill(portal, browser, number));
    }
    const took: number[] = [];
    for (let round = 0; round < ORDERS_PER_TILL; round++) {
      portal.clock.advance(seconds(1));
      const order = { no: `word-${round}`, amount: 6_800 };
      took.push(...await Promise.all(tills.map((till) => payAtTill(portal, till, order))));
    }
    took.sort((a, b) => a - b);
    print({
      what: `payment to the word on a till, p95 of ${took.length}`,
      value: took[Math.ceil(took.length * 0.95) - 1] ?? NaN,
      against: TOLD_MS_MAX,
      unit: " ms",
      budget: "<= 100 %",
      note: `p50 ${median(took).toFixed(0)} ms`,
    });
  } finally {
    await browser.close();
    await portal.close();
  }
}
