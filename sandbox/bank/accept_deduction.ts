import { conflictOf, retryOnConflict } from "../../core/conflict.ts";
import type { ChannelOrderNo, MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import {
  advanceNotice,
  decideDeduction,
  deductionAnswerOf,
  type DeductionDecided,
  deductionNotice,
  sameDeduction,
} from "./bank_deduction.ts";
import type { DeductRequest } from "../../core/channel/sandbox/contract_messages.ts";
import { deductionBehaviour, isOfSeries } from "./magic_contracts.ts";
import type { PaymentAnswer } from "../../core/channel/sandbox/messages.ts";
import { chargedToken } from "./charged_token.ts";
import type { BankDeps } from "./bank_deps.ts";
import { newEntry, newNotice, newTxnNo, turnAway, writeAtBank } from "./write_at_bank.ts";

/**
 * A charge on a contract arrives: once per number, and only while the contract is in force. Repeated with the same
 * content it is the same charge. Undefined: the bank gives no usable answer.
 */
export function acceptDeduction(
  deps: BankDeps,
  request: DeductRequest,
): Promise<PaymentAnswer | undefined> {
  const no = request.channel_order_no as ChannelOrderNo;
  const find = deps.bank.contracts.deductionByNo(no);
  return retryOnConflict(async () => {
    const [existing, contract, clockOffset] = await deps.load(
      find,
      deps.bank.contracts.byContractNo(request.contract_no),
      deps.bank.clockOf(request.merchant_no as MerchantNo),
    );
    const now = deps.now();
    if (existing) {
      return sameDeduction(existing, request) ? deductionAnswerOf(existing, now) : undefined;
    }
    if (deductionBehaviour(cny(request.amount)).start === "forgets") return undefined;

    const charged = await chargedBefore(deps, request);
    const found = contract
      ? await chargedToken(deps, { personNo: contract.personNo, token: contract.cardToken })
      : { card: undefined, isRestricted: false };
    const given = { now, txnNo: newTxnNo(deps), clockOffset, charged, ...found };
    const decided = decideDeduction(request, contract, given);
    if (!await keep(deps, decided)) return { state: "declined", reason: "refused_by_channel" };
    if (decided.noticesAt.length > 0) deps.nudge("sandbox_notices");
    if (decided.answerLost) return undefined;
    return decided.waits ? { state: "waiting" } : deductionAnswerOf(decided.deduction, now);
  });
}

/** Only of what it matters for. */
async function chargedBefore(deps: BankDeps, request: DeductRequest): Promise<number> {
  const amount = cny(request.amount);
  if (!isOfSeries(amount)) return 0;
  const [charged] = await deps.load(deps.bank.contracts.chargedOn(request.contract_no, amount));
  return charged;
}

/** The portal queries a charge. */
export function queryDeductionAtBank(deps: BankDeps, no: ChannelOrderNo): Promise<PaymentAnswer> {
  const find = deps.bank.contracts.deductionByNo(no);
  return retryOnConflict(async () => {
    const [deduction] = await deps.load(find);
    if (deduction) return deductionAnswerOf(deduction, deps.now());
    await turnAway(deps, no, find);
    return { state: "not_found" } as const;
  });
}

/** False when it was queried before it arrived. Throws Conflict when the facts have changed in the meantime. */
async function keep(deps: BankDeps, decided: DeductionDecided): Promise<boolean> {
  const { deduction, noticesAt } = decided;
  const { channelOrderNo, noticeUrl: url, state } = deduction;
  const now = deps.now();
  const what = state === "declined"
    ? `deduction declined ${deduction.reason}`
    : `deduction ${state}`;
  const entry = newEntry(deps, channelOrderNo, 1, now, what);
  const notices = noticesAt.map((at) =>
    newNotice(
      deps,
      { subjectNo: channelOrderNo, url, body: deductionNotice(deduction, at), at },
      { now },
    )
  );
  const advance = advanceNotice(deduction);
  const later = advance
    ? [newNotice(deps, { subjectNo: channelOrderNo, url, ...advance }, { now })]
    : [];
  const unit = deps.bank.contracts.keepDeduction(entry, deduction, [...notices, ...later]);
  const conflict = await conflictOf(writeAtBank(deps, unit));
  if (!conflict) return true;
  if (conflict.constraint.includes("sandbox_deduction_in_force")) throw conflict;
  const [winner] = await deps.load(deps.bank.contracts.deductionByNo(channelOrderNo));
  if (winner) throw conflict;
  return false;
}
