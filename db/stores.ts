import type { Deps } from "../core/deps.ts";
import { canaryStore } from "./canary.ts";
import { codeStore } from "./codes.ts";
import { limitStore } from "./limits.ts";
import { linkStore } from "./links.ts";
import { screenStore } from "./screens.ts";
import { consumerStore } from "./consumers.ts";
import { contractStore } from "./contracts.ts";
import { deductionStore } from "./deductions.ts";
import { planStore } from "./plans.ts";
import { signingStore } from "./signings.ts";
import { createCommit } from "./commit.ts";
import { deliveryStore } from "./deliveries.ts";
import { endpointStore } from "./endpoints.ts";
import { fullOrderStore } from "./full_orders.ts";
import { eventStore } from "./events.ts";
import { merchantStore } from "./merchants.ts";
import { nonceStore } from "./nonces.ts";
import { orderStore } from "./orders.ts";
import { paymentStore } from "./payments.ts";
import { createLoad } from "./query.ts";
import type { Reader } from "./reader.ts";
import { refundStore } from "./refunds.ts";

export type Stores = Pick<
  Deps,
  | "load"
  | "write"
  | "commit"
  | "merchants"
  | "nonces"
  | "orders"
  | "payments"
  | "refunds"
  | "endpoints"
  | "plans"
  | "consumers"
  | "signings"
  | "contracts"
  | "deductions"
  | "limits"
  | "links"
  | "codes"
  | "screens"
  | "events"
  | "deliveries"
  | "canary"
>;

/** Every port of `Deps` that a database stands behind. Stores only describe reads; `load` sends them. */
export function createStores(parts: {
  readonly reader: Reader;
  readonly write: Deps["write"];
  readonly publicUrl: string;
  readonly onWritten?: (() => void) | undefined;
}): Stores {
  return {
    load: createLoad(parts.reader),
    write: parts.write,
    commit: createCommit(parts.write, parts),
    merchants: merchantStore,
    nonces: nonceStore,
    orders: { ...orderStore, ...fullOrderStore },
    payments: paymentStore,
    refunds: refundStore,
    endpoints: endpointStore,
    plans: planStore,
    consumers: consumerStore,
    signings: signingStore,
    contracts: contractStore,
    deductions: deductionStore,
    limits: limitStore,
    links: linkStore,
    codes: codeStore,
    screens: screenStore,
    events: eventStore,
    deliveries: deliveryStore,
    canary: canaryStore,
  };
}
