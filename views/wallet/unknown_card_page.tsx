import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { walletCardWords } from "./card_words.ts";
import { walletWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
}

/** No such card of this person's: somebody else's looks the same. */
export function UnknownCardPage({ frame, mode }: Props) {
  const w = walletCardWords(frame.lang);
  return (
    <Layout frame={frame} title={w.unknown} mode={mode} width="column" script={false}>
      <div class="card stack">
        <h1>{w.unknown}</h1>
        <p>{w.unknownHelp}</p>
        <a class="button" href={paths.wallet()}>{walletWords(frame.lang).back}</a>
      </div>
    </Layout>
  );
}
