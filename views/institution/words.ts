import type { Lang } from "../words.ts";

const zh = {
  title: "机构",
  help: "消费者在页脚看到这些。留空的，用启动时的配置。",
  name: "名称",
  phone: "客服电话",
  licence: "支付业务许可证号",
  save: "保存",
  versions: "各个版本",
  version: (version: number, day: string) => `第 ${version} 版，自 ${day} 起`,
  none: "还没有。",
  add: "发布新版本",
  addHelp: "从第一天的零点（UTC+8）起生效，以前的版本仍可查阅。空行分段。",
  kind: "哪一份",
  firstDay: "第一天（UTC+8）",
  zh: "中文",
  en: "英文",
  problems: {
    line_flawed: "文字里有不能保存的内容，例如控制字符或卡号，或者太长。",
    text_flawed: "两种语言都要写，最多两万字，不能有控制字符和卡号。",
    day_wrong: "没有这一天。请写成 2026-11-20 的样子。",
    first_day_past: "第一天不能早于今天，也不能早于上一版的第一天。",
  },
};

type InstitutionWords = typeof zh;
export type InstitutionProblem = keyof InstitutionWords["problems"];

const en: InstitutionWords = {
  title: "Institution",
  help: "Consumers see this at the foot of each page. What is empty comes from the configuration.",
  name: "Name",
  phone: "Customer service phone",
  licence: "Payment licence number",
  save: "Save",
  versions: "Versions",
  version: (version, day) => `Version ${version}, from ${day}`,
  none: "None yet.",
  add: "Publish a new version",
  addHelp:
    "It's in force from midnight (UTC+8) of its first day. Earlier versions stay readable. An empty line ends a paragraph.",
  kind: "Which text",
  firstDay: "First day (UTC+8)",
  zh: "Chinese",
  en: "English",
  problems: {
    line_flawed:
      "The text holds something we don't store, such as a control character or a card number, or is too long.",
    text_flawed:
      "Write it in both languages, up to 20,000 characters each, without control characters and card numbers.",
    day_wrong: "There's no such day. Write it like 2026-11-20.",
    first_day_past: "The first day can't be before today, nor before that of the last version.",
  },
};

export function institutionWords(lang: Lang): InstitutionWords {
  return lang === "zh" ? zh : en;
}
