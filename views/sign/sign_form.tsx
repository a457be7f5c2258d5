import { cardWith } from "../../core/channel/card.ts";
import { cardLabel } from "../../core/signing/disclosure.ts";
import type { SigningConsumer, SigningView } from "../../core/signing/view_signing.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { words } from "../words.ts";
import { Ask } from "./ask.tsx";
import { Fields, type Typed } from "./fields.tsx";
import type { Place } from "./place.ts";
import { asksForCode, codeStep } from "./status_copy.ts";
import { SignatureStep } from "./signature_step.tsx";
import { Summary } from "./summary.tsx";
import { Terms } from "./terms.tsx";
import { type SignFormError, signWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly view: SigningView;
  readonly consumer: SigningConsumer;
  readonly place: Place;
  readonly formError: SignFormError | undefined;
  readonly typed: Typed | undefined;
}

/**
 * In the app: what is agreed to, then the signing itself. With a code by phone there are two steps, and the second
 * one asks for all input, so nothing entered has to be carried from one page to the next.
 */
export function SignForm({ frame, view, consumer, place, formError, typed }: Props) {
  const { lang, nonce } = frame;
  const w = words(lang);
  const s = signWords(lang);
  const { signing, card } = view;
  const coded = codeStep(view);
  const getsCode = asksForCode(view);
  const action = getsCode
    ? paths.signCode(signing.signingId)
    : paths.signConfirmation(signing.signingId);
  if (formError === "tries_over") return <NoLonger view={view} lang={lang} />;
  return (
    <div class="card stack">
      <Summary view={view} formError={formError} lang={lang} />
      <Ask view={view} lang={lang} />
      <Terms view={view} lang={lang} open={formError === "terms_changed"}>
        <CardChoice view={view} consumer={consumer} lang={lang} />
      </Terms>
      <SignatureStep view={view} lang={lang} />
      <form
        class="stack"
        method="post"
        action={action}
        hx-post={action}
        hx-target="#signing"
        hx-swap="outerHTML"
        hx-nonce={nonce}
        data-busy={w.submitting}
      >
        <input type="hidden" name="card" value={card?.token ?? ""} />
        <input type="hidden" name="lang" value={lang} />
        <input type="hidden" name="shown" value={view.shown[lang].digest} />
        {coded ? <h2>{s.codeStep}</h2> : null}
        {consumer.maskedPhone === ""
          ? null
          : <p class="small quiet-text">{s.signingAs(consumer.maskedName, consumer.maskedPhone)}
          </p>}
        <Fields view={view} consumer={consumer} frame={frame} formError={formError} typed={typed} />
        {getsCode ? <p class="small">{s.sendsCode(consumer.maskedPhone)}</p> : null}
        <div class="halves">
          <button class="button" type="submit">
            {getsCode ? s.getCode : coded ? s.confirmSign : w.sign}
          </button>
          <button class="button quiet" type="submit" form="refusal">{w.notSign}</button>
        </div>
      </form>
      <form id="refusal" method="post" action={paths.signRefusal(signing.signingId)} />
      {coded ? <Resend view={view} place={place} lang={lang} /> : null}
      <p class="small quiet-text">{withMoments(s.signBy(formatTime(signing.expiresAt, lang)))}</p>
    </div>
  );
}

/** A link that allows no more attempts: what it asked for, and the way out. */
function NoLonger({ view, lang }: { readonly view: SigningView; readonly lang: Frame["lang"] }) {
  return (
    <div class="card stack">
      <Summary view={view} formError="tries_over" lang={lang} />
      <Ask view={view} lang={lang} />
      <Terms view={view} lang={lang} />
      <form method="post" action={paths.signRefusal(view.signing.signingId)}>
        <button class="button quiet" type="submit">{words(lang).notSign}</button>
      </form>
    </div>
  );
}

interface PartProps {
  readonly view: SigningView;
  readonly lang: Frame["lang"];
}

/** The other cards the plan allows. Choosing one reloads the page, so the fourth line always names the card. */
function CardChoice({ view, consumer, lang }: PartProps & { readonly consumer: SigningConsumer }) {
  const s = signWords(lang);
  const others = consumer.cards.filter((each) =>
    each !== cardWith(consumer.cards, view.card?.token)
  );
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{s.changeCard}</summary>
      <form class="actions" method="post" action={paths.signCard(view.signing.signingId)}>
        {view.plan.requiresCreditCard ? <p class="small">{s.onlyCredit}</p> : null}
        {others.map((card) => (
          <button
            key={card.token}
            class="button quiet"
            type="submit"
            name="card"
            value={card.token}
          >
            {s.useCard(cardLabel(card, lang))}
          </button>
        ))}
      </form>
    </details>
  );
}

function Resend({ view, place, lang }: PartProps & { readonly place: Place }) {
  const s = signWords(lang);
  return (
    <form class="inline" method="post" action={paths.signCode(view.signing.signingId)}>
      <button class="link" type="submit">{s.resend}</button>
      {place.inbox ? <a class="link" href={paths.sandboxInbox()}>{s.inbox}</a> : null}
    </form>
  );
}
