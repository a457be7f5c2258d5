import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { screenWords } from "./words.ts";

/** An order whose merchant number may not show codes on a screen: it can still be paid at its checkout. */
export function NotGrantedPage({ frame }: { readonly frame: Frame }) {
  const s = screenWords(frame.lang);
  return (
    <Layout frame={frame} title={s.notGranted} mode="live">
      <div class="card stack">
        <h1 id="state" tabindex={-1}>{s.notGranted}</h1>
        <p>{s.notGrantedHelp(frame.institution)}</p>
      </div>
    </Layout>
  );
}
