import { AUDIT_EXPORT_MAX } from "../../core/audit/list_audit.ts";
import type { PersonalField } from "../../core/audit/audit_events.ts";
import type { Desk } from "../../core/paths.ts";
import type { Lang } from "../words.ts";

const zh = {
  help: {
    ops: "自己人做过的每一件事、每一次查看明文，都在一条链上，最新的在前。",
    console: "本商户号的员工做过的事，最新的在前。",
  } satisfies Readonly<Record<Desk, string>>,
  entries: "链上共有",
  hash: "链尾哈希",
  published: "上次公布",
  publishedAs: (day: string, entries: number) => `${day}，到第 ${entries} 条`,
  notYet: "还没有公布过",
  by: "谁",
  type: "做了什么",
  day: "哪一天（UTC+8）",
  filter: "筛选",
  all: "全部",
  none: "没有这样的记录。",
  at: (no: string) => `在 ${no}`,
  from: (no: string) => `来自 ${no}`,
  older: "更早的",
  download: "下载 CSV",
  problems: {
    too_many: `超过 ${AUDIT_EXPORT_MAX} 条，没有导出。请按人、事或日期筛选后再下载。`,
    day_wrong: "没有这一天。请写成 2026-11-20 的样子。",
  },
  looked: (fields: string, of: string) => `查看了 ${of} 的明文：${fields}`,
  reason: (text: string) => `原因：${text}`,
  fields: {
    name: "姓名",
    phone: "手机号",
    id_number: "证件号",
    account_no: "账号",
    account_holder: "户名",
    complaint_text: "投诉内容",
    dispute_file: "争议的附件",
  } satisfies Readonly<
    Record<PersonalField, string>
  >,
  columns: ["编号", "时间", "姓名", "谁", "做了什么", "关于", "商户号", "内容"],
};

type AuditWords = typeof zh;

const en: AuditWords = {
  help: {
    ops:
      "Everything our own people did, and every look at unmasked data, in one chain; newest first.",
    console: "What the staff of this merchant number did; newest first.",
  },
  entries: "Entries",
  hash: "Hash at the end",
  published: "Last published",
  publishedAs: (day, entries) => `${day}, up to entry ${entries}`,
  notYet: "Never yet",
  by: "Who",
  type: "What",
  day: "Day (UTC+8)",
  filter: "Filter",
  all: "All",
  none: "Nothing like this is on record.",
  at: (no) => `at ${no}`,
  from: (no) => `from ${no}`,
  older: "Older",
  download: "Download CSV",
  problems: {
    too_many:
      `There are more than ${AUDIT_EXPORT_MAX} entries, so nothing was exported. Narrow it by person, act or day.`,
    day_wrong: "There's no such day. Write it like 2026-11-20.",
  },
  looked: (fields, of) => `Looked at unmasked data of ${of}: ${fields}`,
  reason: (text) => `Reason: ${text}`,
  fields: {
    name: "name",
    phone: "phone",
    id_number: "ID number",
    account_no: "account number",
    account_holder: "account holder",
    complaint_text: "what was complained of",
    dispute_file: "a dispute's file",
  },
  columns: ["No.", "Time", "Name", "Who", "What", "About", "Merchant number", "Data"],
};

export function auditWords(lang: Lang): AuditWords {
  return lang === "zh" ? zh : en;
}
