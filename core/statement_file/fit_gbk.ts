import { encodeGbk } from "./gbk.ts";

const ASCII = /^[\x20-\x7e]*$/;

/** As much of a text as so many bytes of GBK hold, with `?` for what GBK does not have. */
export function fitGbk(text: string, bytes: number): string {
  if (ASCII.test(text)) return text.slice(0, bytes);
  let fitted = "";
  let used = 0;
  for (const each of text) {
    const known = isGbk(each) ? each : "?";
    used += encodeGbk(known).length;
    if (used > bytes) break;
    fitted += known;
  }
  return fitted;
}

function isGbk(character: string): boolean {
  if (character < " ") return false;
  try {
    encodeGbk(character);
    return true;
  } catch {
    return false;
  }
}
