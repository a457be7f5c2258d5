import type { ConsumerStore } from "../core/consumer/consumer_store.ts";

export const consumerStore: ConsumerStore = {};
