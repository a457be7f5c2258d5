import { afterAll, beforeAll, describe, it } from "vitest";
import {
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";
import { mutatedNotices } from "./mutated_notices_story.ts";

let world: UnionpayWorld;
let at: UnionpayApp;
beforeAll(async () => {
  world = await unionpayWorld();
  at = await unionpayApp(world);
});
afterAll(async () => {
  await at.close();
  await world.ca.remove();
});

describe("ten thousand mutated notices", () => {
  it("settle nothing and are no fault", () => mutatedNotices(at, 10_000));
});
