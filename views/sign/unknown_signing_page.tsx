import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { signWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
}

/** A sign link without a signing: says so, and what to do. */
export function UnknownSigningPage({ frame }: Props) {
  return (
    <Layout frame={frame} title={signWords(frame.lang).titles.unknown} mode="live" width="column">
      <UnknownSigning frame={frame} />
    </Layout>
  );
}

export function UnknownSigning({ frame }: Props) {
  const s = signWords(frame.lang);
  return (
    <div class="card stack">
      <h1 id="state" tabindex={-1}>{s.unknown}</h1>
      <p>{s.unknownHelp}</p>
    </div>
  );
}
