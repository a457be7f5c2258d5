import type { Left } from "../../core/erasure/erasure.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import type { Lang } from "../words.ts";
import { WhatIsLeft } from "./account_page.tsx";
import { accountWords } from "./account_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly left: Left;
}

/** What goes, what the law has us keep, and two answers of equal size. */
export function ErasurePage({ frame, mode, left }: Props) {
  const w = accountWords(frame.lang);
  return (
    <Layout frame={frame} title={w.eraseTitle} mode={mode} width="column" script={false}>
      <form class="card stack" method="post" action={paths.walletErasure()}>
        <h1>{w.eraseTitle}</h1>
        <p>{w.goes}</p>
        <WhatIsLeft left={left} lang={frame.lang} />
        <WhatStays lang={frame.lang} />
        <div class="halves">
          <button class="button" type="submit">{w.eraseNow}</button>
          <a class="button quiet" href={paths.walletAccount()}>{w.keep}</a>
        </div>
      </form>
    </Layout>
  );
}

/** What the law has us keep, and for how long. */
export function WhatStays({ lang }: { readonly lang: Lang }) {
  const w = accountWords(lang);
  return (
    <>
      <p>{w.stays}</p>
      <ul>
        <li>{w.transactions}</li>
        <li>{w.evidence}</li>
      </ul>
      <p class="small quiet-text">{w.law}</p>
    </>
  );
}
