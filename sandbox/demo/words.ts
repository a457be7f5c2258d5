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
    "This plays the merchant's server. Every webhook the portal sends is listed here, with its signatures checked.",
  empty: "No webhook yet. Pay a demo order and its result appears here.",
  refresh: "Refresh",
  arrived: (type) => `Received ${type}`,
  unreadable: "Not readable",
  at: "Arrived",
  about: "About",
  amount: "Amount",
  sequence: "Sequence",
  webhookId: "Webhook id",
  whole: "Whole content",
  standard: {
    holds: "Webhook signature holds (Standard Webhooks)",
    wrong: "Webhook signature does not hold: do not believe it",
    missing: "No webhook signature: do not believe it",
  },
  jws: {
    holds: "Portal signature holds (JWS, checked with the public key)",
    wrong: "Portal signature does not hold: do not believe it",
    missing: "No portal signature",
  },
};

export function receiverWords(lang: Lang): ReceiverWords {
  return lang === "zh" ? zh : en;
}
