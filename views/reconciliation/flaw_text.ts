import type { FileRefusal } from "../../core/channel_file/channel_file.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";
import { reconciliationWords } from "./words.ts";

/** What is wrong with a channel's file, and where; then as the channel's technicians are told. */
export function flawText(lang: Lang, { file, line, column, detail, code }: FileRefusal): string {
  const { flawAt, flaws } = reconciliationWords(lang);
  const place = flawAt(isolated(file), line, column);
  return `${place}: ${isFlaw(flaws, code) ? flaws[code] : code} (${isolated(detail)})`;
}

/** A code that was kept by an earlier release may be none. */
function isFlaw<W extends object>(flaws: W, code: PropertyKey): code is keyof W {
  return Object.hasOwn(flaws, code);
}
