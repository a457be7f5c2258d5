import { afterEach, beforeAll, beforeEach, describe, it } from "vitest";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { type PlatformApp, platformApp } from "../support/platform_app.ts";
import { mutatedOpenNotices } from "./mutated_open_notices_story.ts";

let pki: Pki;
let at: PlatformApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await platformApp(pki);
});
afterEach(() => at.close());

describe("ten thousand mutated notices of the open platform", () => {
  it("end no contract and are no fault", () => mutatedOpenNotices({ at, pki }, 10_000));
});
