import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { walletDisputeWords } from "./dispute_words.ts";

/** A payment, deduction or dispute that doesn't exist, or is someone else's: the same copy for both. */
export function UnknownChargePage({ frame, mode }: { readonly frame: Frame; readonly mode: Mode }) {
  const w = walletDisputeWords(frame.lang);
  return (
    <Layout frame={frame} title={w.disputes} mode={mode} width="column" script={false}>
      <section class="card stack">
        <h1>{w.unknown}</h1>
        <p>{w.unknownHelp}</p>
        <a class="button" href={paths.wallet()}>{w.back}</a>
      </section>
    </Layout>
  );
}
