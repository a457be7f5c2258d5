import { type Desk, paths } from "../../core/paths.ts";
import type { Permission } from "../../core/permission/permission.ts";
import { permits, type Role } from "../../core/permission/role.ts";
import type { Lang } from "../words.ts";
import { type Group, groups } from "./place_groups.ts";

interface Place {
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

/** Every place of the navigation, in its order: a new section of a desk is one line. */
const places = [
  { section: "home", group: "home", path: paths.desk, zh: "首页", en: "Home" },
  {
    section: "orders",
    desk: "console",
    group: "money",
    permission: "orders:read",
    path: () => paths.consoleList("orders"),
    zh: "订单",
    en: "Orders",
  },
  {
    section: "webhooks",
    desk: "console",
    group: "developers",
    permission: "webhooks:read",
    path: () => paths.consoleWebhooks(),
    zh: "Webhook",
    en: "Webhooks",
  },
  {
    section: "attempts",
    desk: "console",
    group: "developers",
    permission: "webhooks:read",
    path: () => paths.consoleList("webhooks/attempts"),
    zh: "投递记录",
    en: "Webhook attempts",
  },
  {
    section: "refunds",
    desk: "console",
    group: "money",
    permission: "refunds:read",
    path: () => paths.consoleList("refunds"),
    zh: "退货",
    en: "Refunds",
  },
  {
    section: "disputes",
    desk: "console",
    group: "money",
    permission: "disputes:read",
    path: () => paths.consoleList("disputes"),
    zh: "争议",
    en: "Disputes",
  },
  {
    section: "books",
    desk: "console",
    group: "money",
    permission: "statements:read",
    path: () => paths.consoleList("books"),
    zh: "账户",
    en: "Account",
  },
  {
    section: "own_reconciliation",
    desk: "console",
    group: "money",
    permission: "statements:read",
    path: () => paths.consoleReconciliation(),
    zh: "对账",
    en: "Reconciliation",
  },
  {
    section: "own_bank_lines",
    desk: "console",
    group: "money",
    permission: "payments:read",
    path: () => paths.consoleBankLines(),
    zh: "银行来款",
    en: "Bank transfers",
  },
  {
    section: "links",
    desk: "console",
    group: "money",
    permission: "links:read",
    path: () => paths.consoleList("links"),
    zh: "收款链接",
    en: "Links",
  },
  {
    section: "plans",
    desk: "console",
    group: "contracts",
    permission: "plans:read",
    path: () => paths.consoleList("plans"),
    zh: "协议模板",
    en: "Plans",
  },
  {
    section: "signings",
    desk: "console",
    group: "contracts",
    permission: "signings:read",
    path: () => paths.consoleList("signings"),
    zh: "签约",
    en: "Signings",
  },
  {
    section: "contracts",
    desk: "console",
    group: "contracts",
    permission: "contracts:read",
    path: () => paths.consoleList("contracts"),
    zh: "签约协议",
    en: "Contracts",
  },
  {
    section: "deductions",
    desk: "console",
    group: "contracts",
    permission: "deductions:read",
    path: () => paths.consoleList("deductions"),
    zh: "免密扣款",
    en: "Deductions",
  },
  {
    section: "screens",
    desk: "console",
    group: "money",
    permission: "screens:read",
    path: () => paths.consoleList("screens"),
    zh: "屏幕",
    en: "Screens",
  },
  {
    section: "branding",
    desk: "console",
    group: "merchant",
    permission: "merchant_settings:read",
    path: paths.consoleBranding,
    zh: "品牌",
    en: "Branding",
  },
  {
    section: "keys",
    desk: "console",
    group: "developers",
    permission: "keys:read",
    path: () => paths.consoleList("keys"),
    zh: "密钥",
    en: "Keys",
  },
  {
    section: "secret_keys",
    desk: "console",
    group: "developers",
    permission: "keys:read",
    path: () => paths.consoleSecretKeys(),
    zh: "测试密钥",
    en: "Test secret keys",
  },
  {
    section: "children",
    desk: "console",
    group: "merchant",
    permission: "children:read",
    path: () => paths.consoleList("children"),
    zh: "下级商户",
    en: "Children",
  },
  {
    section: "applications",
    desk: "console",
    group: "merchant",
    permission: "children:read",
    path: () => paths.consoleList("applications"),
    zh: "进件",
    en: "Applications",
  },
  {
    section: "agreements",
    desk: "console",
    group: "merchant",
    permission: "sharing:read",
    path: () => paths.consoleAgreements(),
    zh: "共享协议",
    en: "Sharing agreements",
  },
  {
    section: "settings",
    desk: "console",
    group: "merchant",
    permission: "merchant_settings:read",
    path: () => paths.consoleSettings(),
    zh: "设置",
    en: "Settings",
  },
  {
    section: "integrate",
    desk: "console",
    group: "developers",
    permission: "keys:read",
    path: paths.integrate,
    zh: "接入",
    en: "Integrate",
  },
  {
    section: "search",
    desk: "ops",
    group: "work",
    permission: "merchants:read",
    path: paths.opsSearch,
    zh: "查号码",
    en: "Search",
  },
  {
    section: "merchants",
    desk: "ops",
    group: "work",
    permission: "merchants:read",
    path: () => paths.opsMerchants(),
    zh: "商户",
    en: "Merchants",
  },
  {
    section: "bank_lines",
    desk: "ops",
    group: "work",
    permission: "bank_lines:read",
    path: () => paths.opsBankLines(),
    zh: "银行来款",
    en: "Bank lines",
  },
  {
    section: "complaints",
    desk: "ops",
    group: "work",
    permission: "complaints:read",
    path: () => paths.opsComplaints(),
    zh: "投诉",
    en: "Complaints",
  },
  {
    section: "payer_disputes",
    desk: "ops",
    group: "work",
    permission: "disputes:read",
    path: () => paths.opsDisputes(),
    zh: "争议",
    en: "Disputes",
  },
  {
    section: "reconciliation",
    desk: "ops",
    group: "money",
    permission: "reconciliation:read",
    path: () => paths.opsReconciliation(),
    zh: "对账",
    en: "Reconciliation",
  },
  {
    section: "differences",
    desk: "ops",
    group: "money",
    permission: "reconciliation:read",
    path: () => paths.opsDifferences(),
    zh: "差错",
    en: "Differences",
  },
  {
    section: "blocks",
    desk: "ops",
    group: "work",
    permission: "blocks:read",
    path: () => paths.opsBlocks(),
    zh: "黑名单",
    en: "Block list",
  },
  {
    section: "ledger",
    desk: "ops",
    group: "work",
    permission: "statements:read",
    path: () => paths.opsBooks(),
    zh: "账务",
    en: "Books",
  },
  {
    section: "health",
    desk: "ops",
    group: "work",
    permission: "jobs:read",
    path: paths.opsHealth,
    zh: "运行",
    en: "Health",
  },
  {
    section: "institution",
    desk: "ops",
    group: "work",
    permission: "institution_settings:read",
    path: paths.opsInstitution,
    zh: "机构",
    en: "Institution",
  },
  {
    section: "staff",
    group: "people",
    permission: "staff:read",
    path: paths.staff,
    zh: "员工",
    en: "Staff",
  },
  {
    section: "owners",
    desk: "ops",
    group: "people",
    permission: "merchants:read",
    path: paths.owners,
    zh: "商户负责人",
    en: "Merchant owners",
  },
  {
    section: "proposals",
    group: "people",
    permission: "proposals:read",
    path: (desk: Desk) => paths.proposals(desk),
    zh: "待确认",
    en: "To confirm",
  },
  {
    section: "audit",
    group: "people",
    permission: "audit:read",
    path: (desk: Desk) => paths.audit(desk),
    zh: "操作记录",
    en: "Audit",
  },
  { section: "account", group: "people", path: paths.account, zh: "我的登录", en: "My sign-in" },
] as const satisfies readonly Place[];

/** A place of the navigation, to which a page belongs. */
export type Section = (typeof places)[number]["section"];

export interface PlacesOfGroup {
  /** Empty for the first, which needs no heading. */
  readonly name: string;
  readonly places: readonly {
    readonly section: Section;
    readonly name: string;
    readonly href: string;
  }[];
}

/** Where somebody with this role may go, by group; groups in which there is nothing for them are left out. */
export function placesOf(desk: Desk, role: Role, lang: Lang): readonly PlacesOfGroup[] {
  const open = places.filter((each: Place) =>
    (each.desk ?? desk) === desk &&
    (each.permission === undefined || permits(role, each.permission))
  );
  return (Object.keys(groups) as Group[]).flatMap((group) => {
    const own = open.filter((each) => each.group === group);
    if (own.length === 0) return [];
    return [{
      name: groups[group][lang],
      places: own.map((each) => ({
        section: each.section,
        name: each[lang],
        href: each.path(desk),
      })),
    }];
  });
}

/** What a place is called, in the navigation and at the top of its page. */
export function placeName(section: Section, lang: Lang): string {
  return places.find((each) => each.section === section)?.[lang] ?? "";
}
