import type { ConsumerId } from "../../core/id.ts";
import type { Factor } from "../../core/method/verification.ts";
import type { Payment } from "../../core/payment/payment.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { startPayment, type StartPaymentRefusal } from "../../core/payment/start_payment.ts";
import type { Result } from "../../core/result.ts";
import { knownPerson } from "./contracts.ts";
import { must } from "./fixtures.ts";
import { placeOrder } from "./payer.ts";
import { silentBank } from "./silent_bank.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

export interface Verified {
  readonly consumerId: ConsumerId;
  readonly used: readonly Factor[];
  readonly enrolled?: readonly Factor[];
}

type Started = Result<Payment, StartPaymentRefusal>;

/** Starts a payment whose payer we verify ourselves; its channel does not answer. */
export async function payVerified(
  app: TestApp,
  orderId: Payment["orderId"],
  { consumerId, used, enrolled = [] }: Verified,
): Promise<Started> {
  await knownPerson(app, consumerId);
  return await startPayment(silentBank(app.deps), {
    orderId,
    method: "quickpass",
    client: "desktop",
    device: consumerId,
    lang: "zh",
    verification: { consumerId, cards: [], used, enrolled },
  });
}

let orders = 0;

/** The same for a new order. */
export async function payNew(
  app: TestApp,
  amount: number,
  { merchant, ...verified }: Verified & { readonly merchant?: TestMerchant },
): Promise<Started> {
  return await payVerified(app, await orderAt(app, amount, merchant), verified);
}

async function orderAt(app: TestApp, amount: number, merchant?: TestMerchant) {
  if (!merchant) return (await placeOrder(app, amount)).orderId as Payment["orderId"];
  const body = { merchant_order_no: `verified-${++orders}`, amount, subject: "茶" };
  const answer = await app.api("/v1/orders", { body, key: merchant.secretKey });
  return (await answer.json()).order_id as Payment["orderId"];
}

/** The channel says so, perhaps after it said something else. */
export async function told(
  app: TestApp,
  { channelOrderNo }: Payment,
  said: "succeeded" | "failed",
): Promise<Payment> {
  const outcome = said === "failed" ? { type: said, reason: "declined_by_bank" } as const : {
    type: said,
    channelTxnNo: `t-${channelOrderNo}`,
    cardType: undefined,
    cardLastFour: undefined,
  };
  return must(await recordOutcome(app.deps, { channelOrderNo, outcome, amount: undefined }));
}

export interface VerifiedDay {
  readonly account: string;
  readonly scope: string;
  readonly day: string;
  readonly spent: number;
  readonly cap: number;
}

/** Every counter of what we verify ourselves, or one person's. */
export async function verifiedDays(
  app: TestApp,
  account?: string,
): Promise<readonly VerifiedDay[]> {
  const [rows] = await app.deps.load({
    statement: {
      sql: `select account, scope, day, spent, cap from verified_days
        where account = coalesce(?1, account) order by day, scope, account`,
      args: [account ?? null],
    },
    read: (found) => found.map((each) => ({ ...each }) as unknown as VerifiedDay),
  });
  return rows;
}
