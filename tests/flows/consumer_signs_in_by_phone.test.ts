import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDevice } from "../../core/consumer/known_device.ts";
import { digestPhone } from "../../core/consumer/digest_identity.ts";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import type { SignInAttempt } from "../../core/consumer/sign_in_attempt.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { minutes } from "../../core/time.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { must } from "../support/fixtures.ts";
import { entered, wrongCode } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

// Of the sandbox's first person, as the channel reports it.
const PHONE = "19900000001";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Sent {
  readonly attempt: SignInAttempt;
  readonly code: string;
}

interface From {
  readonly phone?: string;
  readonly source?: string;
  readonly device?: string;
  readonly attempt?: string;
}

function asked({ phone = PHONE, source = "s", device, attempt }: From = {}) {
  return sendSignInCode(app.deps, { phone, source, device, attempt, lang: "zh" });
}

async function codeTo(from: From = {}): Promise<Sent> {
  const attempt = must(await asked(from));
  return { attempt, code: await lastCodeFor(app.deps, from.phone ?? PHONE) ?? "" };
}

function signIn({ attempt, code }: Sent, from: From & { readonly had?: string } = {}) {
  const { source = "s", device, had } = from;
  const browser = { client: "?", had };
  return signInByPhone(app.deps, { attempt, typed: code, browser, source, device });
}

describe("a phone and a code", () => {
  it("sign in its holder, who is not the person whose phone a channel says it is", async () => {
    const byApp = await entered(app, "person_a");
    const first = must(await signIn(await codeTo()));
    const again = must(await signIn(await codeTo(), { had: first.sessionToken }));
    const here = await consumerOfSession(app.deps, again.sessionToken);
    expect(here?.identity?.issuer).toBe("phone");
    expect(here?.consumer.consumerId).not.toBe(byApp.consumer.consumerId);
    expect(await consumerOfSession(app.deps, first.sessionToken)).toBeUndefined();
  });

  it("make one person, also when two browsers are first at once", async () => {
    const phone = "19900000090";
    const both = [await codeTo({ phone }), await codeTo({ phone })];
    const tokens = (await Promise.all(both.map((each) => signIn(each)))).map(must);
    const people = await Promise.all(
      tokens.map(({ sessionToken }) => consumerOfSession(app.deps, sessionToken)),
    );
    expect(people.map((each) => each?.consumer.consumerId)).toEqual([
      people[0]?.consumer.consumerId ?? "nobody",
      people[0]?.consumer.consumerId ?? "nobody",
    ]);
  });
});

describe("a sign-in code", () => {
  it("is taken once, an older one while it lasts, and none of them after that", async () => {
    const phone = "19900000091";
    const older = await codeTo({ phone });
    const newer = await codeTo({ phone, attempt: older.attempt.attempt });
    expect((await signIn(older)).ok).toBe(true);
    expect((await signIn(newer)).ok).toBe(false);
    expect((await signIn(older)).ok).toBe(false);
  });

  it("is dead after five minutes, and after five wrong tries", async () => {
    const phone = "19900000092";
    const late = await codeTo({ phone });
    app.clock.advance(minutes(5));
    expect((await signIn(late)).ok).toBe(false);
    const sent = await codeTo({ phone });
    for (let tries = 0; tries < 5; tries++) {
      expect((await signIn({ ...sent, code: wrongCode(sent.code) })).ok).toBe(false);
    }
    expect((await signIn(sent)).ok).toBe(false);
  });

  it("is good for the phone and in the browser that asked for it, and nowhere else", async () => {
    const mine = await codeTo({ phone: "19900000093" });
    const other = await codeTo({ phone: "19900000094" });
    const onTheirPhone = { ...mine.attempt, phone: "19900000094" };
    expect((await signIn({ code: mine.code, attempt: onTheirPhone })).ok).toBe(false);
    const elsewhere = { ...mine.attempt, attempt: other.attempt.attempt };
    expect((await signIn({ code: mine.code, attempt: elsewhere })).ok).toBe(false);
    expect((await signIn(mine)).ok).toBe(true);
  });
});

describe("whoever guesses at a phone", () => {
  const tooMany = { ok: false, error: { code: "too_many_requests" } };

  it("has ten tries an hour from wherever, and locks out no browser of its holder's", async () => {
    const phone = "19900000095";
    const device = await newDevice(app.deps, await digestPhone(app.deps.vault, phone));
    const holder = await codeTo({ phone, device });
    for (let n = 0; n < 10; n++) {
      const sent = await codeTo({ phone, source: `t${n}` });
      const guess = { ...sent, code: wrongCode(sent.code) };
      expect(await signIn(guess, { source: `t${n}` })).toMatchObject({
        error: { code: "sign_in_code_refused" },
      });
    }
    const right = await codeTo({ phone, device });
    expect(await signIn(right, { source: "new" })).toMatchObject(tooMany);
    expect(await asked({ phone, source: "new" })).toMatchObject(tooMany);
    expect((await signIn(holder, { device })).ok).toBe(true);
    app.clock.advance(minutes(61));
    expect((await asked({ phone, source: "new" })).ok).toBe(true);
  });

  it("gets no way of their own by a device that was made up, or is another phone's", async () => {
    const phone = "19900000096";
    const other = await newDevice(app.deps, await digestPhone(app.deps.vault, PHONE));
    for (let n = 0; n < 10; n++) must(await asked({ phone, source: `u${n}` }));
    for (const device of [other, "made.up", ""]) {
      expect(await asked({ phone, source: "v", device })).toMatchObject(tooMany);
    }
  });
});
