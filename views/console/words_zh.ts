import type { Problem } from "./list_problem.ts";

/** What every list and every detail of the console says. */
export const zh = {
  filter: "筛选",
  show: "查看",
  clear: "清除筛选",
  without: (label: string) => `去掉“${label}”`,
  chosen: "筛选条件",
  any: "全部",
  newer: "较新的",
  older: "较早的",
  pages: "翻页",
  download: "下载 CSV",
  days: { from: "从哪天（UTC+8）", to: "到哪天（UTC+8）" },
  noneLike: "没有符合这些条件的。",
  reached: (count: string, time: string) =>
    `查到 ${time} 为止，看了 ${count} 条，没有更多符合的。请缩小范围，例如选定日期，或继续往前查。`,
  reachedBack: "继续往前查",
  wrong: {
    unknown: (name: string) => `没有“${name}”这个筛选条件。`,
    twice: (label: string) => `“${label}”只能写一次。`,
    choice: (label: string) => `“${label}”没有这个选项。`,
    day: (label: string) => `“${label}”请写成 2026-11-20 的样子。`,
    days: () => "开始的一天不能晚于结束的一天。",
    amount: (label: string) => `“${label}”请写成元，最多两位小数，例如 12.50。`,
    text: (label: string) => `“${label}”太长，或含有无法使用的字符。`,
    page: () => "没有这一页，请从第一页看起。",
  } satisfies Readonly<Record<Problem["kind"], (label: string) => string>>,
  tooMany: (max: string) =>
    `符合的超过 ${max} 条，没有生成文件。请缩小筛选范围，例如分几段日期下载。`,
};

export type ConsoleWords = typeof zh;
