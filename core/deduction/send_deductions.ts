import { byClock } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import { type ChannelName, channelNames } from "../channel/channel.ts";
import { conflictOf } from "../conflict.ts";
import type { ContractState } from "../contract/contract.ts";
import { hasExpired } from "../contract/validity.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { paths } from "../paths.ts";
import type { Taken } from "../taken.ts";
import type { Instant } from "../time.ts";
import { advance, type DeductionFailure } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf, usedAfter } from "./left_today.ts";
import { recordDeductionOutcome } from "./record_deduction_outcome.ts";

/** A deduction whose sending is committed: the channel is to be called, once. */
export interface SentDeduction extends FoundDeduction {
  readonly sentAt: Instant;
}

/**
 * Takes recorded deductions to send them, each once: `sent` is committed first, guarded by the condition that the
 * contract is active. From the commit of an unsign on nothing is sent; what was recorded but not sent fails without a
 * call to the channel, and what was sent before ends however the channel says.
 */
export async function takeDeductions(deps: Deps, max: number): Promise<Taken<SentDeduction>> {
  const [due] = await deps.load(
    deps.deductions.dueToSend(deps.now(), channelsWithContracts(deps), max),
  );
  const outcomes = await Promise.all(due.map((each) => take(deps, each)));
  return {
    taken: outcomes.flatMap((each) => typeof each === "object" ? each : []),
    more: due.length === max && outcomes.some((each) => each !== "left"),
  };
}

/** What can't be sent now must not block what can. */
function channelsWithContracts({ channels }: Deps): readonly ChannelName[] {
  return channelNames.filter((name) => channels[name]?.contracts !== undefined);
}

/** One that can't be taken now is left for the next sweep and holds up no other. */
async function take(deps: Deps, found: FoundDeduction): Promise<SentDeduction | "ended" | "left"> {
  try {
    return await sendDeduction(deps, found);
  } catch (error) {
    deps.log.error("deduction not sent", { deduction_id: found.deduction.deductionId, error });
    return "left";
  }
}

async function sendDeduction(
  deps: Deps,
  found: FoundDeduction,
): Promise<SentDeduction | "ended" | "left"> {
  const expired = hasExpired(found.contract, found.today);
  const ended = expired ? "contract_ended" : endedBy(found.contract.state);
  if (ended) return await failUnsent(deps, found, ended) ? "ended" : "left";

  const { deduction, contract, merchant, usedToday } = found;
  const at = merchantNow(merchant, deps.now());
  const sent = advance(deduction, { type: "sent", at });
  if (!sent.ok) return "left";
  const conflict = await conflictOf(deps.commit([{
    type: "deduction.sent",
    deduction: sent.value,
    contract,
    leftToday: leftOf(contract, usedToday),
    eventId: deps.newId("evt"),
    at,
    by: byClock,
  }]));
  if (conflict) {
    // The contract ended at that moment, or another process was first: the next sweep sees which.
    deps.nudge("send_deductions");
    return "left";
  }
  return { ...found, deduction: sent.value, sentAt: at };
}

/** Asks the channel to charge, and records its answer; after silence a notice or a query settles it. */
export async function askToDeduct(
  deps: Deps,
  { deduction, contract, merchant, sentAt }: SentDeduction,
): Promise<void> {
  const channel = deps.channels[contract.channel]?.contracts;
  if (!channel) return;
  const { channelOrderNo, amount, subject } = deduction;
  const request = await channel.deduct({
    channelOrderNo,
    channelContractNo: contract.channelContractNo,
    merchantNo: merchant.merchantNo,
    payee: merchant.name,
    amount,
    subject,
    sentAt,
    noticeUrl: `${deps.config.publicUrl}${paths.notice(contract.channel)}`,
  });
  const response = await callChannel(deps, request);
  if (!response) return;
  const outcome = await channel.readDeduct(response);
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
  const eventId = deps.newId("evt");
  const type = "deduction.failed";
  const conflict = await conflictOf(
    deps.commit([{ type, deduction: failed.value, contract, leftToday, eventId, at, by: byClock }]),
  );
  if (conflict) return false;
  deps.nudge("deliver_webhooks");
  return true;
}
