import { createClient } from "@libsql/client";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clockOf, type Follower, type Watch } from "../../../core/watch.ts";
import { openDatabase } from "../../../db/engine/client.ts";
import { migrate } from "../../../db/engine/migrate.ts";
import { sandbox } from "../../../sandbox/sandbox.ts";
import { allMigrations } from "../../../start/migrations.ts";
import { openReads } from "../../../db/engine/open_reads.ts";
import type { Reader } from "../../../db/engine/reader.ts";
import { PATIENCE_MS, pause, until } from "../../support/patience.ts";
import { createTail, type Tail, type TailOptions } from "../../../db/engine/tail.ts";
import { eventFeed } from "../../../db/event/feed.ts";
import { type Placed, placeOrder } from "../../support/payer.ts";
import { type Sqld, startSqld } from "../../support/sqld.ts";
import { type TestApp, testApp } from "../../support/test_app.ts";

/** Several ticks, in which nothing comes. */
const A_WHILE_MS = 120;
/** The tail of a test that says itself when it reads. */
const NEVER_MS = 10 * PATIENCE_MS;
const TICK_MS = 20;

let folder: string;
let sqld: Sqld;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tail-"));
  sqld = await startSqld();
});
afterAll(async () => {
  await sqld.stop();
  await rm(folder, { recursive: true, force: true });
});

function follow(watch: Watch, ...subjects: readonly string[]): Follower {
  const follower = watch.follow(subjects);
  if (typeof follower !== "object") throw new Error("No room for a follower");
  return follower;
}

/** A follower that keeps the tail reading, so that later followers are not woken by its start. */
async function keepAwake(watch: Watch): Promise<Follower> {
  const first = follow(watch, "nothing");
  expect(await first.next(PATIENCE_MS)).toBe("woken");
  return first;
}

describe.each(["file", "sqld"] as const)("createTail on %s", (kind) => {
  let databaseUrl: string;
  let app: TestApp;
  let mine: Placed;
  let other: Placed;
  beforeAll(async () => {
    databaseUrl = kind === "sqld" ? sqld.url : `file:${join(folder, "two_writers.db")}`;
    app = await testApp({ databaseUrl });
    [mine, other] = [await placeOrder(app), await placeOrder(app)];
    await keepAwake(app.deps.watch);
  });
  afterAll(() => app.close());

  it("wakes followers of an order for its payments, and no one else", async () => {
    const one = follow(app.deps.watch, mine.orderId);
    const two = follow(app.deps.watch, other.orderId);
    const outcome = { body: { outcome: "unclear" } };
    await app.api(`/v1/test_helpers/orders/${mine.orderId}/payment`, outcome);
    expect(await one.next(PATIENCE_MS)).toBe("woken");
    expect(await two.next(A_WHILE_MS)).toBe("waited");
    for (const each of [one, two]) each.close();
  });

  it("wakes followers of a merchant number only for its new orders", async () => {
    const till = follow(app.deps.watch, app.merchant.merchantNo);
    const { orderId } = await placeOrder(app);
    expect(await till.next(PATIENCE_MS)).toBe("woken");
    await app.api(`/v1/orders/${orderId}/closure`, { method: "POST" });
    expect(await till.next(A_WHILE_MS)).toBe("waited");
    till.close();
  });

  it("wakes who follows a merchant's clock when it is moved", async () => {
    const page = follow(app.deps.watch, clockOf(app.merchant.merchant.merchantNo));
    await placeOrder(app);
    expect(await page.next(A_WHILE_MS)).toBe("waited");
    await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 60 } });
    expect(await page.next(PATIENCE_MS)).toBe("woken");
    page.close();
  });

  it("reads each event once and in order while two writers race for the same numbers", async () => {
    const second = await testApp({ databaseUrl });
    const placing = Array.from({ length: 120 }, async (_, i) => {
      const body = { merchant_order_no: `race-${i % 60}`, amount: 100, subject: "茶" };
      const writer = i < 60 ? app : second;
      await (await writer.api("/v1/orders", { key: app.merchant.secretKey, body })).text();
    });
    let racing = true;
    const race = Promise.all(placing).finally(() => racing = false);
    const seen: number[] = [];
    const readOn = async () => {
      const [happened] = await app.deps.load(eventFeed.after(seen.at(-1) ?? 0, 7));
      seen.push(...happened.map(({ seq }) => seq));
      return happened.length;
    };
    while (racing) {
      await readOn();
      // A read of a file is synchronous; the writers need their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await race;
    while (await readOn() > 0);
    const [all] = await app.deps.load({
      statement: { sql: "select seq from events order by seq", args: [] },
      read: (rows) => rows.map(({ seq }) => seq),
    });
    expect(all.length).toBeGreaterThan(60);
    expect(seen).toEqual(all);
    await second.close();
  });
});

