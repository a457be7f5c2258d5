import { afterAll, beforeAll, describe, it } from "vitest";
import { openStore, type Store } from "./journal.ts";
import { soak } from "./soak.ts";

let store: Store;
beforeAll(async () => {
  store = await openStore("sqld");
});
afterAll(() => store.close());

describe("a server with the settings we ask for", () => {
  it("takes 64 writers with 300 writes each, and then one more", () => soak(store, 300));
});
