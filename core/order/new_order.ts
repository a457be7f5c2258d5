import { after, type Duration, type Instant, minutes } from "../time.ts";
import type { Order, OrderFacts } from "./order.ts";

export const ORDER_LIFETIME: Duration = minutes(30);

type GivenFacts = Omit<OrderFacts, "expiresIn" | "createdAt" | "expiresAt" | "version" | "chain">;

/** An order that is open from `at` on, for half an hour unless told otherwise. */
export function newOrder(
  facts: GivenFacts & { readonly expiresIn: Duration | undefined },
  at: Instant,
): Order {
  const expiresIn = facts.expiresIn ?? ORDER_LIFETIME;
  return {
    ...facts,
    expiresIn,
    createdAt: at,
    expiresAt: after(at, expiresIn),
    version: 1,
    chain: "",
    state: "open",
  };
}
