import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { linkWords } from "./words.ts";

/** A code without a link: says so, and what to do. */
export function UnknownLinkPage({ frame }: { readonly frame: Frame }) {
  const l = linkWords(frame.lang);
  return (
    <Layout frame={frame} title={l.titles.unknown} mode="live">
      <div class="card stack short">
        <h1>{l.unknown}</h1>
        <p>{l.unknownHelp}</p>
      </div>
    </Layout>
  );
}
