import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterByApp } from "../../core/consumer/enter_by_app.ts";
import { closeCharging } from "../../core/consumer/close_charging.ts";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { deviceIn, newDevice, personMark } from "../../core/consumer/known_device.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { reopenCharging } from "../../core/consumer/reopen_charging.ts";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { MESSAGE_LEASE } from "../../core/message/hand_over.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { cny } from "../../core/money.ts";
import { setOwnLimit } from "../../core/own_limit/set_own_limit.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { days, englishTime } from "../../core/time.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { lastCodeFor, messagesOf } from "../../sandbox/bank/inbox.ts";
import { type PersonNo, personOf } from "../../sandbox/bank/persons.ts";
import { must } from "../support/fixtures.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function signedIn(phone: string, device?: string) {
  const asked = { phone, source: "s", device, lang: "en" } as const;
  const attempt = must(await sendSignInCode(app.deps, asked));
  const typed = await lastCodeFor(app.deps, phone) ?? "";
  const browser = { client: "Chrome · Android", lang: "en" } as const;
  return must(await signInByPhone(app.deps, { attempt, typed, source: "s", device, browser }));
}

async function byApp(personNo: PersonNo, appDevice?: string) {
  const browser = { client: "Chrome · Android", lang: "en", appDevice } as const;
  const code = await makeAppCode(app.deps, personNo);
  return must(await enterByApp(app.deps, { code, parameter: "app_code", browser }));
}

async function newsOf(phone: string): Promise<readonly string[]> {
  await tellConsumers(app.deps);
  const messages = await messagesOf(app.deps, phone, 20);
  return messages.map(({ text }) => text).filter((text) => text.includes("new device"));
}

const now = () => englishTime(app.clock.now());

describe("a sign-in", () => {
  it("is news in a browser that is new to an account, in the language they use there", async () => {
    const phone = "19900000071";
    const { device } = await signedIn(phone);
    await signedIn(phone, device);
    expect(await newsOf(phone)).toEqual([]);
    await signedIn(phone);
    expect(await newsOf(phone)).toEqual([
      `Countersign: A new device signed in to your account on ${now()}: Chrome · Android, by a code to your phone. ` +
      "Not you? Look in My contracts.",
    ]);
    await newsOf(phone);
    expect(await newsOf(phone)).toHaveLength(1);
  });
});

describe("an entry from a channel's app", () => {
  const phone = personOf("person_b")!.phone;

  it("is news in a browser that is new to the account, but for its first one", async () => {
    const { appDevice } = await byApp("person_b");
    await byApp("person_b", appDevice);
    expect(await newsOf(phone)).toEqual([]);
    await byApp("person_b");
    expect(await newsOf(phone)).toEqual([
      `Countersign: A new device signed in to your account on ${now()}: Chrome · Android, by an app. ` +
      "Not you? Look in My contracts.",
    ]);
  });

  it("is news once a day in browsers that keep nothing, however many come at once", async () => {
    app.clock.advance(days(1));
    await Promise.all([byApp("person_b"), byApp("person_b"), byApp("person_b")]);
    await byApp("person_b");
    expect(await newsOf(phone)).toHaveLength(2);
    app.clock.advance(days(1));
    await byApp("person_b");
    expect(await newsOf(phone)).toHaveLength(3);
  });

  it("is news where another's browser, or one of before a phone was lost, is shown", async () => {
    app.clock.advance(days(1));
    const { appDevice: others } = await byApp("person_c");
    const { appDevice: own, sessionToken: session } = await byApp("person_b", others);
    expect(own).not.toBe(others);
    expect(await newsOf(phone)).toHaveLength(4);
    must(await losePhone(app.deps, { session }));
    app.clock.advance(days(1));
    await byApp("person_b", own);
    expect(await newsOf(phone)).toHaveLength(5);
  });

  it("gives a browser no tries of its own at the PIN", async () => {
    const { appDevice, consumer } = await byApp("person_c");
    const mark = personMark(consumer);
    expect(await deviceIn(app.deps, await newDevice(app.deps, mark), mark)).toBeDefined();
    expect(await deviceIn(app.deps, appDevice, mark)).toBeUndefined();
  });
});

describe("what somebody does, or is done to them,", () => {
  it("is news in the write that does it, also where it is no event of the person", async () => {
    const phone = "19900000073";
    const { sessionToken: session } = await signedIn(phone);
    const here = (await consumerOfSession(app.deps, session))!;
    const pin = { typed: "428613", again: "428613", old: "", device: undefined };
    must(await setPaymentPin(app.deps, { here, ...pin }));
    const wanted = { perTransaction: undefined, perDay: cny(10_000) };
    must(await setOwnLimit(app.deps, { here, about: "charges", wanted }));
    const changedAt = now();
    must(await closeCharging(app.deps, { session }));
    must(await closeCharging(app.deps, { session }));
    must(await reopenCharging(app.deps, { session, resumed: [] }));
    must(await losePhone(app.deps, { session }));
    must(await losePhone(app.deps, { session }));
    app.clock.advance(days(1));
    const { sessionToken: later } = await signedIn(phone);
    must(await findPhone(app.deps, { session: later }));
    await tellConsumers(app.deps);
    const texts = (await messagesOf(app.deps, phone, 20)).map(({ text }) => text);
    for (
      const told of [
        "Your payment PIN was set.",
        "You changed your limit for all charges without a password " +
        `on ${changedAt}, with effect at once: per day from no limit of your own to ¥100.00.`,
        "Charges without a password are off.",
        "Charges without a password are on again.",
        "Your phone is reported lost.",
        "Your phone is no longer reported lost.",
      ]
    ) expect(texts.filter((text) => text.includes(told)), told).toHaveLength(1);
  });
});

describe("a message about an account", () => {
  it("goes out later under the same id where the provider refused it", async () => {
    const phone = "19900000072";
    await signedIn(phone);
    await signedIn(phone);
    const heard: Sms[] = [];
    let refuses = true;
    const sms = (message: Sms) => {
      heard.push(message);
      return refuses ? Promise.reject(new Error("busy")) : Promise.resolve();
    };
    await tellConsumers({ ...app.deps, sms });
    refuses = false;
    await tellConsumers({ ...app.deps, sms });
    expect(heard).toHaveLength(1);
    app.clock.advance(MESSAGE_LEASE);
    await tellConsumers({ ...app.deps, sms });
    expect(heard.map(({ messageId }) => messageId)).toEqual([
      heard[0]?.messageId,
      heard[0]?.messageId,
    ]);
    expect(heard[1]).toMatchObject({ phone, test: false });
  });
});
