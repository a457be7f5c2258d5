import { callChannel } from "../../core/channel/call_channel.ts";
import type { HttpResponse } from "../../core/channel/http.ts";
import { after } from "../../core/time.ts";
import {
  afterSending,
  type BankNotice,
  NOTICE_LEASE,
  type NoticeOutcome,
  paymentNotice,
} from "./bank_notice.ts";
import { answerOf, type BankPayment } from "./bank_payment.ts";
import { createSeal, SIGNATURE_HEADER } from "../../core/channel/sandbox/seal.ts";
import type { BankDeps } from "./bank_deps.ts";
import { token } from "./write_at_bank.ts";

const NOTICES_PER_ROUND_MAX = 32;
const ROUNDS_MAX = 64;

/** Sends every notice that is due. */
export async function sendDueNotices(deps: BankDeps): Promise<void> {
  for (let round = 1; round <= ROUNDS_MAX; round++) {
    const now = deps.now();
    const [due] = await deps.load(deps.bank.dueNotices(now, NOTICES_PER_ROUND_MAX));
    if (due.length === 0) return;
    const lease = token(deps);
    const claimed = await claim(deps, due, lease);
    await deliverNotices(deps, claimed, lease);
    if (claimed.length === 0) return;
  }
}

/** Sends notices that are leased to us and records the result of each; never throws for a receiver's fault. */
export async function deliverNotices(
  deps: BankDeps,
  notices: readonly BankNotice[],
  lease: string,
): Promise<void> {
  if (notices.length === 0) return;
  const outcomes = await Promise.all(notices.map((notice) => deliver(deps, notice)));
  const verdict = await deps.write(deps.bank.sent(outcomes, lease));
  // The lease runs out and the notice is sent once more: the portal takes notices any number of times.
  if (verdict.type !== "committed") {
    deps.log.warn("bank notice not recorded", { why: verdict.type });
  }
}

/**
 * Tells the portal what the bank would answer now, in addition to the stored notices: receiving it twice is harmless.
 */
export async function tellNow(deps: BankDeps, payment: BankPayment): Promise<void> {
  const now = deps.now();
  if (answerOf(payment, now).state === "waiting") return;
  await tellPortal(deps, { url: payment.noticeUrl, body: paymentNotice(payment, now) });
}

async function deliver(deps: BankDeps, notice: BankNotice): Promise<NoticeOutcome> {
  const response = await tellPortal(deps, notice);
  return afterSending(notice, response?.status, deps.now());
}

/** Sends one signed text to the portal; undefined when nothing came back. */
export async function tellPortal(
  deps: BankDeps,
  { url, body }: Pick<BankNotice, "url" | "body">,
): Promise<HttpResponse | undefined> {
  const signature = await createSeal(deps.vault).sign("notice", body);
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
  return await callChannel(deps, { method: "POST", url, headers, body });
}

async function claim(
  deps: BankDeps,
  due: readonly BankNotice[],
  lease: string,
): Promise<readonly BankNotice[]> {
  if (due.length === 0) return [];
  const now = deps.now();
  const ids = due.map((each) => each.noticeId);
  const unit = deps.bank.claim(ids, lease, now, after(now, NOTICE_LEASE));
  const verdict = await deps.write(unit);
  if (verdict.type !== "committed") return [];
  const taken = new Set((verdict.rows.at(-1) ?? []).map((row) => row["notice_id"]));
  return due.filter((each) => taken.has(each.noticeId));
}
