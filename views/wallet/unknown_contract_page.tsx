import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { walletWords } from "./words.ts";

/** A contract that doesn't exist, or belongs to someone else: the same copy for both. */
export function UnknownContractPage(
  { frame, mode }: { readonly frame: Frame; readonly mode: Mode },
) {
  const w = walletWords(frame.lang);
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <section class="card stack">
        <h1>{w.unknown}</h1>
        <p>{w.unknownHelp}</p>
        <a class="button" href={paths.wallet()}>{w.back}</a>
      </section>
    </Layout>
  );
}
