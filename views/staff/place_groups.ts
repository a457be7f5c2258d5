/** What places of the navigation are listed under, in its order. */
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
