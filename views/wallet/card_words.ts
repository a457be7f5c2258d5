import type { Lang } from "../words.ts";

const zh = {
  cards: "绑定的卡",
  none: "没有绑定的卡。付款时可以绑一张。",
  help: "每次付款都要输入银行发的验证码。",
  remove: "解绑",
  removing: "已停止使用，等银联确认解绑。",
  question: (card: string) => `解绑${card}？`,
  means: "解绑后不能再用这张卡付款，以前的付款和退款不变。",
  keep: "保留",
  unknown: "没有找到这张卡。",
  unknownHelp: "它可能已经解绑。你绑定的卡都列在“我的签约”。",
};

type CardWords = typeof zh;

const en: CardWords = {
  cards: "Saved cards",
  none: "No saved cards. You can save one when you pay.",
  help: "Every payment needs a code from your bank.",
  remove: "Remove",
  removing: "No longer used. Waiting for UnionPay to confirm.",
  question: (card) => `Remove this card? ${card}`,
  means: "You can't pay with it after this. Past payments and refunds are not affected.",
  keep: "Keep it",
  unknown: "We can't find this card.",
  unknownHelp: "It may have been removed. Your saved cards are in My contracts.",
};

export function walletCardWords(lang: Lang): CardWords {
  return lang === "zh" ? zh : en;
}
