import type { Context, Merchant } from "../context.ts";
import { coded } from "./answer.ts";
import { downloadFile } from "./file.ts";
import type { KindName } from "./kinds.ts";
import type { Message } from "./message.ts";
import { query } from "./query.ts";
import { refund, reverse, voidPayment } from "./reverse.ts";
import { encryptionCertificate } from "./sensitive.ts";
import { applyCode, applyTn, deduct, payByConsumerCode } from "./start.ts";
import { endToken, openToken, payByToken, queryToken, sendSms, tokenOfOpening } from "./tokens.ts";

/** Does what a merchant's program asks and says what came of it. */
export function carryOut(
  context: Context,
  kind: Exclude<KindName, "page">,
  { asked, merchant }: { readonly asked: Message; readonly merchant: Merchant },
): Message {
  switch (kind) {
    case "app":
      return applyTn(context, asked);
    case "code":
      return applyCode(context, asked);
    case "consumer_code":
      return payByConsumerCode(context, asked);
    case "deduction":
      return deduct(context, asked);
    case "token_payment":
      return payByToken(context, asked);
    case "token_opening":
      return openToken(context, asked);
    case "token_of_opening":
      return tokenOfOpening(context, asked);
    case "token_end":
      return endToken(context, asked);
    case "token_query":
      return queryToken(context, asked);
    case "opening_sms":
      return sendSms(context, asked, "opening");
    case "payment_sms":
      return sendSms(context, asked, "payment");
    case "refund":
      return refund(context, asked);
    case "void":
      return voidPayment(context, asked);
    case "reversal":
      return reverse(context, asked);
    case "query":
      return query(context, asked);
    case "encryption_key":
      return {
        ...coded("00", "0000000"),
        certType: "01",
        encryptPubKeyCert: encryptionCertificate(context),
      };
    case "file":
      return downloadFile(context, asked, merchant);
  }
}
