import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

const zh = {
  choose: "选择一张卡",
  bindFirst: "先绑一张卡",
  signIn: "登录后才能用绑定的卡",
  signInWhy: "绑定的卡只有本人能用，所以要先登录。不登录，也可以换一种方式付款。",
  byPhone: "用手机号登录",
  openInApp: "用云闪付打开本页",
  bindWhy: "在银联的页面上绑卡，卡号只有银联看得到。绑卡不扣款，绑好后回到这笔付款。",
  bind: "去绑卡",
  bindAnother: "绑另一张卡",
  underWay: "正在等银联确认绑卡。确认后，卡会出现在这里。",
  checkAgain: "查看结果",
  getCode: "获取付款验证码",
  codeWhy: (payee: string, amount: string) =>
    `验证码会发到这张卡在银行预留的手机号。输入验证码后，才向${isolated(payee)}支付 ${amount}。`,
  left: (amount: string) => `只用验证码，今天还可付 ${amount}；更多要再验证一次。`,
  otherWay: "换一种方式付款",
  leaveTitle: "去银联绑卡",
  leave: "前往绑卡页面",
  card: (issuer: string | undefined, lastFour: string | undefined) =>
    `${issuer ?? "银行卡"}${lastFour === undefined ? "" : ` 尾号 ${lastFour}`}`,
  types: { debit: "借记卡", credit: "信用卡" },
  errors: {
    choose_one: "请先选一张卡。没有扣款。",
    card_not_usable: "这张卡现在不能用，请换一张。没有扣款。",
    phone_lost: "你的手机已挂失，绑定的卡暂停使用。请换一种方式付款。没有扣款。",
    cannot_start: "这次没有开始付款，没有扣款。请再试一次，或换一种方式。",
    cannot_bind: "现在不能绑卡，请换一种方式付款。没有扣款。",
    too_many_cards: (max: number) => `最多绑 ${max} 张卡。请先在“我的签约”里解绑一张。没有扣款。`,
    too_many_tries: (minutes: number) =>
      `试得太多了，请 ${minutes} 分钟后再试，或换一种方式付款。没有扣款。`,
    over_limit: (left: string) =>
      `超过今天用绑定的卡付款的限额，还可付 ${left}。没有扣款。请换一种方式付款。`,
  },
};

type CardWords = typeof zh;

const en: CardWords = {
  choose: "Choose a card",
  bindFirst: "Save a card first",
  signIn: "Sign in to use a saved card",
  signInWhy:
    "Only you can use the cards you've saved, so sign in first. You can also pay another way without signing in.",
  byPhone: "Sign in by phone",
  openInApp: "Open this page in UnionPay",
  bindWhy:
    "You save the card on UnionPay's own page, and only UnionPay sees its number. Nothing is charged, and you come back to this payment.",
  bind: "Save a card",
  bindAnother: "Save another card",
  underWay: "Waiting for UnionPay to confirm the card. It will appear here once it's confirmed.",
  checkAgain: "Check result",
  getCode: "Get a payment code",
  codeWhy: (payee, amount) =>
    `A code goes to the phone number your bank has for this card. You pay ${
      isolated(payee)
    } ${amount} only when you enter it.`,
  left: (amount) =>
    `With a code alone you can pay up to ${amount} more today. More takes one more step.`,
  otherWay: "Pay another way",
  leaveTitle: "Save a card at UnionPay",
  leave: "Go to UnionPay's page",
  card: (issuer, lastFour) =>
    `${issuer ?? "Bank card"}${lastFour === undefined ? "" : `, ending in ${lastFour}`}`,
  types: { debit: "Debit card", credit: "Credit card" },
  errors: {
    choose_one: "Choose a card first. No money was taken.",
    card_not_usable: "This card can't be used right now. Choose another. No money was taken.",
    phone_lost:
      "Your phone is reported lost, so your saved cards are on hold. Pay another way. No money was taken.",
    cannot_start: "The payment didn't start. No money was taken. Try again, or pay another way.",
    cannot_bind: "Cards can't be saved right now. Pay another way. No money was taken.",
    too_many_cards: (max) =>
      `You can save up to ${max} cards. Remove one in My contracts first. No money was taken.`,
    too_many_tries: (minutes) =>
      `Too many tries. Try again in ${minutes} min, or pay another way. No money was taken.`,
    over_limit: (left) =>
      `Over today's limit for saved cards; ${left} left. No money was taken. Pay another way.`,
  },
};

export function cardWords(lang: Lang): CardWords {
  return lang === "zh" ? zh : en;
}
