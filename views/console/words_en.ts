import type { ConsoleWords } from "./words_zh.ts";

export const en: ConsoleWords = {
  filter: "Filter",
  show: "Show",
  clear: "Clear filters",
  without: (label) => `Remove “${label}”`,
  chosen: "Filters",
  any: "All",
  newer: "Newer",
  older: "Older",
  pages: "Pages",
  download: "Download CSV",
  days: { from: "From day (UTC+8)", to: "To day (UTC+8)" },
  noneLike: "Nothing matches these filters.",
  reached: (count, time) =>
    `Looked through ${count} entries, back to ${time}, and found no more. Narrow the filters, for example by day, or look further back.`,
  reachedBack: "Look further back",
  wrong: {
    unknown: (name) => `There's no filter called “${name}”.`,
    twice: (label) => `“${label}” can be given only once.`,
    choice: (label) => `“${label}” has no such option.`,
    day: (label) => `Write “${label}” like 2026-11-20.`,
    days: () => "The first day can't be after the last.",
    amount: (label) => `Write “${label}” in yuan with at most two decimals, like 12.50.`,
    text: (label) => `“${label}” is too long, or holds characters that can't be used.`,
    page: () => "There's no such page. Start from the first.",
  },
  tooMany: (max) =>
    `More than ${max} rows match, so no file was made. Narrow the filters, for example to fewer days at a time.`,
};
