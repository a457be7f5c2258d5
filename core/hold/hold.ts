import type { HoldId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** What a hold has taken goes out with the first batch after its release. */
export const holdMachine = {
  in_force: { released: "released" },
  released: {},
} as const satisfies Machine<Hold["state"], "released">;

/** Money of a merchant number that is not paid out for now. */
export interface Hold {
  readonly holdId: HoldId;
  readonly merchantNo: MerchantNo;
  /** At most so much of the batches to come; undefined = all there is, also of those that are built. */
  readonly amount: Money | undefined;
  /** What batches have held by it. */
  readonly taken: Money;
  readonly reason: string;
  readonly state: "in_force" | "released";
  readonly placedAt: Instant;
  readonly releasedAt: Instant | undefined;
  readonly releaseReason: string | undefined;
  readonly version: number;
}
