import type { Lang } from "../words.ts";

const zh = {
  title: "支付与签约",
  intro: "商家用它收款和签约，顾客在这里付款和管理签约。",
  toPay: "要付款或签约？请打开商家给您的链接，或扫商家的码。",
  wallet: "我的签约",
  walletAbout: "查看您签过的免密支付和扣款记录，随时解约。",
  till: "商家屏幕",
  tillAbout: "在店里的屏幕上打开，配对后显示订单。",
  console: "商户后台",
  consoleAbout: "给商家的员工，用通行密钥登录。",
  docs: "接口文档",
  docsAbout: "给商家的开发者。",
};

const en: typeof zh = {
  title: "Payments and contracts",
  intro:
    "Merchants take payments and have contracts signed here; their customers pay and keep track.",
  toPay: "Paying or signing? Open the link from the shop, or scan its code.",
  wallet: "My contracts",
  walletAbout: "See what you have signed and what was charged, and end a contract at any time.",
  till: "Shop screen",
  tillAbout: "Open it on a screen in the shop; once paired, it shows orders.",
  console: "Console",
  consoleAbout: "For merchants' staff, who sign in with a passkey.",
  docs: "API reference",
  docsAbout: "For merchants' developers.",
};

export function homeWords(lang: Lang): typeof zh {
  return lang === "zh" ? zh : en;
}
