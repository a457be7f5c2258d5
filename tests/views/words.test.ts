import { describe, expect, it } from "vitest";
import { type Lang, langs } from "../../views/words.ts";
import { en } from "../../views/words_en.ts";
import { zh } from "../../views/words_zh.ts";
import { readCode } from "../house/sources.ts";

type Speak = (lang: Lang) => unknown;

/** Every module of words there is, by its path: one that is written tomorrow is read too. */
async function modules(): Promise<ReadonlyMap<string, Speak>> {
  const paths = (await readCode()).map(({ path }) => path)
    .filter((path) => /(?:^|[/_])words\.ts$/.test(path) && !path.startsWith("tests/"));
  return new Map(
    await Promise.all(paths.map(async (path): Promise<[string, Speak]> => {
      const exported: Record<string, unknown> = await import(
        new URL(`../../${path}`, import.meta.url).href
      );
      const [speak, ...others] = Object.entries(exported)
        .filter(([name, value]) => /words$/i.test(name) && typeof value === "function");
      if (!speak || others.length > 0) throw new Error(`${path} exports no words, or several`);
      return [path, speak[1] as Speak];
    })),
  );
}

interface Sentence {
  /** Where it stands, e.g. `views/words.ts titles.paid`. */
  readonly key: string;
  /** With a mark in the place of everything that is filled in. */
  readonly text: string;
  /** How many facts it is given. */
  readonly given: number;
}

function sentencesOf(key: string, value: unknown): readonly Sentence[] {
  if (typeof value === "string") return [{ key, text: value, given: 0 }];
  if (typeof value === "function") {
    const marks = Array.from({ length: value.length }, (_, place) => mark(place));
    return [{ key, text: String(value(...marks)), given: value.length }];
  }
  return Object.entries(value as object).flatMap(([name, inside]) =>
    sentencesOf(`${key}${key.endsWith(".ts") ? " " : "."}${name}`, inside)
  );
}

/** Stands for what is filled in: ⟨0⟩ as it is, ⟨0.payee⟩ as one of its facts. */
function mark(place: number): unknown {
  return new Proxy({}, {
    get: (_, name) => typeof name === "symbol" ? () => `⟨${place}⟩` : `⟨${place}.${name}⟩`,
  });
}

const marksOf = (text: string) => [...new Set(text.match(/⟨[\w.]+⟩/g))].sort();

/** Stray spaces and three dots; then what the other language would write. */
const MISSET: Readonly<Record<Lang, RegExp>> = {
  zh: new RegExp(
    [
      /^\s|\s$| {2}|\.\.\.|。。/,
      /[\u4e00-\u9fff] ?[,;:?()]|[,;:?()] ?[\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?:\s|$)/,
      /"|[Ａ-Ｚａ-ｚ０-９]| [，。；：？、）”]|[，。；：？、（“] /,
    ].map(({ source }) => source).join("|"),
  ),
  en: /^\s|\s$| {2}|\.\.\.|[，。；：？、（）「」　]| [,;:?.](?:\s|$)/,
};

const spoken = await modules();
const every = (lang: Lang) =>
  [...spoken].flatMap(([path, speak]) => sentencesOf(path, speak(lang)));
const all = { zh: every("zh"), en: every("en") };
const wrong = (sentences: readonly Sentence[], pattern: RegExp) =>
  sentences.filter(({ text }) => pattern.test(text)).map(({ key, text }) => `${key}: ${text}`);

describe("the words of every page", () => {
  it("are found, every module of them", () => {
    expect([...spoken.keys()]).toEqual(
      expect.arrayContaining([
        "views/words.ts",
        "views/sign/words.ts",
        "views/link/poster_words.ts",
      ]),
    );
    expect(spoken.size).toBeGreaterThan(10);
    expect(all.zh.length).toBeGreaterThan(400);
  });

  it("say the same things in both languages, about the same facts", () => {
    const facts = (lang: Lang) =>
      Object.fromEntries(all[lang].map(({ key, text }) => [key, marksOf(text)]));
    expect(facts("en")).toEqual(facts("zh"));
  });

  it("are never empty, and use every fact they are given", () => {
    const sentences = [...all.zh, ...all.en];
    expect(sentences.filter(({ text }) => text.trim() === "")).toEqual([]);
    // A fact that chooses among words chooses none here.
    const telling = sentences.filter(({ text, given }) => given > 0 && !text.includes("undefined"));
    expect(telling.length).toBeGreaterThan(80);
    expect(
      telling.filter(({ text, given }) =>
        Array.from({ length: given }, (_, i) => i).some((place) => !text.includes(`⟨${place}`))
      ),
    ).toEqual([]);
  });

  it("never blame, plead or shout", () => {
    const shouting = /[!！]|sorry|oops|抱歉|对不起|您的错/i;
    expect(wrong([...all.zh, ...all.en], shouting)).toEqual([]);
  });

  it.each(langs)("are set as %s is", (lang) => {
    expect(wrong(all[lang], MISSET[lang])).toEqual([]);
  });
});

describe("the rules of setting", () => {
  const finds = (lang: Lang, text: string) => MISSET[lang].test(text);

  it("find stray spaces and dots in the place of an ellipsis", () => {
    for (const lang of langs) {
      expect([" a", "a ", "a  b", "a...", "a"].map((text) => finds(lang, text)))
        .toEqual([true, true, true, true, false]);
    }
  });

  it("find Western punctuation in Chinese and Chinese punctuation in English", () => {
    expect(["没有扣款,", "茶.", "茶 ，水", "“ 茶”", '"茶"', "茶（12:30）", "10:30 前"]
      .map((text) => finds("zh", text))).toEqual([true, true, true, true, true, false, false]);
    expect(["Paid，", "Paid .", "Paid (now)", "Tap ··· above"].map((text) => finds("en", text)))
      .toEqual([true, true, false, false]);
  });
});

describe("the words about money", () => {
  it("say in both languages whether it was taken", () => {
    const taken = (key: keyof typeof zh) => [
      String(zh[key]).includes("没有扣款"),
      String(en[key]).includes("No money was taken"),
    ];
    expect(taken("failed")).toEqual([true, true]);
    expect(taken("declined")).toEqual([true, true]);
    expect(taken("expired")).toEqual([true, true]);
    expect(taken("closed")).toEqual([true, true]);
    expect(taken("unclear")).toEqual([false, false]);
    expect(taken("processing")).toEqual([false, false]);
  });
});
