import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { changePhone } from "../../core/identity/change_phone.ts";
import type { ConsumerHere } from "../../core/session/consumer_of_session.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { must } from "./fixtures.ts";
import { hereOf } from "./newcomer.ts";
import type { TestApp } from "./test_app.ts";

const browser = { client: "Chrome · Android", lang: "en" } as const;

// Everybody comes from somewhere else, so that nobody uses up another's tries.
let tries = 0;

/** Somebody with this phone types the code that it got, in a browser that shows `device`. */
export async function tryPhone(app: TestApp, phone: string, device?: string) {
  const from = { source: `somewhere ${++tries}`, device };
  const attempt = must(await sendSignInCode(app.deps, { phone, lang: "en", ...from }));
  const typed = await lastCodeFor(app.deps, phone) ?? "";
  return await signInByPhone(app.deps, { attempt, typed, browser, ...from });
}

export interface ByPhone {
  readonly here: ConsumerHere;
  readonly token: string;
  readonly device: string;
}

export async function byPhone(app: TestApp, phone: string, device?: string): Promise<ByPhone> {
  const { sessionToken: token, device: known } = must(await tryPhone(app, phone, device));
  return { here: await hereOf(app, token), token, device: known };
}

/** They change their phone to this one, and have its code already. */
export async function readyToChange(app: TestApp, here: ConsumerHere, phone: string) {
  const from = { source: here.session.sessionId, device: undefined };
  const asked = { phone, purpose: "change", lang: "en", ...from } as const;
  const { attempt } = must(await sendSignInCode(app.deps, asked));
  const typed = await lastCodeFor(app.deps, phone) ?? "";
  return () => changePhone(app.deps, { here, phone, attempt, typed, ...from });
}
