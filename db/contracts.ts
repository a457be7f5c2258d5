import type { ContractStore } from "../core/contract/contract_store.ts";

export const contractStore: ContractStore = {};
