import type { Lang } from "../../views/words.ts";

/** What only the demo shop says. */
export interface ShopWords {
  readonly title: string;
  readonly shop: string;
  readonly tea: string;
  readonly about: string;
  readonly picture: string;
  readonly pay: (amount: string) => string;
  readonly thanks: string;
  readonly again: string;
  readonly told: string;
  readonly nothing: string;
  readonly confirmed: string;
  readonly states: Readonly<Record<"open" | "paid" | "closed" | "expired", string>>;
  readonly how: string;
  readonly howText: string;
  readonly snippet: string;
  readonly snippetText: string;
  readonly page: string;
  readonly pageText: string;
  readonly server: string;
  readonly serverText: string;
  readonly register: string;
  readonly registerText: string;
}

const zh: ShopWords = {
  title: "青瓷茶舍",
  shop: "青瓷茶舍",
  tea: "雨前龙井 两位",
  about: "谷雨前采的龙井，配一壶热水，两只青瓷盖碗。",
  picture: "一只青瓷盖碗",
  pay: (amount) => `付款 ${amount}`,
  thanks: "谢谢，茶这就送来。",
  again: "再来一单",
  told: "付款页告诉本页",
  nothing: "还没有",
  confirmed: "接口确认",
  states: { open: "等待付款", paid: "已付款", closed: "已关闭", expired: "已过期" },
  how: "这一页是怎么做的",
  howText: "这家店是演示商户，付款页在本页的对话框里打开。本页听到的只是提示，店家只信接口。",
  snippet: "1 页面上的两行",
  snippetText: "没有脚本时，链接还是链接。",
  page: "2 页面的脚本",
  pageText: "听到消息就去问自己的服务器。",
  server: "3 店家的服务器",
  serverText: "用自己的订单号下单；问两次也只有一个订单。",
  register: "4 登记页面的来源",
  registerText: "只有登记过的来源能嵌入付款页。",
};

const en: ShopWords = {
  title: "Celadon Teahouse",
  shop: "Celadon Teahouse",
  tea: "Pre-rain Longjing for two",
  about: "Longjing picked before the spring rains, a pot of hot water and two celadon bowls.",
  picture: "A celadon tea bowl",
  pay: (amount) => `Pay ${amount}`,
  thanks: "Thank you. Your tea is on its way.",
  again: "Order again",
  told: "Payment page says",
  nothing: "Nothing yet",
  confirmed: "API confirms",
  states: { open: "Waiting for payment", paid: "Paid", closed: "Closed", expired: "Expired" },
  how: "How this page works",
  howText:
    "This shop is the demo merchant. The checkout opens in a dialog on its page. What the page hears is only a hint; the shop trusts the API alone.",
  snippet: "1 Two lines in the page",
  snippetText: "Without JavaScript, the link is still a link.",
  page: "2 The page's script",
  pageText: "When it hears something, it asks its own server.",
  server: "3 The shop's server",
  serverText:
    "It places the order under its own order number, so a repeated request still makes only one order.",
  register: "4 Register the page's origin",
  registerText: "Only registered origins may embed a checkout.",
};

export function shopWords(lang: Lang): ShopWords {
  return lang === "zh" ? zh : en;
}
