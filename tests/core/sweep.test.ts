import { describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { type MerchantNo, merchantNo } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Query } from "../../core/query.ts";
import { type Sweep, sweep, sweepEachClock } from "../../core/sweep.ts";
import { after, hours, type Instant } from "../../core/time.ts";
import { START } from "../support/fake_clock.ts";
import { teaHouse } from "../support/fixtures.ts";
import { pause } from "../support/patience.ts";

interface Piece {
  readonly id: string;
  readonly merchantNo: MerchantNo;
}

const tea = merchantNo("888000000000001");
const books = merchantNo("888000000000002");

describe("sweep", () => {
  it("does each piece that is due once, whoever else may be at it later", async () => {
    const stock = stockOf(Array.from({ length: 1_200 }, (_, i) => piece(i)));
    const done: string[] = [];
    const moved = await sweep(stock.deps, {
      ...stock.sweep,
      work: async ({ id }) => {
        await pause(0);
        done.push(id);
        return stock.take(id);
      },
    });
    expect(moved).toBe(1_200);
    expect(done.length).toBe(1_200);
    expect(new Set(done).size).toBe(1_200);
  });

  it("gives the merchants turns, so that a long list of one keeps no other waiting", async () => {
    const many = Array.from({ length: 100 }, (_, i) => piece(i));
    const stock = stockOf([...many, piece(100, books), piece(101, books)]);
    const begun: string[] = [];
    await sweep(stock.deps, {
      ...stock.sweep,
      work: ({ id }) => {
        begun.push(id);
        return Promise.resolve(stock.take(id));
      },
    });
    expect(begun.slice(0, 5)).toEqual(["0", "100", "1", "101", "2"]);
    expect(begun).toHaveLength(102);
  });

  it("logs each piece that fails, and no number of them stands before the rest", async () => {
    const stock = stockOf(Array.from({ length: 1_500 }, (_, i) => piece(i)));
    const done: string[] = [];
    const moved = await sweep(stock.deps, {
      ...stock.sweep,
      work: ({ id }) => {
        if (Number(id) < 1_400) return Promise.reject(new TypeError("cannot be read"));
        done.push(id);
        return Promise.resolve(stock.take(id));
      },
    });
    expect(moved).toBe(100);
    expect(done).toHaveLength(100);
    expect(stock.logged.length).toBe(1_400);
    expect(stock.logged[0]).toMatchObject([
      "work item failed",
      { job: "test", piece: "0", error: new TypeError("cannot be read") },
    ]);
  });

  it("goes on with what becomes due while a piece hangs, and leaves that piece alone", async () => {
    const open = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const stock = stockOf([piece(0)]);
    let begun = 0;
    const sweeping = sweep(stock.deps, {
      ...stock.sweep,
      work: async ({ id }) => {
        if (id === "0") {
          begun++;
          await open.promise;
        } else seen.resolve();
        return stock.take(id);
      },
    });
    stock.add(piece(1, books));
    await seen.promise;
    open.resolve();
    expect(await sweeping).toBe(2);
    expect(begun).toBe(1);
  });

  it("fails when nothing can be read, but only once all under way has ended", async () => {
    const stock = stockOf([piece(0)]);
    let ended = false;
    let looks = 0;
    const deps = {
      ...stock.deps,
      load: (...queries: readonly Query<unknown>[]) =>
        ++looks > 1 ? Promise.reject(new Error("no database")) : readAll(queries),
    } as Deps;
    const sweeping = sweep(deps, {
      ...stock.sweep,
      work: async () => {
        while (looks < 2) await pause(0);
        ended = true;
        return true;
      },
    });
    await expect(sweeping).rejects.toThrow("no database");
    expect(ended).toBe(true);
  });
});

describe("sweepEachClock", () => {
  it("tells each piece the time of its merchant, and no clock waits for another's pieces", async () => {
    const open = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const stock = stockOf([piece(0), piece(1, books)], [
      { ...teaHouse, merchantNo: books, clockOffset: hours(3) },
    ]);
    const times: Record<string, Instant> = {};
    const sweeping = sweepEachClock(stock.deps, {
      ...stock.sweep,
      work: async ({ id }, now) => {
        times[id] = now;
        if (id === "0") await open.promise;
        else seen.resolve();
        return stock.take(id);
      },
    });
    await seen.promise;
    open.resolve();
    expect(await sweeping).toBe(2);
    expect(times).toEqual({ 0: START, 1: after(START, hours(3)) });
  });
});

function piece(no: number, whose = tea): Piece {
  return { id: String(no), merchantNo: whose };
}

/** Pieces that are due until they are taken. */
function stockOf(pieces: readonly Piece[], ownClocks: readonly Merchant[] = []) {
  const due = new Map(pieces.map((each) => [each.id, each]));
  const logged: unknown[] = [];
  const own = new Set<MerchantNo>(ownClocks.map((each) => each.merchantNo));
  const deps = {
    now: () => START,
    load: (...queries: readonly Query<unknown>[]) => readAll(queries),
    merchants: { withOwnClock: () => query(() => ownClocks) },
    log: { error: (...told: unknown[]) => void logged.push(told) },
  } as unknown as Deps;
  const given: Omit<Sweep<Piece>, "work"> = {
    name: "test",
    subject: (each) => each,
    due: (_now, whose, max) =>
      query(() =>
        [...due.values()].filter((each) =>
          whose === undefined ? !own.has(each.merchantNo) : each.merchantNo === whose
        ).slice(0, max)
      ),
  };
  return {
    deps,
    logged,
    sweep: given,
    take: (id: string) => due.delete(id),
    add: (each: Piece) => void due.set(each.id, each),
  };
}

function query<T>(read: () => T): Query<T> {
  return { statement: { sql: "", args: [] }, read };
}

async function readAll(queries: readonly Query<unknown>[]): Promise<never> {
  await pause(0);
  return queries.map((each) => each.read([])) as never;
}
