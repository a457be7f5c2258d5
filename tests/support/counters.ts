import { cny } from "../../core/money.ts";
import { setPin } from "../../core/till/set_pin.ts";
import { setRefundLimit } from "../../core/till/set_refund_limit.ts";
import { merchantNo, parseId, type ScreenId } from "../../core/id.ts";
import { browserWith } from "./app_browser.ts";
import { must } from "./fixtures.ts";
import { signedIn } from "./staff.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

export const PIN = "264913";

/** A counter with its screen paired, a PIN set and a limit for refunds, in fen. */
export interface Counter {
  readonly screenId: ScreenId;
  /** The cookie that makes a browser this till. */
  readonly till: string;
  /** The same and that of whoever has unlocked it. */
  unlock(pin?: string): Promise<{ readonly answer: Response; readonly cookies: string }>;
}

interface Given {
  readonly shop: TestMerchant;
  readonly each?: number;
  readonly perDay?: number;
  readonly pin?: string;
}

/** Another process finds the same till by its cookie. */
export async function openCounter(app: TestApp, given: Given): Promise<Counter> {
  const { shop, pin = PIN } = given;
  const { screenId, code } = await addScreen(app, shop);
  const paired = await browserWith(app, "").ask("/till/pairing", { fields: { code } });
  const till = cookieIn(paired);
  await setUpTill(app, screenId, given);
  return { screenId, till, unlock: (typed = pin) => unlockAt(app, till, typed) };
}

/** A screen that waits to be paired under this code. */
export async function addScreen(app: TestApp, { secretKey: key }: TestMerchant) {
  const added = await app.api("/v1/screens", { body: { name: "一号柜台" }, key });
  const { screen_id, pairing_code: code } = await added.json();
  const screenId: ScreenId | undefined = parseId("scr", screen_id);
  if (!screenId) throw new Error(`Cannot add a screen: ${added.status}`);
  return { screenId, code: String(code) };
}

/** As the owner does at the console: a PIN, and what may be refunded. */
export async function setUpTill(app: TestApp, screenId: ScreenId, given: Given): Promise<void> {
  const { shop, each = 10_000, perDay = 30_000, pin = PIN } = given;
  const no = merchantNo(shop.merchantNo);
  const { staff, session } = await signedIn(app, "owner", no);
  const caller = {
    type: "staff",
    merchantNo: no,
    staffId: staff.staffId,
    within: session.sessionId,
  } as const;
  must(await setPin(app.deps, { caller, screenId, typed: pin }));
  const refundLimit = { each: cny(each), perDay: cny(perDay) };
  must(await setRefundLimit(app.deps, { caller, screenId, refundLimit }));
}

/** Enters a PIN at this till, in whichever process. */
export async function unlockAt(app: TestApp, till: string, pin: string) {
  const answer = await browserWith(app, till).ask("/till/unlock", { fields: { pin } });
  const cookies = answer.status === 303 ? `${till}; ${cookieIn(answer)}` : till;
  return { answer, cookies };
}

function cookieIn(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
