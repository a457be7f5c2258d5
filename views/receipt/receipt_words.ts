import type { Factor } from "../../core/method/verification.ts";
import type { ReceiptKind } from "../../core/payment_receipt/payment_receipt.ts";
import type { Lang } from "../words.ts";

/** What only receipts say; the rest is in `views/words.ts`. */
const zh = {
  titles: { payment: "付款凭证", deduction: "扣款凭证", refund: "退款凭证" } satisfies Readonly<
    Record<ReceiptKind, string>
  >,
  charged: "已扣款",
  receipt: "凭证",
  receiptOf: (payee: string, amount: string) => `${payee} ${amount} 的凭证`,
  merchantNo: "商户号",
  at: "时间",
  contract: "免密扣款",
  contractNo: "签约号",
  refundedTo: "退回到",
  anotherAccount: "另一个账户",
  number: "凭证号",
  refundOf: "原交易",
  ofPaid: "原交易的凭证",
  verified: "身份验证",
  byChannel: (channel: string) => `由${channel}验证`,
  byContract: (time: string) => `${time} 签约时验证`,
  factors: {
    pin: "支付密码",
    code: "短信验证码",
    passkey: "通行密钥",
    signature: "通行密钥签名",
  } satisfies Readonly<Record<Factor, string>>,
  undelivered: "还没有到账",
  chargedBack: "发卡行收回",
  signed: "用通行密钥签过名",
  signedAt: "签名时间",
  keyId: "密钥号",
  digest: "摘要（SHA-256）",
  evidence: "下载证据（JSON）",
  notInvoice: "这不是发票。发票请向商家索取。",
  asOf: (time: string) =>
    `以上是 ${time} 的情况，已经发生的不会改。之后如有退款，会记在新的凭证里。`,
  verify: "签名的 JSON 任何人都能离线核对，公钥在",
  howTo: "怎样核对",
  download: "下载签名的 JSON",
  unknown: "没有这张凭证。",
  unknownHelp: "它可能不是你的，或者还没有成功。你的付款和扣款都列在“我的签约”。",
};

type ReceiptWords = typeof zh;

const en: ReceiptWords = {
  titles: { payment: "Payment receipt", deduction: "Charge receipt", refund: "Refund receipt" },
  charged: "Charged",
  receipt: "Receipt",
  receiptOf: (payee, amount) => `Receipt for ${amount}, ${payee}`,
  merchantNo: "Merchant number",
  at: "Time",
  contract: "Charge without password",
  contractNo: "Contract",
  refundedTo: "Refunded to",
  anotherAccount: "Another account",
  number: "Receipt number",
  refundOf: "Refund of",
  ofPaid: "Receipt of what was paid",
  verified: "Verified by",
  byChannel: (channel) => channel,
  byContract: (time) => `Signing on ${time}`,
  factors: {
    pin: "payment PIN",
    code: "text message code",
    passkey: "passkey",
    signature: "passkey signature",
  },
  undelivered: "not delivered yet",
  chargedBack: "Taken back by bank",
  signed: "Signed with a passkey",
  signedAt: "Signed",
  keyId: "Key ID",
  digest: "Digest (SHA-256)",
  evidence: "Download evidence (JSON)",
  notInvoice: "This is not an invoice (发票). Ask the merchant for one.",
  asOf: (time) =>
    `As of ${time}. What has happened stays as it is; a later refund is on a newer receipt.`,
  verify: "Anyone can verify the signed JSON offline, with the keys at",
  howTo: "How to verify",
  download: "Download signed JSON",
  unknown: "There is no such receipt.",
  unknownHelp:
    "It may not be yours, or it hasn't succeeded. Your payments and charges are listed in My contracts.",
};

export function receiptWords(lang: Lang): ReceiptWords {
  return lang === "zh" ? zh : en;
}
