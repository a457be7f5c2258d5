import type { ClaimState } from "../../core/claim/claim.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: "重复扣回",
  help:
    "渠道为付款人扣回的，有一部分已经退给付款人了：商户付了两次。请向渠道请款（再请款），渠道还回后自动了结。",
  none: "这里没有重复扣回的钱。",
  states: {
    open: "待请款",
    sent: "已请款",
    won: "渠道已还回",
    dropped: "不再请款",
  } satisfies Readonly<
    Record<ClaimState, string>
  >,
  merchantNo: "商户号",
  dispute: "争议",
  of: "付款或扣款",
  opened: "发现时间",
  reference: "渠道受理号",
  sentAt: "请款时间",
  ended: "了结时间",
  why: "原因",
  referenceHint: "渠道给的编号，最多 64 个字符。",
  send: "已向渠道请款",
  drop: "不再请款",
  dropHint: "例如退货后来没有成功，或渠道拒绝。最多 200 字。",
  errors: {
    reference_missing: "请填写渠道受理号。没有做任何改动。",
    reason_missing: "请写明原因。没有做任何改动。",
    text_flawed: "文字太长，或含有不能保存的内容。",
    changed: "刚才有变动，没有做任何改动。",
  },
  /** On the merchant's page of the dispute. */
  twice: "其中已退给付款人、由机构向渠道请款",
};

type Words = typeof zh;
export type ClaimFormError = keyof Words["errors"];

const en: Words = {
  title: "Taken twice",
  help:
    "Of what the channel took back for a payer, some had gone back to them already: the merchant paid twice. Claim it at the channel (representment); it ends by itself once the channel gives it again.",
  none: "Nothing here was taken twice.",
  states: {
    open: "To be claimed",
    sent: "Claimed",
    won: "Given again",
    dropped: "Not claimed any more",
  },
  merchantNo: "Merchant number",
  dispute: "Dispute",
  of: "Payment or deduction",
  opened: "Found",
  reference: "Channel's reference",
  sentAt: "Claimed at",
  ended: "Ended",
  why: "Reason",
  referenceHint: "What the channel calls it, up to 64 characters.",
  send: "It's claimed at the channel",
  drop: "Don't claim it",
  dropHint:
    "For instance because the refund failed after all, or the channel refused. Up to 200 characters.",
  errors: {
    reference_missing: "Enter the channel's reference. Nothing was changed.",
    reason_missing: "Give a reason. Nothing was changed.",
    text_flawed: "It's too long, or holds something we don't store.",
    changed: "It has just changed. Nothing was done.",
  },
  twice: "Of it already refunded, and claimed back by the institution",
};

export function claimWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
