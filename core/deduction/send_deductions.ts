import { callChannel } from "../channel/call_channel.ts";
import type { ContractChannel } from "../channel/contract_channel.ts";
import { Conflict } from "../conflict.ts";
import type { ContractState } from "../contract/contract.ts";
import { hasExpired } from "../contract/validity.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { advance, type DeductionFailure } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf, usedAfter } from "./left_today.ts";
import { recordDeductionOutcome } from "./record_deduction_outcome.ts";
import { tellCharged } from "./tell_charged.ts";

const DEDUCTIONS_PER_SWEEP_MAX = 100;

/**
 * Sends recorded deductions to their channels, each once: `sent` is committed first, under the guard that the contract
 * is active. From the commit of an unsign on nothing is sent any more; what was recorded and not sent fails without
 * the channel being asked, what was sent before ends by its own truth. Then tells consumers who asked to be told.
 */
export async function sendDeductions(deps: Deps): Promise<void> {
  for (;;) {
    const [due] = await deps.load(
      deps.deductions.dueToSend(deps.now(), DEDUCTIONS_PER_SWEEP_MAX),
    );
    const moved = await Promise.all(due.map((each) => sendDeduction(deps, each)));
    if (due.length < DEDUCTIONS_PER_SWEEP_MAX || !moved.includes(true)) break;
  }
  await tellCharged(deps);
}

/** True when the deduction moved on. */
async function sendDeduction(deps: Deps, found: FoundDeduction): Promise<boolean> {
  const expired = hasExpired(found.contract, found.today);
  const ended = expired ? "contract_ended" : endedBy(found.contract.state);
  if (ended) return await failUnsent(deps, found, ended);
  const channel = deps.channels[found.contract.channel]?.contracts;
  if (!channel) return false;

  const { deduction, contract, merchant, usedToday } = found;
  const at = merchantNow(merchant, deps.now());
  const sent = advance(deduction, { type: "sent", at });
  if (!sent.ok) return false;
  try {
    await deps.commit([{
      type: "deduction.sent",
      deduction: sent.value,
      contract,
      leftToday: leftOf(contract, usedToday),
      eventId: deps.newId("evt"),
      at,
    }]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // The contract ended in this moment, or another process was first: the next sweep sees which.
    deps.nudge("send_deductions");
    return false;
  }
  await askChannel(deps, channel, { ...found, deduction: sent.value });
  return true;
}

async function askChannel(
  deps: Deps,
  channel: ContractChannel,
  { deduction, contract, merchant }: FoundDeduction,
): Promise<void> {
  const { channelOrderNo, amount, subject, sentAt } = deduction;
  if (sentAt === undefined) throw new TypeError("Cannot ask the channel: `sent` is not committed");
  const request = await channel.deduct({
    channelOrderNo,
    channelContractNo: contract.channelContractNo,
    merchantNo: merchant.merchantNo,
    payee: merchant.name,
    amount,
    subject,
    sentAt,
    noticeUrl: `${deps.config.publicUrl}/notify/${contract.channel}`,
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
  try {
    const eventId = deps.newId("evt");
    const type = "deduction.failed";
    await deps.commit([{ type, deduction: failed.value, contract, leftToday, eventId, at }]);
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
  deps.nudge("deliver_webhooks");
  return true;
}
