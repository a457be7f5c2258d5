import type { PlanKind, PlanRequest, PlanState } from "../../../core/plan/plan.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "协议模板",
  labels: { state: "状态", kind: "类型", plan_id: "模板 ID" },
  states: {
    submitted: "待审核",
    approved: "已通过",
    rejected: "未通过",
    retired: "已停用",
  } satisfies Readonly<Record<PlanState, string>>,
  kinds: { usage: "按使用扣款", periodic: "定期扣款" } satisfies Readonly<
    Record<PlanKind, string>
  >,
  requests: { new: "接入", add: "新增", change: "变更" } satisfies Readonly<
    Record<PlanRequest, string>
  >,
  none: "还没有协议模板。提交一份申请，审核通过后顾客就能按它签约。",
  columns: {
    title: "标题",
    shortName: "简称",
    state: "状态",
    submitted: "提交时间",
    perTransaction: "每次限额",
    perDay: "每日限额",
    kind: "类型",
    request: "申请类型",
    version: "版本",
    approvedVersion: "可签版本",
    reason: "未通过原因",
    planId: "模板 ID",
    appId: "应用 ID",
  },
};

type PlanWords = typeof zh;

const en: PlanWords = {
  title: "Plans",
  labels: { state: "State", kind: "Kind", plan_id: "Plan ID" },
  states: {
    submitted: "Under review",
    approved: "Approved",
    rejected: "Rejected",
    retired: "Retired",
  },
  kinds: { usage: "Per use", periodic: "Periodic" },
  requests: { new: "New app", add: "New plan", change: "Change" },
  none: "No plans yet. Apply for one; once it's approved, consumers can sign it.",
  columns: {
    title: "Title",
    shortName: "Short name",
    state: "State",
    submitted: "Submitted",
    perTransaction: "Limit per charge",
    perDay: "Limit per day",
    kind: "Kind",
    request: "Request",
    version: "Version",
    approvedVersion: "Version in force",
    reason: "Reason for rejection",
    planId: "Plan ID",
    appId: "App ID",
  },
};

export function planWords(lang: Lang): PlanWords {
  return lang === "zh" ? zh : en;
}
