import type { LinkState } from "../../../core/link/link.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "收款链接",
  labels: { state: "状态", link_id: "链接 ID" },
  states: { active: "使用中", paused: "已暂停" } satisfies Readonly<Record<LinkState, string>>,
  none: "还没有收款链接。新建一个，打印海报贴在店里，顾客扫码就能付。",
  columns: {
    subject: "内容",
    amount: "金额",
    free: "顾客输入",
    state: "状态",
    created: "创建时间",
    linkId: "链接 ID",
  },
};

type LinkWords = typeof zh;

const en: LinkWords = {
  title: "Payment links",
  labels: { state: "State", link_id: "Link ID" },
  states: { active: "Active", paused: "Paused" },
  none: "No payment links yet. Create one and put up its poster: customers scan it to pay.",
  columns: {
    subject: "Subject",
    amount: "Amount",
    free: "Entered by payer",
    state: "State",
    created: "Created",
    linkId: "Link ID",
  },
};

export function linkWords(lang: Lang): LinkWords {
  return lang === "zh" ? zh : en;
}
