import type { Lang } from "../words.ts";

const zh = {
  title: "接入",
  intro: "下面的程序已填好你的商户号的值，复制即可运行。",
  merchantNo: "商户号",
  baseUrl: "接口地址",
  signingKey: "签名密钥",
  plan: "可签约的协议模板",
  endpoint: "通知地址",
  none: "还没有",
  secretOnce: (placeholder: string) =>
    `密钥和 whsec_… 只在生成时出现一次，这里不会再显示：把 ${placeholder} 换成你保存的那一把。丢了就生成新的签名密钥，改用签名。`,
  makeKey: "生成新的签名密钥",
  makeKeyText:
    "私钥留在 private_key.pem 里，不要离开你的服务器。把应答里的 kid 填到下面的签名示例里；登记之后再打开这一页，它已填好。",
  keyThere: "已经有密钥了。要换新的又不让请求失败：",
  rotate: "更换密钥",
  liveLost: "没有 sk_live_…，就在后台登记公钥：一人提出，另一人确认。",
  proposeKey: "登记公钥",
  order: "创建订单",
  signedOrder: "创建订单，签名",
  signing: "请消费者签约",
  webhook: "接收通知",
  webhookText: (url: string) =>
    `在 ${url} 运行这个程序。WEBHOOK_SECRET 是登记地址时得到的 whsec_…；丢了就为这个地址更换一把。`,
  addEndpoint: "先登记接收地址，并保存应答里的 secret：",
  more: "全部接口、字段和错误代码：",
  docs: "开发文档",
};

export type IntegrateWords = typeof zh;

const en: IntegrateWords = {
  title: "Integrate",
  intro: "These programs are filled in with your merchant number's values: copy and run.",
  merchantNo: "Merchant number",
  baseUrl: "Base URL",
  signingKey: "Signing key",
  plan: "Plan that can be signed",
  endpoint: "Webhook endpoint",
  none: "None yet",
  secretOnce: (placeholder) =>
    `Secret keys and whsec_… are shown once, when they are made, and never here: replace ${placeholder} with the one you kept. If it's lost, make a signing key and sign instead.`,
  makeKey: "Make a signing key",
  makeKeyText:
    "The private key stays in private_key.pem and never leaves your server. Put the kid of the response into the signed example; once it's registered, this page fills it in.",
  keyThere: "You have a key already. To replace it without a failed request:",
  rotate: "Rotate it",
  liveLost:
    "Without sk_live_…, register the public key in the console: one of you proposes it, another confirms it.",
  proposeKey: "Register a key",
  order: "Create an order",
  signedOrder: "Create an order, signed",
  signing: "Ask a consumer to sign",
  webhook: "Receive webhooks",
  webhookText: (url) =>
    `Run this at ${url}. WEBHOOK_SECRET is the whsec_… that you got with the endpoint; if it's lost, rotate the endpoint's secret.`,
  addEndpoint: "First add an endpoint, and keep the secret of the response:",
  more: "Every endpoint, field and error code:",
  docs: "Documentation",
};

export function integrateWords(lang: Lang): IntegrateWords {
  return lang === "zh" ? zh : en;
}
