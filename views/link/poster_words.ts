import type { Lang } from "../words.ts";
import { isolated } from "../../core/text/isolated.ts";

/** The copy around a poster on its page; the poster itself is in both languages. */
export interface PosterWords {
  readonly title: (payee: string) => string;
  readonly print: string;
  readonly asFile: string;
  readonly codeAlone: string;
  readonly tagBytes: string;
  readonly writeTag: string;
  readonly paper: string;
  readonly paused: string;
  /** What to do with the tag, and the result. */
  readonly tag: Readonly<Record<"hold" | "written" | "denied" | "failed", string>>;
}

const zh: PosterWords = {
  title: (payee) => `${isolated(payee)}的收款海报`,
  print: "打印",
  asFile: "下载海报（SVG）",
  codeAlone: "只要码（SVG）",
  tagBytes: "碰一碰标签数据（NDEF）",
  writeTag: "写入碰一碰标签",
  paper: "A5 纸，按实际大小打印。",
  paused: "这个收款码已暂停，海报上不印码。恢复后再打印。",
  tag: {
    hold: "请把标签贴近手机背面。",
    written: "已写入。请用手机碰一下试试。",
    denied: "没有写入：请允许使用 NFC，再试一次。",
    failed: "没有写入：标签不可写，或离开得太早。再试一次。",
  },
};

const en: PosterWords = {
  title: (payee) => `Poster for ${isolated(payee)}`,
  print: "Print",
  asFile: "Download the poster (SVG)",
  codeAlone: "Code only (SVG)",
  tagBytes: "Data for an NFC tag (NDEF)",
  writeTag: "Write an NFC tag",
  paper: "Print on A5 at actual size.",
  paused:
    "This code is paused, so the poster doesn't show it. Print the poster once the link is active again.",
  tag: {
    hold: "Hold the tag to the back of the phone.",
    written: "Written. Tap it with a phone to test it.",
    denied: "Not written. Allow NFC, then try again.",
    failed: "Not written. The tag is read-only or was moved away too soon. Try again.",
  },
};

export function posterWords(lang: Lang): PosterWords {
  return lang === "zh" ? zh : en;
}
