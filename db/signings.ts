import type { SigningStore } from "../core/signing/signing_store.ts";

export const signingStore: SigningStore = {};
