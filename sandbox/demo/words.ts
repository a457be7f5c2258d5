import type { SignatureVerdict } from "./demo_receiver.ts";
import type { Lang } from "../../views/words.ts";

/** What only the demo receiver's page says. */
export interface ReceiverWords {
  readonly title: string;
  readonly intro: string;
  readonly empty: string;
  readonly refresh: string;
  readonly arrived: (type: string) => string;
  readonly unreadable: string;
  readonly at: string;
  readonly about: string;
  readonly amount: string;
  readonly sequence: string;
  readonly webhookId: string;
  readonly whole: string;
  readonly standard: Readonly<Record<SignatureVerdict, string>>;
  readonly jws: Readonly<Record<SignatureVerdict, string>>;
}

const zh: ReceiverWords = {
  title: "商户收到的通知",
  intro: "这里扮演商户的服务器：门户发来的每个通知都列在这里，并验了签名。",
  empty: "还没有通知。去付一笔演示订单，结果会出现在这里。",
  refresh: "刷新",
  arrived: (type) => `收到 ${type}`,
  unreadable: "读不懂的内容",
  at: "到达时间",
  about: "关于",
  amount: "金额",
  sequence: "序号",
  webhookId: "通知编号",
  whole: "完整内容",
  standard: {
    holds: "通知签名有效（Standard Webhooks）",
    wrong: "通知签名无效，请勿相信",
    missing: "没有通知签名，请勿相信",
  },
  jws: {
    holds: "门户签名有效（JWS，用公钥验证）",
    wrong: "门户签名无效，请勿相信",
    missing: "没有门户签名",
  },
};

const en: ReceiverWords = {
  title: "What the merchant received",
  intro:
    "A stand-in for the merchant's server. It lists every webhook the portal sends and checks the signatures.",
  empty: "No webhooks yet. Pay a demo order and the result will appear here.",
  refresh: "Refresh",
  arrived: (type) => `Received ${type}`,
  unreadable: "Unreadable content",
  at: "Arrived",
  about: "About",
  amount: "Amount",
  sequence: "Sequence",
  webhookId: "Webhook ID",
  whole: "Full content",
  standard: {
    holds: "Webhook signature valid (Standard Webhooks)",
    wrong: "Webhook signature invalid: don't trust it",
    missing: "No webhook signature: don't trust it",
  },
  jws: {
    holds: "Portal signature valid (JWS, verified with the public key)",
    wrong: "Portal signature invalid: don't trust it",
    missing: "No portal signature",
  },
};

export function receiverWords(lang: Lang): ReceiverWords {
  return lang === "zh" ? zh : en;
}
