import type { Erased } from "../../core/erasure/asked_here.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { breakable } from "../parts/breakable.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { words } from "../words.ts";
import { accountWords } from "./account_words.ts";
import { WhatStays } from "./erasure_page.tsx";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly erased: Erased;
}

/** In the browser in which it was asked for: that the account is gone, what is kept, for how long, and who answers. */
export function ErasedPage({ frame, mode, erased: { at, contracts, cards } }: Props) {
  const { lang, institution, imprint: { phone } } = frame;
  const w = accountWords(lang);
  return (
    <Layout frame={frame} title={w.erasedTitle} mode={mode} width="column" script={false}>
      <section class="card stack">
        <h1>{w.erasedTitle}</h1>
        <p>{withMoments(w.erasedAt(formatTime(at, lang)))}</p>
        <ul>
          {contracts === 0 ? null : <li>{w.endedContracts(contracts)}</li>}
          {cards === 0 ? null : <li>{w.removedCards(cards)}</li>}
          <li>{w.deleted}</li>
        </ul>
        <WhatStays lang={lang} />
        <p>{breakable(w.reach(institution))}</p>
        {phone
          ? (
            <a class="link" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {words(lang).imprint.service(phone)}
            </a>
          )
          : null}
        <p class="hint">{w.anew}</p>
        <form method="post" action={paths.walletErased()}>
          <button class="button quiet" type="submit">{w.close}</button>
        </form>
      </section>
    </Layout>
  );
}
