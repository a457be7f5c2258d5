import { after, days, type Duration, type Instant, minutes } from "../time.ts";
import type { Order, OrderFacts } from "./order.ts";

const ORDER_LIFETIME: Duration = minutes(30);
const TRANSFER_LIFETIME: Duration = days(7);

/** What an order lives when nobody says otherwise. */
export function usualLifetime(transfer: object | undefined): Duration {
  return transfer ? TRANSFER_LIFETIME : ORDER_LIFETIME;
}

type GivenFacts = Omit<
  OrderFacts,
  "expiresIn" | "transfer" | "createdAt" | "expiresAt" | "version" | "chain"
>;

/** An order that is open from `at` on, for half an hour, or a week for a transfer, unless told otherwise. */
export function newOrder(
  facts: GivenFacts & Partial<Pick<OrderFacts, "transfer">> & {
    readonly expiresIn: Duration | undefined;
  },
  at: Instant,
): Order {
  const expiresIn = facts.expiresIn ?? usualLifetime(facts.transfer);
  return {
    ...facts,
    transfer: facts.transfer,
    expiresIn,
    createdAt: at,
    expiresAt: after(at, expiresIn),
    version: 1,
    chain: "",
    state: "open",
  };
}
