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
  create: "新建链接",
  newTitle: "新建收款链接",
  subject: "内容",
  subjectHint: "顾客付款时看到的，最多 128 个字。",
  amount: "金额（元，可不填）",
  amountHint: (cap: string) => `不填由顾客输入。打印的码每天最多收 ${cap}。`,
  address: "地址",
  code: (subject: string) => `付“${subject}”的码`,
  poster: "看海报",
  posterFile: "海报文件（SVG）",
  codeFile: "码文件（SVG）",
  tagFile: "碰一碰标签（NDEF）",
  orders: "从这里付的订单",
  pause: "暂停收款",
  resume: "恢复收款",
  pauseHelp: "暂停后不能再付新的，已经开始的不受影响。",
  problems: {
    subject: "请写内容：1 到 128 个字，不含无法显示的字符。",
    amount: (cap: string) => `金额请写成元，最多两位小数，不超过 ${cap}。`,
    product: "这个商户号没有开通静态码。请联系机构开通。",
    halted: "这个商户号已暂停或关闭，现在不能收款。",
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
  create: "New link",
  newTitle: "New payment link",
  subject: "Subject",
  subjectHint: "What the payer sees; at most 128 characters.",
  amount: "Amount (yuan, optional)",
  amountHint: (cap) => `Left empty, the payer enters it. Printed codes take at most ${cap} a day.`,
  address: "Address",
  code: (subject) => `Code to pay “${subject}”`,
  poster: "View poster",
  posterFile: "Poster file (SVG)",
  codeFile: "Code file (SVG)",
  tagFile: "Tag file (NDEF)",
  orders: "Orders paid here",
  pause: "Pause",
  resume: "Resume",
  pauseHelp: "A paused link takes no new payments; those already begun are not affected.",
  problems: {
    subject: "Write a subject of 1 to 128 characters that can all be displayed.",
    amount: (cap) => `Write the amount in yuan with at most two decimals, up to ${cap}.`,
    product: "Static codes aren't enabled for this merchant number. Contact the institution.",
    halted: "This merchant number is suspended or closed and can't take payments now.",
  },
};

export function linkWords(lang: Lang): LinkWords {
  return lang === "zh" ? zh : en;
}
