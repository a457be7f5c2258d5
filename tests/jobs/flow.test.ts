import { describe, expect, it } from "vitest";
import type { Log } from "../../core/log.ts";
import { flow, type Work } from "../../jobs/flow.ts";

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

describe("flow", () => {
  it("does everything that is due, never more at once than it has slots", async () => {
    const pieces = stockOf(50);
    let underWay = 0;
    let most = 0;
    const done: number[] = [];
    await flow(quiet, {
      ...pieces,
      finish: async (piece) => {
        most = Math.max(most, ++underWay);
        await turn();
        underWay--;
        done.push(piece);
      },
    }, { slots: 8 });
    expect(done).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(8);
  });

  it("goes past what hangs, up to four times its slots", async () => {
    const hung: PromiseWithResolvers<void>[] = [];
    let begun = 0;
    let most = 0;
    let more = Promise.withResolvers<void>();
    const flowing = flow(quiet, {
      ...stockOf(30),
      finish: async () => {
        const hanging = Promise.withResolvers<void>();
        most = Math.max(most, hung.push(hanging));
        if (++begun >= 16) more.resolve();
        await hanging.promise;
      },
    }, { slots: 4, slowMs: 1 });
    for (let ended = 0; ended < 14; ended++) {
      await more.promise;
      more = Promise.withResolvers();
      hung.shift()?.resolve();
    }
    await more.promise;
    expect([begun, most]).toEqual([30, 16]);
    for (const each of hung) each.resolve();
    await flowing;
  });

  it("sees what falls due while something hangs", async () => {
    const open = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const due = ["hangs"];
    const flowing = flow(quiet, {
      name: "test",
      take: (max) => Promise.resolve({ taken: due.splice(0, max), more: false }),
      finish: (piece) => piece === "hangs" ? open.promise : Promise.resolve(seen.resolve()),
    });
    due.push("later");
    await seen.promise;
    open.resolve();
    await flowing;
  });

  it("logs a piece that fails and continues", async () => {
    const errors: unknown[] = [];
    const done: number[] = [];
    const log = { ...quiet, error: (...told: unknown[]) => void errors.push(told) };
    await flow(log, {
      ...stockOf(5),
      finish: (piece) => {
        if (piece === 2) return Promise.reject(new TypeError("no such piece"));
        return Promise.resolve(void done.push(piece));
      },
    });
    expect(done).toEqual([0, 1, 3, 4]);
    expect(errors).toMatchObject([["work item failed", { job: "test" }]]);
  });

  it("fails when nothing can be taken, but only once everything in flight has ended", async () => {
    let looks = 0;
    let ended = false;
    const flowing = flow(quiet, {
      name: "test",
      take: () => {
        if (++looks > 1) return Promise.reject(new Error("no database"));
        return Promise.resolve({ taken: [1], more: true });
      },
      finish: async () => {
        await turn();
        ended = true;
      },
    });
    await expect(flowing).rejects.toThrow("no database");
    expect(ended).toBe(true);
  });

  it("takes nothing more after its time", async () => {
    const pieces = stockOf(10);
    await flow(quiet, { ...pieces, finish: () => Promise.resolve() }, { stopAfterMs: 0 });
    expect(pieces.left()).toBe(10);
  });
});

/** Numbered pieces, all due. */
function stockOf(count: number): Omit<Work<number>, "finish"> & { left(): number } {
  const due = Array.from({ length: count }, (_, i) => i);
  return {
    name: "test",
    take: (max) => {
      const taken = due.splice(0, max);
      return Promise.resolve({ taken, more: due.length > 0 });
    },
    left: () => due.length,
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
