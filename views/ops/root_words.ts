import type { Lang } from "../words.ts";

const zh = {
  title: "录入企业的第一个商户号",
  help:
    "给还没有上级商户号的企业。照纸质申请录入，由另一个人审核。姓名、电话和账号加密保存，页面上只显示打码的。",
  number: "商户号",
  name: "商户名称",
  nameHint: "消费者看到的名称，最多 64 个字。",
  reference: "编号",
  referenceHint:
    "自己定，最多 64 个字母、数字、点、冒号、连字符和下划线。同一编号、同样的内容是同一份申请。",
  subject: "企业",
  licenceHint: "18 位，最后一位是校验码。",
  digestHint: "纸质协议扫描件的 SHA-256，64 位小写十六进制。",
  linesHint: "每行一个，可以不填。",
  appHint: "可以不填：以后再申请。",
  appName: "应用名称",
  appDigest: "合作协议摘要（SHA-256）",
  file: "录入，等另一个人审核",
  check: (field: string) => `请核对“${field}”。`,
  problems: {
    application_pending: "这个编号的另一份申请正等着审核。请等它审核完，或换一个编号。",
    licence_no_wrong: "没有这样的统一社会信用代码：最后一位对不上，请看有没有录错。",
    return_url_not_allowed: "有返回地址不能登记：请填完整的网址，不带用户名。",
  },
};

type RootWords = typeof zh;
export type RootProblem = keyof RootWords["problems"];

const en: RootWords = {
  title: "File an enterprise's first number",
  help:
    "For an enterprise with no number above it. Enter the paper application; another person decides it. Names, phone and account are sealed, and pages show them masked.",
  number: "The number",
  name: "Name",
  nameHint: "As consumers read it, up to 64 characters.",
  reference: "Reference",
  referenceHint:
    "Your own, up to 64 letters, digits, dots, colons, dashes and underscores. The same form under the same reference is the same application.",
  subject: "The enterprise",
  licenceHint: "18 characters, of which the last one checks the others.",
  digestHint: "SHA-256 of the scanned agreement, 64 hex digits in lower case.",
  linesHint: "One per line, or none.",
  appHint: "May stay empty: it can be applied for later.",
  appName: "Name of the app",
  appDigest: "Cooperation agreement (SHA-256)",
  file: "File it for another person to decide",
  check: (field) => `Check “${field}”.`,
  problems: {
    application_pending:
      "Another application under this reference waits for a decision. Wait for it, or choose another reference.",
    licence_no_wrong:
      "No licence has this number: its last character does not fit. Look for a typing error.",
    return_url_not_allowed:
      "A return URL can't be registered: enter a full address without a user name.",
  },
};

export function rootWords(lang: Lang): RootWords {
  return lang === "zh" ? zh : en;
}
