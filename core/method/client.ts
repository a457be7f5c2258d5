/**
 * What the user agent claims to be. It only decides what is offered first and never grants anything, so a client that
 * lies is at most offered what does not work.
 */
export const clientKinds = [
  "unionpay_app",
  "unionpay_wallet",
  "alipay",
  "wechat",
  "dingtalk",
  "feishu",
  "phone",
  "desktop",
] as const;
export type ClientKind = (typeof clientKinds)[number];

/** Asked in this order: 云闪付 also says UnionPay, and every app also says which phone it runs on. */
const claims: readonly (readonly [RegExp, ClientKind])[] = [
  [/\bcom\.unionpay\.(?:chsp|mobilepay)\b|\bUnionPay\/[\d.]{1,8} CloudPay\b/i, "unionpay_app"],
  // A bank's app by UnionPay's standard: it pays UnionPay codes and is not 云闪付.
  [/\bUnionPay\/[\d.]{1,8} [a-z0-9]/i, "unionpay_wallet"],
  [/\bAlipayClient\//i, "alipay"],
  [/\bMicroMessenger\//i, "wechat"],
  [/\bDingTalk\//i, "dingtalk"],
  [/\b(?:Lark|Feishu)\//i, "feishu"],
  [/\b(?:iPhone|iPad|iPod|Android|HarmonyOS|Mobile)\b/i, "phone"],
];

/** Longer ones are cut: no client needs more to identify itself. */
const AGENT_CHARS_MAX = 1_000;

export function clientKind(userAgent: string | undefined): ClientKind {
  const text = (userAgent ?? "").slice(0, AGENT_CHARS_MAX);
  return claims.find(([claim]) => claim.test(text))?.[1] ?? "desktop";
}

/** Other companies' apps, in whose pages 云闪付 cannot open. */
export function isForeignApp(client: ClientKind): boolean {
  switch (client) {
    case "alipay":
    case "wechat":
    case "dingtalk":
    case "feishu":
      return true;
    case "unionpay_app":
    case "unionpay_wallet":
    case "phone":
    case "desktop":
      return false;
  }
}
