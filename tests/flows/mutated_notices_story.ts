import { expect } from "vitest";
import type { Message } from "../support/tiny_gateway.ts";
import { noticeOf, type UnionpayApp } from "../support/unionpay_app.ts";
import { leftForGateway, refusedNotices, stateOf } from "../support/unionpay_payers.ts";

/** Each makes one fact wrong; the gateway signs what comes of it. */
const wrongFacts: readonly ((notice: Message, n: number) => Message)[] = [
  (notice, n) => ({ ...notice, txnAmt: String(n + 1) }),
  (notice, n) => ({ ...notice, txnAmt: `-${n}` }),
  (notice) => ({ ...notice, txnAmt: "88.00" }),
  (notice, n) => ({ ...notice, orderId: `01KAF0ZV9Q3W5X7Y9Z1B${String(n).padStart(6, "0")}` }),
  (notice) => ({ ...notice, orderId: "" }),
  (notice, n) => ({ ...notice, merId: `7772900581${String(n % 100_000).padStart(5, "1")}` }),
  (notice, n) => ({ ...notice, txnTime: String(20_200_101_000_000 + n % 86_000) }),
  (notice) => ({ ...notice, txnTime: "20269999999999" }),
  (notice) => ({ ...notice, currencyCode: "840" }),
  (notice, n) => ({ ...notice, respCode: ["01", "03", "05", "12", "34", "99", ""][n % 7] ?? "" }),
  (notice, n) => ({ ...notice, txnType: ["00", "04", "31", "99", "77", ""][n % 6] ?? "" }),
  (notice) => ({ ...notice, queryId: "" }),
];

/** Each changes what was signed. */
const tampered: readonly ((body: string, n: number) => string)[] = [
  (body, n) => body.slice(0, n * 37 % body.length),
  (body, n) => cut(body, n * 53 % body.length, 1),
  (body, n) => put(body, n * 71 % body.length, "&"),
  (body, n) => put(body, n * 31 % body.length, "%"),
  (body, n) => put(body, n * 17 % body.length, String.fromCharCode(33 + n % 90)),
  (body) => body.replaceAll("%2B", "+"),
  (body) => body.replaceAll("%0D", ""),
  (body) => `${body}&txnAmt=1`,
  (body, n) => body.split("&").filter((_, i) => i !== n % 12).join("&"),
  (body) => decodeURIComponent(body),
];

const AT_ONCE = 50;

/**
 * So many mutated notices, half of them signed by the gateway: none settles anything, none is a fault. The one true
 * notice then does.
 */
export async function mutatedNotices(at: UnionpayApp, count: number): Promise<void> {
  const { orderId, form } = await leftForGateway(at);
  const true_ = noticeOf(form);
  const good = at.gateway.signed(true_);
  const body = new URLSearchParams(good).toString();
  const url = `http://portal.test/notify/unionpay/${at.app.merchant.merchantNo}`;
  const send = async (text: string) => {
    const answer = await at.app.fetch(
      new Request(url, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: text,
      }),
    );
    await answer.body?.cancel();
    return answer.status;
  };
  const mutant = (n: number): string => {
    const half = Math.floor(n / 2);
    if (n % 2 === 0) return tampered[half % tampered.length]?.(body, half) ?? "";
    const wrong = wrongFacts[half % wrongFacts.length]?.(true_, half) ?? {};
    return new URLSearchParams(at.gateway.signed(wrong)).toString();
  };
  const statuses = new Map<number, number>();
  for (let n = 0; n < count; n += AT_ONCE) {
    const bodies = Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, i) => mutant(n + i))
      // Some changes change nothing that is signed or read, such as a letter's other spelling.
      .filter((text) => text !== body);
    for (const status of await Promise.all(bodies.map(send))) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(await stateOf(at, orderId)).toBe("open");
  expect((await refusedNotices(at)).length).toBeGreaterThan(0);
  expect(await send(body)).toBe(200);
  expect(await stateOf(at, orderId)).toBe("paid");
}

function cut(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function put(text: string, at: number, what: string): string {
  return `${text.slice(0, at)}${what}${text.slice(at)}`;
}
