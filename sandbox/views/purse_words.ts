import type { Lang } from "../../views/words.ts";

const zh = {
  title: "模拟钱包 App",
  intro: "这里代替一个有余额的钱包 App：它说明谁在用，并从余额里付款。钱是假的。",
  balance: "余额",
  putIn: (amount: string) => `存入 ${amount}`,
  link: "订单链接",
  linkHint: "把付款页的链接粘贴到这里，付款页就知道是谁在用这个 App，并列出余额。",
  open: "在 App 里打开",
  linkWrong: "这不是本站的链接。请从页面上复制再粘贴。",
  debits: "付款记录",
  noDebits: "还没有付过款。",
  states: { paid: "已付", declined: "没有同意", closed: "没有付" },
  returned: (amount: string) => `已退 ${amount}`,
};

type PurseWords = typeof zh;

const en: PurseWords = {
  title: "Simulated wallet app",
  intro:
    "This stands in for a wallet app with a balance: it says who is using it, and pays from the balance. The money isn't real.",
  balance: "Balance",
  putIn: (amount) => `Add ${amount}`,
  link: "Link to an order",
  linkHint:
    "Paste the link to a checkout page here. The page then knows who is using this app and lists the balance.",
  open: "Open in the app",
  linkWrong: "This isn't a link to this site. Copy one from a page and paste it here.",
  debits: "Payments",
  noDebits: "No payments yet.",
  states: { paid: "Paid", declined: "Declined", closed: "Not paid" },
  returned: (amount) => `${amount} refunded`,
};

export function purseWords(lang: Lang): PurseWords {
  return lang === "zh" ? zh : en;
}
