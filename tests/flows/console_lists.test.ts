import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { hours } from "../../core/time.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
/** In the order in which they were placed. */
const nos = Array.from({ length: 45 }, (_, n) => `C-${String(n).padStart(2, "0")}`);

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  for (const [n, no] of nos.entries()) {
    // Many share one moment: a page must neither lose nor repeat them.
    if (n % 15 === 0) app.clock.advance(hours(12));
    await place(app, no, 100 + n);
  }
  owner = await joined(app, "owner", merchantNo);
});
afterAll(() => app.close());

async function place(app: TestApp, no: string, amount: number, key?: string): Promise<string> {
  const body = { merchant_order_no: no, amount, subject: "龙井" };
  const answer = await app.api("/v1/orders", { body, ...(key ? { key } : {}) });
  return (await answer.json()).order_id;
}

interface Shown {
  readonly status: number;
  readonly nos: readonly string[];
  readonly newer: string | undefined;
  readonly older: string | undefined;
  readonly html: string;
}

async function list(query = "", who = owner): Promise<Shown> {
  const answer = await who.ask(query.startsWith("/") ? query : paths.consoleList("orders", query));
  const html = await answer.text();
  const href = (rel: string) => {
    const link = html.match(/<a [^>]*>/g)?.find((each) => each.includes(`rel="${rel}"`));
    return /href="([^"]*)"/.exec(link ?? "")?.[1]?.replaceAll("&amp;", "&");
  };
  const found = [...html.matchAll(/(?<=<bdi class="mono">)[^<]+/g)].map(([no]) => no);
  return { status: answer.status, nos: found, newer: href("prev"), older: href("next"), html };
}

const newest = nos.toReversed();

describe("a list of the console", () => {
  it("shows the newest 20 in a table, and goes to the end and back without losing or repeating one", async () => {
    const first = await list();
    expect(first.html).toMatch(/<table[^>]*>.*<th [^>]*scope="col"/);
    expect(first).toMatchObject({ status: 200, nos: newest.slice(0, 20), newer: undefined });
    const second = await list(first.older);
    expect(second.nos).toEqual(newest.slice(20, 40));
    const third = await list(second.older);
    expect(third).toMatchObject({ nos: newest.slice(40), older: undefined });
    const back = await list(third.newer);
    expect(back.nos).toEqual(newest.slice(20, 40));
    expect(await list(back.newer)).toMatchObject({ nos: newest.slice(0, 20), newer: undefined });
  });
});
