import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "../../core/budget/budget.ts";
import { isGuessable } from "../../core/text/typed_pin.ts";
import { minutes } from "../../core/time.ts";
import { browserWith } from "../support/app_browser.ts";
import { type Counter, openCounter, PIN, unlockAt } from "../support/counters.ts";
import { type TwoPortals, twoPortals } from "../support/portals.ts";

let two: TwoPortals;
beforeAll(async () => {
  two = await twoPortals();
});
afterAll(() => two[Symbol.asyncDispose]());

async function counterOf(): Promise<Counter> {
  const [app] = two.portals;
  return await openCounter(app, { shop: await app.openMerchant("清风茶馆") });
}

describe("a till's PIN", () => {
  it("is tried five times at two processes together, then there is a wait", async () => {
    const { till } = await counterOf();
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, i) => unlockAt(two.portals[i % 2]!, till, `13579${i % 10}`)),
    );
    const statuses = guesses.map(({ answer }) => answer.status);
    expect(statuses.filter((each) => each === 422)).toHaveLength(budgets.till_pins.max);
    expect(statuses.filter((each) => each === 429)).toHaveLength(25);
    const right = await unlockAt(two.portals[1], till, PIN);
    expect([right.answer.status, right.answer.headers.get("retry-after")]).toEqual([429, "600"]);
    expect(await right.answer.text()).toContain("Too many tries. Try again after");

    two.clock.advance(minutes(10));
    expect((await unlockAt(two.portals[0], till, PIN)).answer.status).toBe(303);
  });

  it("is not used up by browsers that are not the till", async () => {
    const { till } = await counterOf();
    const strangers = await Promise.all(
      Array.from(
        { length: 50 },
        (_, i) =>
          browserWith(two.portals[i % 2]!, i % 3 === 0 ? "" : `till=${"A".repeat(43)}`)
            .ask("/till/unlock", { fields: { pin: "135790" } }),
      ),
    );
    expect(new Set(strangers.map(({ status }) => status))).toEqual(new Set([303]));
    expect((await unlockAt(two.portals[0], till, PIN)).answer.status).toBe(303);
  });

  it("counts no right one, and says how many wrong ones are left", async () => {
    const { till } = await counterOf();
    for (let i = 0; i < 8; i++) {
      expect((await unlockAt(two.portals[i % 2]!, till, PIN)).answer.status).toBe(303);
    }
    const { answer } = await unlockAt(two.portals[0], till, "135791");
    expect(await answer.text()).toContain("Wrong PIN. 4 tries left.");
    const malformed = await unlockAt(two.portals[0], till, "13579");
    expect(await malformed.answer.text()).toContain("The PIN has 6 digits.");
  });

  it("gives each unlocking a token of its own, hidden from scripts", async () => {
    const { till } = await counterOf();
    const tokens = [];
    for (let i = 0; i < 2; i++) {
      const { answer } = await unlockAt(two.portals[0], till, PIN);
      const [cookie = ""] = answer.headers.getSetCookie();
      expect(cookie).toMatch(
        /^till-open=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      tokens.push(cookie);
    }
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it("is stored as no text that shows it", async () => {
    await counterOf();
    const [{ deps }] = two.portals;
    const verdict = await deps.write({
      statements: [{ sql: "select pin_digest from screens", args: [] }],
    });
    expect(verdict.type).toBe("committed");
    expect(JSON.stringify(verdict.type === "committed" ? verdict.rows : ""))
      .not.toContain(PIN);
  });

  it("is none that anybody tries first", () => {
    for (const pin of ["000000", "121212", "123123", "123456", "234567", "567890", "987654"]) {
      expect([pin, isGuessable(pin)]).toEqual([pin, true]);
    }
    for (const pin of [PIN, "135790", "112358"]) {
      expect([pin, isGuessable(pin)]).toEqual([pin, false]);
    }
  });
});
