const HAN = /^\p{Script=Han}$/u;
const OPENING = /^[\p{Ps}\p{Pi}]+$/u;
const EMOJI = /\p{Emoji_Presentation}/u;

/** Made when it is first asked, for it loads a dictionary. */
let wordsIn: Intl.Segmenter | undefined;

/**
 * What a line is not broken within: a word with the punctuation and the space that belong to it. Chinese words are
 * found by a dictionary; what it does not know comes out in single characters, which stay together.
 */
export function piecesOf(text: string): readonly string[] {
  wordsIn ??= new Intl.Segmenter("zh", { granularity: "word" });
  const pieces: string[] = [];
  let [unknown, opened] = [false, false];
  for (const { segment, isWordLike } of wordsIn.segment(text)) {
    const single = HAN.test(segment);
    const opens = OPENING.test(segment);
    const belongs = opened || (single && unknown) ||
      (!isWordLike && !opens && !EMOJI.test(segment));
    if (belongs && pieces.length > 0) pieces.push((pieces.pop() ?? "") + segment);
    else pieces.push(segment);
    [unknown, opened] = [single, opens];
  }
  return pieces;
}
