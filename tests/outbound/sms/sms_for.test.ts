import { expect, it } from "vitest";
import type { SendSms } from "../../../core/sms/sms.ts";
import { smsFor } from "../../../start/sms_for.ts";

const provider: SendSms = () => Promise.resolve();
const inbox: SendSms = () => Promise.resolve();

it("a message of test mode never goes to a provider, and one of live mode does", async () => {
  expect(smsFor({ test: false }, { provider, inbox, demo: false })).toBe(provider);
  expect(smsFor({ test: true }, { provider, inbox, demo: true })).toBe(inbox);
  const nobody = smsFor({ test: true }, { provider, inbox: undefined, demo: false });
  await expect(nobody({ phone: "19900000001", text: "x", test: true })).rejects.toThrow("no SMS");
});

it("a message of live mode lands where everyone may read it only in a demo", async () => {
  expect(smsFor({ test: false }, { provider: undefined, inbox, demo: true })).toBe(inbox);
  const nobody = smsFor({ test: false }, { provider: undefined, inbox, demo: false });
  await expect(nobody({ phone: "19900000001", text: "x", test: false })).rejects.toThrow("no SMS");
});
