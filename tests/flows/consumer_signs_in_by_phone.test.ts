import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { must } from "../support/fixtures.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { entered, wrongCode } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

// Of the sandbox's first person, as the channel reports it.
const PHONE = "19900000001";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function codeTo(phone: string): Promise<string> {
  must(await sendSignInCode(app.deps, { phone, source: "s", lang: "zh" }));
  return await lastCodeFor(app.deps, phone) ?? "";
}

const signIn = (typed: string, had?: string) =>
  signInByPhone(app.deps, { phone: PHONE, typed, browser: { client: "?", had }, source: "s" });

describe("a phone and a code", () => {
  it("sign in its holder, who is not the person whose phone a channel says it is", async () => {
    const byApp = await entered(app, "person_a");
    const first = must(await signIn(await codeTo(PHONE)));
    const again = must(await signIn(await codeTo(PHONE), first));
    const here = await consumerOfSession(app.deps, again);
    expect(here?.identity.issuer).toBe("phone");
    expect(here?.consumer.consumerId).not.toBe(byApp.consumer.consumerId);
    expect(await consumerOfSession(app.deps, first)).toBeUndefined();
  });

  it("take a code once, an older one while it lasts, and none after five wrong tries", async () => {
    const older = await codeTo(PHONE);
    const newer = await codeTo(PHONE);
    expect((await signIn(older)).ok).toBe(true);
    expect((await signIn(newer)).ok).toBe(false);
    const code = await codeTo(PHONE);
    for (let tries = 0; tries < 5; tries++) expect((await signIn(wrongCode(code))).ok).toBe(false);
    expect((await signIn(code)).ok).toBe(false);
  });
});
