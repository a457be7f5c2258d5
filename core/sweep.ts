import type { Deps } from "./deps.ts";
import { flow, type FlowOptions } from "./flow.ts";
import type { MerchantNo } from "./id.ts";
import { type Merchant, merchantNow } from "./merchant/merchant.ts";
import type { Query } from "./query.ts";
import type { Instant } from "./time.ts";

/** Something that is done again and again to whatever is due. */
export interface Sweep<T> {
  /** Named in the log when a piece fails. */
  readonly name: string;
  readonly subject: (piece: T) => { readonly id: string; readonly merchantNo: MerchantNo };
  /** What is due at `now`, the oldest first: of merchants on our clock, or of the one given on its own. */
  readonly due: (
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ) => Query<readonly T[]>;
  /**
   * Whether it moved on, so that it is not due any more. Whatever did not, and whatever failed, is tried again a while
   * later, and until then stands before nothing else.
   */
  readonly work: (piece: T, now: Instant) => Promise<boolean>;
}

/** Merchants take turns within so many that are due. */
const LOOK_MAX = 500;
/** What failed or was left is tried again after so many milliseconds, in this run or the next. */
const LEFT_FOR_MS = 5_000;

/** Does what is due on our clock, until nothing is; answers how many pieces moved on. */
export function sweep<T>(deps: Deps, work: Sweep<T>, options?: FlowOptions): Promise<number> {
  return sweepClocks(deps, work, { ownClocks: [], options });
}

/** The same on our clock and on that of each test merchant that moved its own. */
export async function sweepEachClock<T>(
  deps: Deps,
  work: Sweep<T>,
  options?: FlowOptions,
): Promise<number> {
  const [ownClocks] = await deps.load(deps.merchants.withOwnClock());
  return await sweepClocks(deps, work, { ownClocks, options });
}

interface Piece<T> {
  readonly found: T;
  readonly id: string;
  readonly merchantNo: MerchantNo;
  readonly now: Instant;
}

async function sweepClocks<T>(
  deps: Deps,
  { name, subject, due, work }: Sweep<T>,
  { ownClocks, options }: {
    readonly ownClocks: readonly Merchant[];
    readonly options: FlowOptions | undefined;
  },
): Promise<number> {
  let queue: Piece<T>[] = [];
  const underWay = new Set<string>();
  const leftAt = new Map<string, number>();
  let moved = 0;
  await flow(deps.log, {
    name,
    about: ({ id }) => id,
    take: async (max) => {
      const enough = queue.length >= max;
      if (!enough) queue = [...inTurns(await look())];
      const taken = queue.splice(0, max);
      for (const { id } of taken) underWay.add(id);
      return { taken, more: taken.length === max };
    },
    finish: async ({ found, id, now }) => {
      let done = false;
      try {
        done = await work(found, now);
      } finally {
        underWay.delete(id);
        if (done) moved++;
        else leftAt.set(id, performance.now());
      }
    },
  }, options);
  return moved;

  async function look(): Promise<readonly Piece<T>[]> {
    const leftBefore = performance.now() - LEFT_FOR_MS;
    for (const [id, at] of leftAt) if (at < leftBefore) leftAt.delete(id);
    const now = deps.now();
    const clocks = [
      { now, whose: undefined },
      ...ownClocks.map((each) => ({ now: merchantNow(each, now), whose: each.merchantNo })),
    ];
    // What is in hand may still be read as due, and must neither be taken twice nor stand before the rest.
    const inHand = new Set([...underWay, ...leftAt.keys()]);
    const max = LOOK_MAX + inHand.size;
    const found = await Promise.all(clocks.map(async ({ now, whose }) => {
      const [pieces] = await deps.load(due(now, whose, max));
      return pieces.map((each) => ({ found: each, ...subject(each), now }));
    }));
    return found.flat().filter(({ id }) => !inHand.has(id));
  }
}

/** The first of each merchant, then the second of each …, so that a long list of one keeps no other waiting. */
function inTurns<T>(pieces: readonly Piece<T>[]): readonly Piece<T>[] {
  const counts = new Map<MerchantNo, number>();
  const placed = pieces.map((piece) => {
    const place = counts.get(piece.merchantNo) ?? 0;
    counts.set(piece.merchantNo, place + 1);
    return { piece, place };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ piece }) => piece);
}
