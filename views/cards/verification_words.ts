import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: (amount: string) => `再验证一次，就能付 ${amount}`,
  without: (left: string) => `只用短信验证码，今天还可付 ${left}。没有扣款。`,
  withCard: (card: string) => `用${isolated(card)}付款。通过后，再输银行发来的验证码。`,
  withBalance: (left: string) =>
    `不再验证，今天用余额还可付 ${left}。没有扣款。通过后就从钱包里付。`,
  byPin: "下一步：获取付款验证码",
  sign: (amount: string) => `用通行密钥签名，同意付 ${amount}`,
  signHelp: "签的就是这笔订单、商家、金额和卡。指纹或面容不离开你的设备。",
  signHelpBalance: "签的就是这笔订单、商家、金额和钱包。指纹或面容不离开你的设备。",
  toSetUp: "先设置一种验证方式，设好后回到这笔付款。",
  setPin: "设置支付密码",
  addPasskey: "添加通行密钥",
  otherCard: "换一张卡",
  refused: "通行密钥没有通过，没有扣款。请再试一次。",
};

type VerificationWords = typeof zh;

const en: VerificationWords = {
  title: (amount) => `Verify once more to pay ${amount}`,
  without: (left) => `With a text message code alone, ${left} is left today. No money was taken.`,
  withCard: (card) => `Paying with ${isolated(card)}. Your bank's code comes next.`,
  withBalance: (left) =>
    `Without verifying again, you can pay ${left} more from your wallet today. No money was taken. Once you're verified, your wallet pays at once.`,
  byPin: "Next: get a payment code",
  sign: (amount) => `Sign with a passkey to pay ${amount}`,
  signHelp:
    "You sign exactly this order, shop, amount and card. Your fingerprint or face stays on your device.",
  signHelpBalance:
    "You sign exactly this order, shop, amount and wallet. Your fingerprint or face stays on your device.",
  toSetUp: "Set up a way to verify first. You come back to this payment.",
  setPin: "Set a payment PIN",
  addPasskey: "Add a passkey",
  otherCard: "Another card",
  refused: "The passkey wasn't accepted. No money was taken. Try again.",
};

export function verificationWords(lang: Lang): VerificationWords {
  return lang === "zh" ? zh : en;
}
