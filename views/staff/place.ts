import type { Desk } from "../../core/paths.ts";
import type { Permission } from "../../core/permission/permission.ts";

/** Somewhere the navigation leads to. */
export interface Place {
  readonly section: string;
  /** Undefined for both. */
  readonly desk?: Desk;
  readonly group: Group;
  /** Undefined for everybody who is signed in. */
  readonly permission?: Permission;
  readonly path: (desk: Desk) => string;
  readonly zh: string;
  readonly en: string;
}

/** In their order. */
export const groups = {
  home: { zh: "", en: "" },
  work: { zh: "处理", en: "Work" },
  money: { zh: "收款", en: "Money" },
  contracts: { zh: "签约", en: "Contracts" },
  developers: { zh: "开发", en: "Developers" },
  merchant: { zh: "商户", en: "Merchant" },
  people: { zh: "人员", en: "People" },
} as const;

export type Group = keyof typeof groups;
