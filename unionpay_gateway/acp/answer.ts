import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import { Buffer } from "node:buffer";
import type { Rule } from "../behaviour.ts";
import { cardOf, masked } from "../cards.ts";
import type { Context, Merchant } from "../context.ts";
import type { Identity } from "../pki.ts";
import { amountOf, type Transaction } from "../world.ts";
import { stamp } from "../beijing_time.ts";
import { type Message, signed } from "./message.ts";
import { respMsg } from "./resp_code.ts";

const echoed = [
  "accessType",
  "merId",
  "orderId",
  "txnTime",
  "txnType",
  "txnSubType",
  "bizType",
  "reqReserved",
] as const;

/** What every answer repeats of its question. */
export function echoOf(asked: Message): Message {
  const given = echoed.filter((name) => asked[name]);
  return {
    version: "5.1.0",
    encoding: asked["encoding"] === "utf-8" ? "utf-8" : "UTF-8",
    ...Object.fromEntries(given.map((name) => [name, asked[name] ?? ""])),
  };
}

export function coded(code: string, detail?: string): Message {
  return { respCode: code, respMsg: respMsg(code, detail) };
}

/** What is told of money that moved, in a notice and to a query. */
export function factsOf({ merchants }: Context, transaction: Transaction): Message {
  const { asked, queryId, traceNo, at, settleDate = "", discount, tokenPayData } = transaction;
  const amount = amountOf(transaction);
  const card = cardOf(transaction.card);
  const merchant = merchants.get(asked["merId"] ?? "");
  return {
    queryId,
    traceNo,
    traceTime: stamp(at).slice(4),
    ...amount > 0
      ? {
        txnAmt: String(amount),
        currencyCode: "156",
        settleAmt: String(amount - discount),
        settleCurrencyCode: "156",
        settleDate: settleDate.slice(4),
      }
      : {},
    ...asked["origQryId"] ? { origQryId: asked["origQryId"] } : {},
    ...discount > 0 ? { issAddnData: discountData(discount) } : {},
    ...card
      ? {
        accNo: merchant ? cardNumberFor(merchant, card.number) : masked(card),
        payCardType: card.type,
        payCardIssueName: card.issuer,
        payType: "0001",
      }
      : {},
    ...transaction.tn ? { tn: transaction.tn } : {},
    ...tokenPayData ? { activateStatus: "1", tokenPayData } : {},
  };
}

/** The message signed as it leaves, or as a rule spoils it. */
export function sealed(message: Message, by: Identity, rule?: Rule): Message {
  switch (rule?.act) {
    case "wrong_amount":
      return signed({ ...message, txnAmt: String(Number(message["txnAmt"] ?? 0) + 1) }, by);
    case "wrong_merchant":
      return signed({ ...message, merId: "777290058110000" }, by);
    case "wrong_signature":
      return { ...signed(message, by), respMsg: "成功[altered]" };
    case "unsigned": {
      const { signature: _, ...rest } = signed(message, by);
      return rest;
    }
    default:
      return signed(message, by);
  }
}

function discountData(discount: number): string {
  const data = [{ type: "C001", amt: discount, desc: "云闪付优惠" }];
  return Buffer.from(JSON.stringify(data)).toString("base64");
}

function cardNumberFor({ encryptsCards, certificates }: Merchant, number: string): string {
  const card = cardOf(number);
  const own = certificates[0];
  if (!encryptsCards || !own) return card ? masked(card) : "";
  const key = createPublicKey(own);
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(number))
    .toString("base64");
}