describe("createTail", () => {
  let log: EventLog;
  let tail: Tail;
  beforeEach(async () => {
    log = await openLog();
    tail = log.tail();
    await keepAwake(tail);
  });
  afterEach(() => log.close());

  it("reads again and again by itself", async () => {
    const before = log.reads();
    await until(() => log.reads() >= before + 5);
  });

  it("reads as often for a hundred followers as for one, and not at all for none", async () => {
    await tail.close();
    const poked = log.tail({ tickMs: NEVER_MS });
    const clock = await keepAwake(poked);
    const readsUntilWoken = async (followers: readonly Follower[]) => {
      const before = log.reads();
      await log.append("a");
      poked.poke();
      const woken = await Promise.all(followers.map((each) => each.next(PATIENCE_MS)));
      expect(new Set(woken)).toEqual(new Set(["woken"]));
      return log.reads() - before;
    };
    const one = follow(poked, "a");
    expect(await readsUntilWoken([one])).toBe(1);
    const many = Array.from({ length: 98 }, () => follow(poked, "a"));
    expect(await readsUntilWoken([one, ...many])).toBe(1);

    for (const each of [one, ...many, clock]) each.close();
    const before = log.reads();
    poked.poke();
    await pause(A_WHILE_MS);
    expect(log.reads()).toBe(before);
  });

  it("wakes for a subject that is followed only after something happened to it", async () => {
    const [watching, late] = [follow(tail, "a"), follow(tail, "x")];
    await log.append("a");
    expect(await watching.next(PATIENCE_MS)).toBe("woken");
    late.follow(["a", "x"]);
    expect(await late.next(PATIENCE_MS)).toBe("woken");
    late.follow(["x", "a"]);
    expect(await late.next(A_WHILE_MS)).toBe("waited");
  });

  it("wakes everyone once after more than it can catch up with", async () => {
    const [a, b] = [follow(tail, "a"), follow(tail, "b")];
    await log.append("a", 2_100);
    expect(await b.next(PATIENCE_MS)).toBe("woken");
    expect(await b.next(A_WHILE_MS)).toBe("waited");
    await a.next(0);
    await log.append("a");
    expect(await a.next(PATIENCE_MS)).toBe("woken");
  });

  it("reads at once when nudged", async () => {
    const slow = log.tail({ tickMs: NEVER_MS });
    await keepAwake(slow);
    const a = follow(slow, "a");
    await log.append("a");
    slow.poke();
    expect(await a.next(PATIENCE_MS)).toBe("woken");
  });

  it("wakes the remaining followers when one leaves while waiting", async () => {
    const [leaving, staying] = [follow(tail, "a"), follow(tail, "a")];
    const waiting = leaving.next(PATIENCE_MS);
    leaving.close();
    expect(await waiting).toBe("closed");
    expect(await leaving.next(PATIENCE_MS)).toBe("closed");
    await log.append("a");
    expect(await staying.next(PATIENCE_MS)).toBe("woken");
  });

  it("reads no more once it is closed", async () => {
    follow(tail, "a");
    await tail.close();
    const before = log.reads();
    await log.append("a");
    tail.poke();
    await pause(A_WHILE_MS);
    expect(log.reads()).toBe(before);
  });

  it("accepts up to its maximum, and none once it is closed", async () => {
    const small = log.tail({ followersMax: 2 });
    const [first, second] = [follow(small, "a"), follow(small, "a")];
    expect(small.follow(["a"])).toBeUndefined();
    first.close();
    expect(small.follow(["a"])).toBeDefined();
    await small.close();
    expect(await second.next(PATIENCE_MS)).toBe("closed");
    expect(small.follow(["a"])).toBeUndefined();
    expect(small.followers()).toBe(0);
  });
});

describe("createTail on a server that goes away", () => {
  it("says so once, continues when it is back, and misses nothing", async () => {
    const own = await startSqld();
    const log = await openLog(own.url);
    const tail = log.tail();
    await keepAwake(tail);
    const a = follow(tail, "a");
    await own.kill();
    await expect.poll(() => log.warnings).toEqual(["event log not read"]);
    await own.restart();
    await log.append("a");
    expect(await a.next(PATIENCE_MS)).toBe("woken");
    expect(log.warnings).toEqual(["event log not read"]);
    await log.close();
    await own.stop();
  });
});

interface EventLog {
  readonly warnings: readonly string[];
  tail(options?: Partial<TailOptions>): Tail;
  /** Commits this many events of a subject, as another process would. */
  append(subject: string, count?: number): Promise<void>;
  /** How often it was read so far. */
  reads(): number;
  close(): Promise<void>;
}

let files = 0;

/** An event log alone, whose reads are counted. */
async function openLog(url = `file:${join(folder, `log${++files}.db`)}`): Promise<EventLog> {
  const database = await openDatabase({ url, createClient });
  const outsider = createClient({ url });
  await migrate(outsider, await allMigrations(sandbox));
  const reads = await openReads(database, { deadlineMs: PATIENCE_MS });
  const warnings: string[] = [];
  const tails: Tail[] = [];
  let count = 0;
  let written = 0;
  const reader: Reader = {
    execute: (statement) => {
      count++;
      return reads.reader.execute(statement);
    },
    batch: (...given) => {
      count++;
      return reads.reader.batch(...given);
    },
  };
  return {
    warnings,
    tail: (options) => {
      const log = { warn: (message: string) => void warnings.push(message) };
      const tail = createTail({ reader, feed: eventFeed, log, tickMs: TICK_MS, ...options });
      tails.push(tail);
      return tail;
    },
    append: async (subject, events = 1) => {
      await outsider.execute({
        sql: `with recursive n (i) as (select ?1 + 1 union all select i + 1 from n where i < ?2)
          insert into events (subject_id, version, event_id, type, merchant_no, at, by, data)
          select ?3, i, 'evt_' || i, 'order.paid', '888000000000001', 0, 'clock', '{}' from n`,
        args: [written, written + events, subject],
      });
      written += events;
    },
    reads: () => count,
    close: async () => {
      await Promise.all(tails.map((tail) => tail.close()));
      outsider.close();
      reads.close();
      await database.close();
    },
  };
}
