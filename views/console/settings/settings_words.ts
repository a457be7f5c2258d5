import type { Product } from "../../../core/merchant/merchant.ts";
import { isolated } from "../../../core/text/isolated.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "设置",
  number: "商户号",
  name: "名称",
  legalName: "执照名称",
  licence: "统一社会信用代码",
  appId: "接入方应用",
  contact: "联系人",
  opened: "开通时间",
  fixed: "名称和产品由机构审核，要改请联系机构。",
  products: "已开通的产品",
  noProducts: "还没有开通产品。",
  more: "要开通更多产品，请联系机构；下级商户号的产品不能超过这里的。",
  productNames: {
    in_app_control: "App 内控件",
    sdk_wap: "SDK 拉起 App",
    api_wap: "接口拉起 App",
    cashier: "收银台",
    screen_code: "屏幕码",
    static_code: "静态码",
    contract: "免密签约",
    bound_card: "绑卡支付",
    balance: "钱包余额",
  } satisfies Readonly<Record<Product, string>>,
  addresses: "返回地址和嵌入",
  returnUrls: "返回地址",
  returnUrlsHint: "每行一个，https 开头。付款后只会把消费者送回这些地址之下。",
  noReturnUrls: "测试商户号不填，就可以用任何 https 地址。",
  appSchemes: "App 的返回地址",
  appSchemesHint: "每行一个，例如 teahouse://。",
  embedOrigins: "嵌入来源",
  embedOriginsHint: "每行一个，例如 https://shop.example.com。只有这些网页可以在框里显示收银台。",
  save: "保存",
  saved: "已保存。",
  problems: {
    web: (line: string) => `“${isolated(line)}”不是可以登记的网址。`,
    app: (line: string) => `“${isolated(line)}”不是 App 自己的地址，请写成 teahouse:// 的样子。`,
    origin: (line: string) =>
      `“${isolated(line)}”不是浏览器写法的来源，请写成 https://shop.example.com 的样子，不带路径。`,
    many: (max: number) => `最多 ${max} 个。`,
    long: (line: string) => `“${isolated(line)}”太长。`,
  },
  changed: "设置刚刚被别人改过，没有保存。下面是现在的设置，请再改一次。",
  notActive: "商户号已暂停或关闭，不能改设置。",
};

const en: typeof zh = {
  title: "Settings",
  number: "Merchant number",
  name: "Name",
  legalName: "Name on the licence",
  licence: "Unified social credit code",
  appId: "App",
  contact: "Contact",
  opened: "Opened",
  fixed: "Name and products were examined by the institution. Contact it to change them.",
  products: "Products",
  noProducts: "None has been granted yet.",
  more:
    "For more products, contact the institution. Numbers below yours have at most the products of this one.",
  productNames: {
    in_app_control: "In-app control",
    sdk_wap: "App opened by SDK",
    api_wap: "App opened by API",
    cashier: "Cashier",
    screen_code: "Screen code",
    static_code: "Static code",
    contract: "Contracts",
    bound_card: "Bound cards",
    balance: "Wallet balance",
  },
  addresses: "Return addresses and embedding",
  returnUrls: "Return addresses",
  returnUrlsHint:
    "One a line, beginning with https. Consumers are sent back only to what is under one of these.",
  noReturnUrls: "With none, a test number may use any https address.",
  appSchemes: "Return addresses in an app",
  appSchemesHint: "One a line, such as teahouse://.",
  embedOrigins: "Embedding origins",
  embedOriginsHint:
    "One a line, such as https://shop.example.com. Only these pages may show a checkout in a frame.",
  save: "Save",
  saved: "Saved.",
  problems: {
    web: (line) => `“${isolated(line)}” isn't a web address that can be registered.`,
    app: (line) =>
      `“${isolated(line)}” isn't an address of an app's own. Write it like teahouse://.`,
    origin: (line) =>
      `“${
        isolated(line)
      }” isn't an origin as browsers write it. Write it like https://shop.example.com, without a path.`,
    many: (max) => `There can be at most ${max}.`,
    long: (line) => `“${isolated(line)}” is too long.`,
  },
  changed:
    "Somebody has just changed the settings, so yours weren't saved. These are the current ones; make your change again.",
  notActive: "The number is suspended or closed, so its settings can't be changed.",
};

export type SettingsWords = typeof zh;

export function settingsWords(lang: Lang): SettingsWords {
  return lang === "zh" ? zh : en;
}
