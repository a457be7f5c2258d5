import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { openTill, payAtTill, type Till } from "../support/tills.ts";

const TILLS = 5;
const ROUNDS = 2;

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

describe("five tills that are paid at once", () => {
  it("each turn to their own next order and to its payment, untouched", async () => {
    const tills: Till[] = [];
    for (let number = 0; number < TILLS; number++) {
      tills.push(await openTill(portal, browser, number));
    }
    for (let round = 0; round < ROUNDS; round++) {
      // Orders are told apart by their time.
      portal.clock.advance(seconds(1));
      const amountOf = (number: number) => 1_000 * (number + 1) + round;
      await Promise.all(
        tills.map((till, number) =>
          payAtTill(portal, till, { no: `word-${round}`, amount: amountOf(number) })
        ),
      );
      const words = await Promise.all(tills.map(({ page }) => page.textContent("h1")));
      expect(words).toEqual(
        tills.map((_, number) =>
          expect.stringContaining(`已收款 ¥${(amountOf(number) / 100).toFixed(2)}`)
        ),
      );
    }
  });
});
