import type { Proof } from "../../core/session/session.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: "登录的设备",
  help: "不认识的，请退出。签约不受影响。",
  here: "这台设备",
  unknown: "未知浏览器",
  proofs: {
    sandbox: "从云闪付打开",
    unionpay: "从云闪付打开",
    phone: "手机号和登录码",
    passkey: "通行密钥",
  } satisfies Readonly<Record<Proof, string>>,
  since: (time: string) => `${time} 登录`,
  seen: (time: string) => `${time} 最近使用`,
  signOut: "退出",
  signOutOf: (client: string) => `退出：${client}`,
  everywhere: "全部退出",
  everywhereHelp: "这台设备也会退出。",
  back: "返回我的签约",
  switchTitle: "换人登录？",
  switchText: (now: string, then: string) => `现在登录的是${now}。刚打开的链接要换成${then}。`,
  someone: "另一个人",
  who: (name: string, phone: string) => `${isolated(name)} ${phone}`.trimEnd(),
  switchTo: "换人登录",
  stay: "不换",
};

export type DeviceWords = typeof zh;

const en: DeviceWords = {
  title: "Where you're signed in",
  help: "Sign out any you don't recognize. Your contracts aren't affected.",
  here: "This device",
  unknown: "Unknown browser",
  proofs: {
    sandbox: "Opened in UnionPay",
    unionpay: "Opened in UnionPay",
    phone: "Phone and code",
    passkey: "Passkey",
  },
  since: (time) => `Signed in ${time}`,
  seen: (time) => `Last used ${time}`,
  signOut: "Sign out",
  signOutOf: (client) => `Sign out: ${client}`,
  everywhere: "Sign out everywhere",
  everywhereHelp: "This device is signed out too.",
  back: "Back to My contracts",
  switchTitle: "Switch accounts?",
  switchText: (now, then) =>
    `You're signed in as ${now}. The link you opened would sign you in as ${then}.`,
  someone: "someone else",
  who: (name, phone) => `${isolated(name)} ${phone}`.trim(),
  switchTo: "Switch accounts",
  stay: "Stay signed in",
};

export function deviceWords(lang: Lang): DeviceWords {
  return lang === "zh" ? zh : en;
}
