import { encodeTime } from "ulid";
import type { Deps } from "../core/deps.ts";

const RANDOM_CHARACTERS = 16;
/** Crockford's base 32, as a ULID is written; 256 is a multiple of 32, so each is drawn as often. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Makes prefixed ULIDs. Of the same millisecond the time is written once. */
export function idMaker({ now, random }: Pick<Deps, "now" | "random">): Deps["newId"] {
  let ms = -1;
  let time = "";
  return (prefix) => {
    const at = now();
    if (at !== ms) [ms, time] = [at, encodeTime(at)];
    let chance = "";
    for (const byte of random(RANDOM_CHARACTERS)) chance += ALPHABET.charAt(byte & 31);
    return `${prefix}_${time}${chance}`;
  };
}
