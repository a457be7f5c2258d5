import { createPrivateKey, sign } from "node:crypto";
import { expect } from "vitest";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { APP_ID, type PlatformApp, TEMPLATE } from "../support/platform_app.ts";

type Notice = Readonly<Record<string, string>>;

/** Each makes one fact wrong; the platform signs what comes of it. */
const wrongFacts: readonly ((notice: Notice, n: number) => Notice)[] = [
  (notice, n) => ({ ...notice, appId: String(n).padStart(32, "c") }),
  (notice, n) => ({ ...notice, openId: `somebody${n}` }),
  (notice) => ({ ...notice, openId: " " }),
  (notice, n) => ({ ...notice, planId: String(n).padStart(32, "d") }),
  (notice, n) => ({ ...notice, contractId: String(n).padStart(19, "9") }),
  (notice, n) => ({
    ...notice,
    contractCode: `ctr01KAF0ZV9Q3W5X7Y9Z1B${String(n).padStart(6, "0")}`,
  }),
  (notice) => ({ ...notice, contractCode: "ctr", contractId: "" }),
  (notice) => ({ ...notice, contractCode: "", contractId: "" }),
  (notice, n) => ({
    ...notice,
    contractStatus: ["0", "1", "2", "4", "30", "03", "x"][n % 7] ?? "",
  }),
  (notice, n) => ({ ...notice, [`field${n}`]: "unknown" }),
  (notice) => ({ ...notice, operateTime: "" }),
];

/** Each changes what was signed. */
const tampered: readonly ((body: string, n: number) => string)[] = [
  (body, n) => body.slice(0, n * 37 % body.length),
  (body, n) => put(body, { at: n * 71 % body.length, what: "&" }),
  (body, n) => put(body, { at: n * 31 % body.length, what: "%" }),
  (body, n) => put(body, { at: n * 17 % body.length, what: String.fromCharCode(33 + n % 90) }),
  (body) => body.replaceAll("%2B", "-").replaceAll("%2F", "_"),
  (body) => `${body}&contractStatus=3`,
  (body, n) => body.split("&").filter((_, i) => i !== n % 7).join("&"),
  (body) =>
    JSON.stringify({ ...Object.fromEntries(new URLSearchParams(body)), contractStatus: "3" }),
  (_, n) => ["{", "{}", "[]", '{"signature":[]}', "null", "{]", '{"a":1e999}', ""][n % 8] ?? "",
];

const AT_ONCE = 50;

/**
 * So many mutated notices of an end, half of them signed by the platform: none ends the contract, none is a fault. The
 * one true notice then does.
 */
export async function mutatedOpenNotices(
  { at, pki }: { readonly at: PlatformApp; readonly pki: Pki },
  count: number,
): Promise<void> {
  const path = await at.open("member-1");
  await at.sign(path);
  const { contract_id } = await at.contractOf(path);
  const [there] = (await at.gateway.control({})).contracts;
  const url = `http://portal.test/notify/unionpay/${at.app.merchant.merchantNo}/contracts`;
  const send = async (body: string) => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await at.app.fetch(new Request(url, { method: "POST", headers, body }));
    await answer.body?.cancel();
    return answer.status;
  };
  const stateOf = async () =>
    (await (await at.app.api(`/v1/contracts/${contract_id}`)).json()).state;
  const key = createPrivateKey(pki.openPlatform.key);
  const signed = (notice: Notice) => {
    const given = Object.entries(notice).filter(([, value]) => value !== "");
    const text = given.map((pair) => pair.join("=")).sort().join("&");
    const signature = sign("sha256", new TextEncoder().encode(text), key).toString("base64");
    return new URLSearchParams({ ...Object.fromEntries(given), signature }).toString();
  };
  const truth: Notice = {
    appId: APP_ID,
    openId: there?.openId ?? "",
    planId: TEMPLATE,
    contractId: there?.contractId ?? "",
    contractCode: there?.contractCode ?? "",
    operateTime: "20261120093000",
  };
  const good = signed(truth);
  const mutant = (n: number): string => {
    const half = Math.floor(n / 2);
    if (n % 2 === 0) return tampered[half % tampered.length]?.(good, half) ?? "";
    return signed(wrongFacts[half % wrongFacts.length]?.(truth, half) ?? {});
  };
  const statuses = new Map<number, number>();
  for (let n = 0; n < count; n += AT_ONCE) {
    const bodies = Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, i) => mutant(n + i))
      // Some change nothing but how the signature is spelled.
      .filter((body) => read(body) !== read(good));
    for (const status of await Promise.all(bodies.map(send))) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  // Both kinds were there: what was refused, and what was genuine and not understood.
  expect([...statuses.keys()].some((status) => status >= 400)).toBe(true);
  expect(statuses.get(200) ?? 0).toBeGreaterThan(0);
  await at.settle();
  expect(await stateOf()).toBe("active");
  expect(await send(good)).toBe(200);
  expect(await stateOf()).toBe("terminated");
}

function put(text: string, { at, what }: { readonly at: number; readonly what: string }): string {
  return `${text.slice(0, at)}${what}${text.slice(at)}`;
}

/** What a form says; base64 may have spaces in it, and do without its padding. */
function read(body: string): string {
  const { signature = "", ...said } = Object.fromEntries(new URLSearchParams(body));
  return JSON.stringify([signature.replace(/[\s=]/g, ""), said]);
}
