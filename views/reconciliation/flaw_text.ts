import type { FileRefusal } from "../../core/channel_file/channel_file.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";
import { reconciliationWords } from "./words.ts";

/** What is wrong with a channel's file, and where. */
export function flawText(lang: Lang, { file, line, column, detail, code }: FileRefusal): string {
  const place = reconciliationWords(lang).flawAt(isolated(file), line, column);
  return `${place}: ${isolated(detail)} (${code})`;
}
