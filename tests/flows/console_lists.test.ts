import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { hours } from "../../core/time.ts";
import { csvAnswer } from "../../routes/pages/console/csv_answer.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
let viewer: Person;
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
  // Nobody else's are in any list.
  const other = await app.openMerchant("对面面馆");
  await place(app, "THEIRS", 1, other.secretKey);
  owner = await joined(app, "owner", merchantNo);
  viewer = await joined(app, "viewer", merchantNo);
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

describe("the filters of a list", () => {
  it.each([
    ["merchant_order_no=C-07", ["C-07"]],
    ["merchant_order_no=THEIRS", []],
    ["amount_from=1.40&amount_to=1.41", ["C-41", "C-40"]],
    ["state=closed", []],
    ["state=open&merchant_order_no=C-07&amount_to=9", ["C-07"]],
    ["from=2026-11-22&amount_from=1.44", ["C-44"]],
    ["to=2026-11-21&amount_to=1.01", ["C-01", "C-00"]],
    ["from=2026-11-23", []],
    ["settle_merchant_no=888000000000009", []],
  ])("find by %s what fits", async (query, found) => {
    expect(await list(query)).toMatchObject({ status: 200, nos: found });
  });

  it("find an order by our own id, and those that settle at the merchant itself", async () => {
    const [{ order_id }] = (await (await app.api("/v1/orders?merchant_order_no=C-09")).json()).data;
    expect((await list(`merchant_order_no=${order_id}`)).nos).toEqual(["C-09"]);
    const { merchantNo } = app.merchant;
    expect((await list(`settle_merchant_no=${merchantNo}`)).nos).toEqual(newest.slice(0, 20));
  });

  it("stay in the form, the chips and the pager, and are cleared by one link", async () => {
    const query = "state=open&from=2026-11-20&to=2026-11-22";
    const shown = await list(query);
    expect(shown.html).toMatch(/<option value="open" selected/);
    expect(shown.html).toMatch(/name="from" type="date" value="2026-11-20"/);
    expect(shown.html).toMatch(/<li><span>State: <b>Open<\/b><\/span>/);
    expect(shown.html).toContain(`href="${paths.consoleList("orders")}">Clear filters`);
    expect(shown.older).toContain(query);
    const [second] = [await list(shown.older)];
    expect(second.nos).toEqual(newest.slice(20, 40));
    expect(second.newer).toContain(query);
  });

  it.each([
    ["state=eaten", "has no such option"],
    ["from=2026-13-01", "like 2026-11-20"],
    ["from=2026-11-22&to=2026-11-20", "first day"],
    ["amount_from=1,000.00", "in yuan"],
    ["colour=red", "no filter called “colour”"],
    ["state=open&state=paid", "only once"],
    [`merchant_order_no=${"x".repeat(65)}`, "too long"],
    ["merchant_order_no=%00", "too long"],
    ["before=ord_1", "no such page"],
    ["before=rfd_01KAG8M0000000000000000001", "no such page"],
    ["format=pdf", "has no such option"],
    ["format=csv&state=eaten", "has no such option"],
  ])("answer %s with 422, what is wrong, and all that was typed", async (query, text) => {
    const shown = await list(`settle_merchant_no=888000000000009&${query}`);
    expect(shown).toMatchObject({ status: 422, nos: [] });
    expect(shown.html).toContain(text);
    expect(shown.html).toMatch(/name="settle_merchant_no" type="text" value="888000000000009"/);
    expect(shown.html).toMatch(/<form id="filters"(?![^>]*popover)/);
  });
});

describe("the file of a list", () => {
  const csv = async (query: string, who = owner) => {
    const answer = await who.ask(paths.consoleList("orders", `format=csv&${query}`));
    return { status: answer.status, type: answer.headers.get("content-type"), answer };
  };

  it("has every row of the filter, with amounts that stay numbers and times that say their zone", async () => {
    const { status, type, answer } = await csv("state=open");
    expect([status, type]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="orders.csv"');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const [head = "", ...lines] = new TextDecoder().decode(bytes).trimEnd().split("\r\n");
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(head).toContain('"Order number","Amount","State","Placed (UTC+8)"');
    expect(lines.map((line) => line.split(",")[0])).toEqual(newest.map((no) => `"${no}"`));
    expect(lines[0]).toMatch(/^"C-44",1\.44,"Open","2026-11-22 02:00:00","龙井",0\.00,"",/);
  });

  it("is only for whoever may export, and of nothing it is a head alone", async () => {
    expect((await csv("state=open", viewer)).status).toBe(403);
    expect((await list("", viewer)).html).not.toContain("Download CSV");
    const { answer } = await csv("state=closed");
    expect((await answer.text()).trimEnd().split("\r\n")).toHaveLength(1);
  });

  it("breaks off when it cannot be read to its end, so that nobody takes a part for the whole", async () => {
    async function* rows() {
      yield ["one"];
      await Promise.resolve();
      throw new Error("gone");
    }
    const faults: string[] = [];
    const log = { ...app.deps.log, error: (message: string) => void faults.push(message) };
    const columns = [{ csv: { header: "x", type: "text", of: (row: string) => row } }] as const;
    const made = new Hono().get("/", (c) => csvAnswer(c, log, "x", columns, rows()));
    const served = Deno.serve({ port: 0, onListen: () => {} }, made.fetch);
    const answer = await fetch(`http://127.0.0.1:${served.addr.port}/`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect(faults).toEqual(["fault"]);
    await served.shutdown();
  });
});

describe("a search that no index answers", () => {
  it("looks at 10,000 rows, says how far it came, and goes on from there", async () => {
    const large = await testApp();
    const { merchantNo } = large.merchant.merchant;
    await place(large, "DEAR", 99_900);
    const { deps } = large;
    await deps.write({
      statements: [{
        sql: `with recursive n (i) as (select 1 union all select i + 1 from n where i < 12000)
          insert into orders (order_id, merchant_no, merchant_order_no, amount, subject, metadata,
            expires_in_ms, created_at, expires_at, state, ended_at, version, chain)
          select printf('ord_01KAG8M00000000000000%05d', i), ?, 'M-' || i, 100, 'tea', '{}', 1,
            ?, ?, 'expired', ?, 1, '' from n`,
        args: [merchantNo, ...[1, 2, 3].map(() => BigInt(deps.now()))],
      }],
    });
    const someone = await joined(large, "owner", merchantNo);
    const first = await list("amount_from=999", someone);
    expect(first.nos).toEqual([]);
    expect(first.html).toContain("Looked through 10,000 entries, back to 20 Nov 2026");
    expect(first.older).toMatch(/amount_from=999&before=ord_/);
    const second = await list(first.older, someone);
    expect(second).toMatchObject({ nos: ["DEAR"], older: undefined });
    const file = await someone.ask(paths.consoleList("orders", "format=csv&amount_from=999"));
    expect((await file.text()).trimEnd().split("\r\n")).toHaveLength(2);
    await deps.write({
      statements: [{ sql: "delete from orders where subject = 'tea'", args: [] }],
    });
    await large.close();
  });
});
