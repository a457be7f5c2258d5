import type { Connection } from "../../connection/connection.ts";
import type { DeductAtChannel } from "../contract_channel.ts";
import { headOf, noticeUrl, places, plain, type Unsigned } from "./requests.ts";

/**
 * 无感支付 by a contract of the open platform. One public source has this message and nobody has confirmed it, so it has
 * a version: another reading is another profile beside this one [docs/unionpay.md].
 */
const profiles = {
  2020: ({ channelContractNo }: DeductAtChannel) => ({
    txnType: "01",
    txnSubType: CONTRACT_DEDUCTION,
    bizType: "000000",
    channelType: "07",
    accType: "01",
    contractId: channelContractNo,
  }),
} as const;

/** `txnSubType` of a charge by contract. */
export const CONTRACT_DEDUCTION = "10";

export function deductionRequest(connection: Connection, command: DeductAtChannel): Unsigned {
  const fields = {
    ...headOf(connection, command),
    ...profiles[2020](command),
    txnAmt: String(command.amount.fen),
    currencyCode: "156",
    backUrl: noticeUrl(command),
    orderDesc: plain(command.subject),
  };
  return { place: places.back, fields };
}
