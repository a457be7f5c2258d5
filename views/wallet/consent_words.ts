import type { LegalKind } from "../../core/institution/institution.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: "请看条款",
  names: { terms: "服务条款", privacy: "隐私政策" } satisfies Readonly<Record<LegalKind, string>>,
  version: (version: number, day: string) => `第 ${version} 版，${day} 起生效`,
  agree: "我已阅读并同意",
  free: "不同意也可以查看和解约。",
};

type ConsentWords = typeof zh;

const en: ConsentWords = {
  title: "Please read the terms",
  names: { terms: "Terms of service", privacy: "Privacy policy" },
  version: (version, day) => `, version ${version}, in force from ${day}`,
  agree: "I've read them and agree",
  free: "You can see and end your contracts without agreeing.",
};

export function consentWords(lang: Lang): ConsentWords {
  return lang === "zh" ? zh : en;
}
