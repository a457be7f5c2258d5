import { type Actor, byClock } from "../actor.ts";
import { debtOf } from "../arrear/debt.ts";
import { followDeduction } from "../arrear/follow_deduction.ts";
import { type ListedAs, listedAs, NOT_BLOCKED } from "../block/listed_as.ts";
import { callChannel } from "../channel/call_channel.ts";
import { connectedForContracts } from "../channel/connected.ts";
import type { Channel } from "../channel/channel.ts";
import { nextQuery } from "../channel/query_ladder.ts";
import { conflictOf } from "../conflict.ts";
import type { ContractState } from "../contract/contract.ts";
import { hasExpired } from "../contract/validity.ts";
import type { Deps } from "../deps.ts";
import type { EventBody } from "../event.ts";
import type { FlowOptions } from "../flow.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { paths } from "../paths.ts";
import { sweep } from "../sweep.ts";
import type { Instant } from "../time.ts";
import { advance, type DeductionFailure } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf, usedAfter } from "./left_today.ts";
import { recordDeductionOutcome } from "./record_deduction_outcome.ts";

/**
 * Sends recorded deductions, each once: `sent` is committed first, guarded by the condition that the contract is
 * active, as are the merchant numbers, and that whoever pays is not blocked. From the commit of an unsign on nothing is
 * sent; what was recorded but not sent fails without a call to the channel, and what was sent before ends however the
 * channel says.
 */
export async function sendDeductions(deps: Deps, options?: FlowOptions): Promise<void> {
  const [stopped] = await deps.load(deps.channelSwitches.stopped());
  const channels = connectedForContracts(deps).filter((each) => !stopped.includes(each));
  await sweep<FoundDeduction>(deps, {
    name: "send_deductions",
    subject: ({ deduction: { deductionId: id, merchantNo } }) => ({ id, merchantNo }),
    due: (now, _merchantNo, max) => deps.deductions.dueToSend(now, channels, max),
    work: (found) => sendDeduction(deps, found),
  }, options);
}

async function sendDeduction(deps: Deps, found: FoundDeduction): Promise<boolean> {
  const expired = hasExpired(found.contract, found.today);
  const ended = expired ? "contract_ended" : endedBy(found.contract.state);
  if (ended) return await failUnsent(deps, found, ended);

  const channel = deps.channels[found.contract.channel];
  if (!channel) return false;
  const at = merchantNow(found.merchant, deps.now());
  const conflict = await commitSent(deps, found, { channel, at });
  if (conflict === "merchants_active") return await failUnsent(deps, found, "merchant_not_active");
  if (conflict === NOT_BLOCKED) return await failUnsent(deps, found, "payer_blocked");
  if (conflict !== undefined) return false;
  await askToDeduct(deps, found, { channel, at });
  return true;
}

interface Sending {
  readonly channel: Channel;
  readonly at: Instant;
  readonly by?: Actor;
  /** By default whoever the contract charges. */
  readonly payer?: ListedAs;
}

/**
 * From this commit on it counts as sent, and is asked about. What kept it from being committed, if anything did: somebody
 * else was first, or it may not be sent any more.
 */
export async function commitSent(
  deps: Deps,
  { deduction, contract, usedToday }: FoundDeduction,
  { channel, at, by = byClock, payer }: Sending,
): Promise<string | undefined> {
  const schedule = channel.querySchedule({ about: "deduction" });
  const queryAfter = nextQuery(schedule, { sentAt: at, queries: 0 }, at);
  const sent = advance(deduction, { type: "sent", at, queryAfter });
  if (!sent.ok) return sent.error.code;
  const conflict = await conflictOf(deps.commit([{
    type: "deduction.sent",
    deduction: sent.value,
    contract,
    leftToday: leftOf(contract, usedToday),
    payer: payer ?? await listedAs(deps.vault, contract),
    eventId: deps.newId("evt"),
    at,
    by,
  }]));
  // The contract ended in this moment, or another process was first: the next sweep sees which.
  if (conflict) deps.nudge("send_deductions");
  return conflict?.constraint;
}

/** Asks the channel to charge, and records what it says; silence is left to a notice or a question. */
async function askToDeduct(
  deps: Deps,
  { deduction, contract, merchant }: FoundDeduction,
  { channel: { name, contracts }, at }: Sending,
): Promise<void> {
  if (!contracts) return;
  const { channelOrderNo, amount, subject } = deduction;
  const request = await contracts.deduct({
    channelOrderNo,
    channelContractNo: contract.channelContractNo,
    merchantNo: merchant.merchantNo,
    payee: merchant.name,
    amount,
    subject,
    sentAt: at,
    noticeUrl: `${deps.config.publicUrl}${paths.notice(name)}`,
  });
  const response = await callChannel(deps, request);
  if (!response) return;
  const { merchantNo } = merchant;
  const asked = { channelOrderNo, merchantNo, amount, sentAt: at, at };
  const outcome = await contracts.readDeduct(response, asked);
  await recordDeductionOutcome(deps, { channelOrderNo, outcome, amount: undefined });
}

function endedBy(state: ContractState): DeductionFailure | undefined {
  switch (state) {
    case "active":
      return undefined;
    case "suspended":
      return "contract_suspended";
    case "terminating":
    case "terminated":
      return "contract_ended";
  }
}

async function failUnsent(
  deps: Deps,
  found: FoundDeduction,
  reason: DeductionFailure,
): Promise<boolean> {
  const { deduction, contract, merchant } = found;
  const at = merchantNow(merchant, deps.now());
  const failed = advance(deduction, { type: "failed", reason, at });
  if (!failed.ok) return false;
  const leftToday = leftOf(contract, usedAfter(found, failed.value));
  const ended = { deduction: failed.value, contract };
  const debt = await debtOf(deps, deduction);
  const ids = { arrearId: deps.newId("arr"), refundId: deps.newId("rfd") };
  const events: readonly EventBody[] = [
    { type: "deduction.failed", ...ended, leftToday },
    ...followDeduction({ ...ended, debt }, { ...ids, at }),
  ];
  const conflict = await conflictOf(
    deps.commit(events.map((each) => ({ ...each, eventId: deps.newId("evt"), at, by: byClock }))),
  );
  if (conflict) return false;
  deps.nudge("deliver_webhooks");
  return true;
}
