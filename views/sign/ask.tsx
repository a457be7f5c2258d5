import type { SigningView } from "../../core/signing/view_signing.ts";
import { BrandMark } from "../parts/brand.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import type { Lang } from "../words.ts";
import { signWords } from "./words.ts";

interface Props {
  readonly view: SigningView;
  readonly lang: Lang;
}

/** Who asks, and for what: the first thing on the page. */
export function Ask({ view, lang }: Props) {
  const s = signWords(lang);
  const { merchant, parent, plan } = view;
  return (
    <>
      {view.signing.orderId === undefined ? null : <Steps lang={lang} done={false} />}
      <BrandMark brand={merchant.brand} />
      <hgroup>
        <h1 id="state" tabindex={-1}>{s.asks(merchant.name)}</h1>
        <p class="plan-title">
          <bdi>{plan.title}</bdi>
        </p>
        {parent ? <p class="small quiet-text">{s.partOf(parent.name)}</p> : null}
      </hgroup>
    </>
  );
}

/** Sign and pay are two steps with two codes; signing charges nothing. */
export function Steps({ lang, done }: { readonly lang: Lang; readonly done: boolean }) {
  const s = signWords(lang);
  return (
    <ol class="steps" aria-label={s.steps}>
      <li {...(done ? {} : { "aria-current": "step" })}>
        {s.stepSign}
        {done ? <StateMark mark="paid" /> : null}
      </li>
      <li {...(done ? { "aria-current": "step" } : {})}>{s.stepPay}</li>
    </ol>
  );
}
