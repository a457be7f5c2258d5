import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { sandboxWords } from "./words.ts";

/** A link of the simulated bank without a request. */
export function UnknownRequestPage({ frame }: { readonly frame: Frame }) {
  const w = sandboxWords(frame.lang);
  return (
    <Layout frame={frame} title={w.unknownTitle} mode="test" script={false}>
      <div class="card stack">
        <h1>{w.unknownTitle}</h1>
        <p>{w.unknown}</p>
        <a class="button" href={paths.sandboxWallet()}>{w.backToWallet}</a>
      </div>
    </Layout>
  );
}
