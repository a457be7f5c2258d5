/** What the user agent claims to be. It only chooses what is offered first; nothing is ever granted for it. */
export type ClientKind = "unionpay_app" | "wechat" | "alipay" | "phone" | "desktop";

const claims: readonly (readonly [RegExp, ClientKind])[] = [
  [/\bUnionPay\/|\bcom\.unionpay\b|\(updebug\)/i, "unionpay_app"],
  [/\bMicroMessenger\//i, "wechat"],
  [/\bAlipayClient\//i, "alipay"],
  [/\b(?:iPhone|iPad|Android|HarmonyOS|Mobile)\b/i, "phone"],
];

export function clientKind(userAgent: string | undefined): ClientKind {
  const text = userAgent ?? "";
  return claims.find(([claim]) => claim.test(text))?.[1] ?? "desktop";
}
