import type { BankContract, BankContractStanding, EndedBy } from "../bank/bank_contract.ts";
import type { BankDeduction, BankDeductionStanding } from "../bank/bank_deduction.ts";
import type { ChannelOrderNo, ContractId, MerchantNo, SigningId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { CardType } from "../../core/channel/card.ts";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import type { Row } from "../../core/query.ts";
import { instant, milliseconds } from "../../core/time.ts";
import { Columns } from "../../db/engine/columns.ts";

export function contractRow(contract: BankContract) {
  const ended = contract.state === "ended" ? contract : undefined;
  return {
    ...contract,
    perTransactionLimit: contract.perTransactionLimit.fen,
    perDayLimit: contract.perDayLimit.fen,
    endedBy: ended?.by,
    endedAt: ended?.endedAt,
    toldFrom: ended?.toldFrom,
    reason: contract.state === "refused" ? contract.reason : undefined,
  };
}

export function readContract(row: Row): BankContract {
  const columns = new Columns(row);
  return {
    contractId: columns.text("contract_id") as ContractId,
    contractNo: columns.text("contract_no"),
    signingId: columns.text("signing_id") as SigningId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    payee: columns.text("payee"),
    title: columns.text("title"),
    personNo: columns.text("person_no"),
    cardToken: columns.text("card_token"),
    perTransactionLimit: cny(columns.int("per_transaction_limit")),
    perDayLimit: cny(columns.int("per_day_limit")),
    noticeUrl: columns.text("notice_url"),
    arrivedAt: instant(columns.int("arrived_at")),
    unsigns: columns.int("unsigns"),
    version: columns.int("version"),
    clockOffset: milliseconds(columns.intOrNone("clock_ahead_ms") ?? 0),
    ...contractStanding(columns),
  };
}

function contractStanding(columns: Columns): BankContractStanding {
  const state = columns.text("state") as BankContractStanding["state"];
  switch (state) {
    case "signed":
      return { state };
    case "ended":
      return {
        state,
        by: columns.text("ended_by") as EndedBy,
        endedAt: instant(columns.int("ended_at")),
        toldFrom: instant(columns.int("told_from")),
      };
    case "refused":
      return { state, reason: columns.text("reason") };
  }
}

export function deductionRow(deduction: BankDeduction) {
  const paid = deduction.state === "paid" ? deduction : undefined;
  return {
    ...deduction,
    amount: deduction.amount.fen,
    txnNo: paid?.txnNo,
    cardType: paid?.card.type,
    cardLastFour: paid?.card.lastFour,
    reason: deduction.state === "declined" ? deduction.reason : undefined,
  };
}

export function readDeduction(row: Row): BankDeduction {
  const columns = new Columns(row);
  return {
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    contractId: columns.textOrNone("contract_id") as ContractId | undefined,
    contractNo: columns.text("contract_no"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    payee: columns.text("payee"),
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    noticeUrl: columns.text("notice_url"),
    answersAt: instant(columns.int("answers_at")),
    onOwnClock: columns.int("on_own_clock") === 1,
    clockOffset: milliseconds(columns.intOrNone("clock_ahead_ms") ?? 0),
    ...deductionStanding(columns),
  };
}

function deductionStanding(columns: Columns): BankDeductionStanding {
  const state = columns.text("state") as BankDeductionStanding["state"];
  switch (state) {
    case "undecided":
      return { state };
    case "declined":
      return { state, reason: columns.text("reason") as CommonReason };
    case "paid": {
      const card = {
        type: columns.text("card_type") as CardType,
        lastFour: columns.text("card_last_four"),
      };
      return { state, txnNo: columns.text("txn_no"), card };
    }
  }
}
