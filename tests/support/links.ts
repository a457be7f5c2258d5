import { base64url } from "jose";
import type { LinkId } from "../../core/id.ts";
import { openOrder, type OpenOrderRefusal } from "../../core/link/open_order.ts";
import { cny } from "../../core/money.ts";
import type { Payment } from "../../core/payment/payment.ts";
import { startPayment, type StartPaymentRefusal } from "../../core/payment/start_payment.ts";
import type { Result } from "../../core/result.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

/** A link of the test merchant, in fen; without an amount the payer types it. */
export async function openedLink(
  app: TestApp,
  amount?: number,
  merchant: TestMerchant = app.merchant,
): Promise<LinkId> {
  const body = { subject: "柜台收款 Counter", amount: amount ?? null };
  const answer = await app.api("/v1/links", { body, key: merchant.secretKey });
  if (answer.status !== 201) throw new Error(`Cannot open link: ${await answer.text()}`);
  return (await answer.json()).link_id;
}

export function newOnce(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(16)));
}

interface Paying {
  readonly amount: number;
  readonly device?: string;
  readonly session?: string;
  readonly once?: string;
}

/** What the page does when a payer presses the button: an order of the link, and its payment on its way. */
export async function payLink(
  app: TestApp,
  linkId: LinkId,
  { amount, device = "a-phone", session, once = newOnce() }: Paying,
): Promise<Result<Payment, OpenOrderRefusal | StartPaymentRefusal>> {
  const payer = { device, session };
  const opened = await openOrder(app.deps, { linkId, amount: cny(amount), once, ...payer });
  if (!opened.ok) return opened;
  return await startPayment(app.deps, {
    orderId: opened.value.orderId,
    method: "quickpass",
    client: "desktop",
    lang: "zh",
    ...payer,
  });
}

export interface CountedDay {
  readonly account: string;
  readonly scope: string;
  readonly day: string;
  readonly spent: number;
  readonly cap: number;
}

/** The current value of every counter of static codes. */
export async function countedDays(app: TestApp): Promise<readonly CountedDay[]> {
  const [rows] = await app.deps.load({
    statement: {
      sql: "select account, scope, day, spent, cap from limit_days order by day, scope, account",
      args: [],
    },
    read: (found) => found.map((each) => ({ ...each }) as unknown as CountedDay),
  });
  return rows;
}
