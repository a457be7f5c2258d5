import { Lines } from "../../ops/lines.tsx";

/** Texts that machines made; undefined where there are none. */
export function lines(texts: readonly string[]) {
  return texts.length === 0 ? undefined : <Lines texts={texts} />;
}
