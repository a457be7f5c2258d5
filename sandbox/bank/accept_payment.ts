import { conflictOf } from "../../core/conflict.ts";
import type { ChannelOrderNo, MerchantNo } from "../../core/id.ts";
import { cny, sameMoney } from "../../core/money.ts";
import { type Duration, instant } from "../../core/time.ts";
import type { Launch } from "../../core/channel/outcome.ts";
import { answerOf, arrive, type BankPayment, type BankStep, confirm } from "./bank_payment.ts";
import { type Behaviour, magicOf, usualCardOf } from "./magic.ts";
import type { StartAnswer, StartRequest } from "../../core/channel/sandbox/messages.ts";
import { deliverNotices } from "./send_notices.ts";
import type { BankDeps } from "./bank_deps.ts";
import { keepSteps, newTxnNo, token } from "./write_at_bank.ts";

/**
 * A payment arrives at the bank. Repeated with the same content it is the same payment and the same page. A magic
 * amount is decided right here. Undefined: the bank gives no usable answer.
 */
export async function acceptPayment(
  deps: BankDeps,
  request: StartRequest,
): Promise<StartAnswer | undefined> {
  const no = request.channel_order_no as ChannelOrderNo;
  const [existing, clockOffset] = await deps.load(
    deps.bank.byNo(no),
    deps.bank.clockOf(request.merchant_no as MerchantNo),
  );
  if (existing) return answerAgain(deps, existing, request);

  const magic = request.flow === "test_helper" ? undefined : magicOf(cny(request.amount));
  if (magic?.start === "forgets") return undefined;

  const now = deps.now();
  const arrived = arrive(paymentOf(deps, request, clockOffset), now);
  const steps = magic ? [arrived, ...magicSteps(deps, arrived, magic)] : [arrived];
  const lease = magic?.noticeFirst ? token(deps) : undefined;
  const kept = keepSteps(deps, steps, { now, lease });
  if (await conflictOf(kept)) {
    const [winner] = await deps.load(deps.bank.byNo(no));
    // No winner: it was asked about before it came, and was told that it would be refused.
    if (!winner) return { state: "declined", reason: "refused_by_channel" };
    return answerAgain(deps, winner, request);
  }
  if (lease !== undefined) await deliverNotices(deps, await kept, lease);
  else if (magic) deps.nudge("sandbox_notices");
  if (magic?.start === "breaks") return undefined;
  const payment = steps.at(-1)?.payment ?? arrived.payment;
  if (magic?.start === "answers" || payment.state === "expired") return answerOf(payment, now);
  return { state: "launched", launch: launchOf(payment, deps.config.publicUrl) };
}

function magicSteps(deps: BankDeps, arrived: BankStep, magic: Behaviour): readonly BankStep[] {
  const confirmed = confirm(arrived.payment, magic, {
    now: deps.now(),
    txnNo: newTxnNo(deps),
    card: usualCardOf(magic),
  });
  return confirmed.ok ? [confirmed.value] : [];
}

function answerAgain(
  deps: BankDeps,
  payment: BankPayment,
  request: StartRequest,
): StartAnswer | undefined {
  if (!sameMoney(payment.amount, cny(request.amount))) return undefined;
  if (payment.merchantNo !== request.merchant_no) return undefined;
  if (payment.state !== "waiting") return answerOf(payment, deps.now());
  return { state: "launched", launch: launchOf(payment, deps.config.publicUrl) };
}

type BankLaunch = Exclude<Launch, { readonly type: "form" | "pay_code" }>;

/** A code for another device, a number for an app, or the page to go to: the wallet for 云闪付, else the cashier. */
function launchOf({ flow, token }: BankPayment, publicUrl: string): BankLaunch {
  if (flow === "app_control") return { type: "tn", tn: token };
  const page = flow === "cashier" || flow === "wap_page" ? "cashier" : "wallet";
  const url = `${publicUrl}/sandbox/${page}/${token}`;
  return flow === "screen_code" ? { type: "code", content: url, url } : { type: "redirect", url };
}

function paymentOf(deps: BankDeps, request: StartRequest, clockOffset: Duration): BankPayment {
  return {
    channelOrderNo: request.channel_order_no as ChannelOrderNo,
    token: token(deps),
    merchantNo: request.merchant_no as MerchantNo,
    payee: request.payee,
    amount: cny(request.amount),
    subject: request.subject,
    method: request.method,
    flow: request.flow,
    sentAt: instant(request.sent_at),
    payBefore: instant(request.pay_before),
    returnUrl: request.return_url,
    noticeUrl: request.notice_url,
    voice: { type: "open" },
    version: 1,
    clockOffset,
    state: "waiting",
  };
}
