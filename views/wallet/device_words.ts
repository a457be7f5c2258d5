import type { Proof } from "../../core/session/session.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

/** Every wallet app is one to a person: they know which they use. */
export type ProofKind = Exclude<Proof, `wallet:${string}`> | "wallet";

export function kindOf(proof: Proof): ProofKind {
  return isWallet(proof) ? "wallet" : proof;
}

function isWallet(proof: Proof): proof is `wallet:${string}` {
  return proof.startsWith("wallet:");
}

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
    wallet: "从钱包 App 打开",
  } satisfies Readonly<Record<ProofKind, string>>,
  since: (time: string) => `${time} 登录`,
  seen: (time: string) => `${time} 最近使用`,
  signOut: "退出",
  signOutOf: (client: string) => `退出：${client}`,
  everywhere: "全部退出",
  everywhereHelp: "这台设备也会退出。",
  back: "返回我的签约",
  switchTitle: "换人登录？",
  switchText: (now: string, then: string) => `现在登录的是${now}。刚才进来的是${then}。`,
  joinText: "两个都是你？并到一起后，用这个手机号也能打开现在的“我的签约”。",
  join: "都是我，并到一起",
  someone: "另一个人",
  who: (name: string, phone: string) =>
    name === "" ? `手机 ${phone}` : `${isolated(name)}，手机 ${phone}`,
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
    wallet: "Opened in a wallet app",
  },
  since: (time) => `Signed in ${time}`,
  seen: (time) => `Last used ${time}`,
  signOut: "Sign out",
  signOutOf: (client) => `Sign out: ${client}`,
  everywhere: "Sign out everywhere",
  everywhereHelp: "This device is signed out too.",
  back: "Back to My contracts",
  switchTitle: "Switch accounts?",
  switchText: (now, then) => `You're signed in as ${now}. You've just come in as ${then}.`,
  joinText: "Both are you? Joined, this phone opens the contracts you see now as well.",
  join: "Both are me. Join them",
  someone: "someone else",
  who: (name, phone) => name === "" ? `phone ${phone}` : `${isolated(name)}, phone ${phone}`,
  switchTo: "Switch accounts",
  stay: "Stay signed in",
};

export function deviceWords(lang: Lang): DeviceWords {
  return lang === "zh" ? zh : en;
}
