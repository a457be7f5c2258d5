import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { MESSAGE_LEASE } from "../../core/message/hand_over.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { lastCodeFor, messagesOf } from "../../sandbox/bank/inbox.ts";
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

async function newsOf(phone: string): Promise<readonly string[]> {
  await tellConsumers(app.deps);
  const messages = await messagesOf(app.deps, phone, 20);
  return messages.map(({ text }) => text).filter((text) => text.includes("new device"));
}

describe("a sign-in", () => {
  it("is news in a browser that is new to an account, in the language they use there", async () => {
    const phone = "19900000071";
    const { device } = await signedIn(phone);
    await signedIn(phone, device);
    expect(await newsOf(phone)).toEqual([]);
    await signedIn(phone);
    expect(await newsOf(phone)).toEqual([
      "Countersign: Your account was signed in to on a new device: Chrome · Android. " +
      "Not you? Look in My contracts.",
    ]);
    await newsOf(phone);
    expect(await newsOf(phone)).toHaveLength(1);
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
