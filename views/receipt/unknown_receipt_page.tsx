import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { words } from "../words.ts";
import { receiptWords } from "./receipt_words.ts";

/** There is none, or it is someone else's: the same copy for both. */
export function UnknownReceiptPage(
  { frame, mode }: { readonly frame: Frame; readonly mode: Mode },
) {
  const { lang } = frame;
  const w = receiptWords(lang);
  return (
    <Layout frame={frame} title={w.unknown} mode={mode} width="column" script={false}>
      <section class="card stack">
        <h1>{w.unknown}</h1>
        <p>{w.unknownHelp}</p>
        <a class="button" href={paths.wallet()}>{words(lang).backToWallet}</a>
      </section>
    </Layout>
  );
}
