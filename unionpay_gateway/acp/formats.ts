import type { Message } from "./message.ts";

const URL_TEXT = /^https?:\/\/\S{1,256}$/;
const STAMP = /^\d{14}$/;

/** How each field is written, as far as this gateway reads it. */
const formats: Readonly<Record<string, RegExp>> = {
  certId: /^\d{1,40}$/,
  txnType: /^\d\d$/,
  txnSubType: /^\d\d$/,
  bizType: /^\d{6}$/,
  channelType: /^(?:05|07|08|16)$/,
  accessType: /^[012]$/,
  merId: /^[0-9A-Za-z]{15}$/,
  orderId: /^[0-9A-Za-z]{8,40}$/,
  txnTime: STAMP,
  txnAmt: /^[1-9]\d{0,11}$/,
  currencyCode: /^156$/,
  frontUrl: URL_TEXT,
  backUrl: URL_TEXT,
  frontFailUrl: URL_TEXT,
  payTimeout: STAMP,
  qrNo: /^\d{1,20}$/,
  termId: /^[0-9A-Za-z]{8}$/,
  origQryId: /^[0-9A-Za-z]{20,21}$/,
  accType: /^0[123]$/,
  contractId: /^\d{19}$/,
  certType: /^01$/,
  settleDate: /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/,
  fileType: /^00$/,
  tokenPayData: /^\{[^{}]+\}$/,
  reqReserved: /^.{1,1024}$/s,
  orderDesc: /^[^{}[\]&=]{1,32}$/u,
  subMerId: /^[0-9A-Za-z]{1,15}$/,
  subMerName: /^.{1,40}$/u,
  subMerAbbr: /^.{1,16}$/u,
  acqInsCode: /^\d{8,11}$/,
  merCatCode: /^\d{4}$/,
  merName: /^.{1,40}$/u,
  merAbbr: /^.{1,16}$/u,
};

/** The first field that is not written as it should be. An empty one counts as absent. */
export function wrongFormat(message: Message): string | undefined {
  return Object.keys(message).find((name) => {
    const value = message[name];
    return value !== "" && formats[name]?.test(value ?? "") === false;
  });
}
