import type { LinkView } from "../../core/link/view_link.ts";
import { paths } from "../../core/paths.ts";
import { formatMoney } from "../parts/money.tsx";
import { BrandMark } from "../parts/brand.tsx";
import { Band, StateHeading } from "../parts/band.tsx";
import { breakable } from "../parts/breakable.tsx";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { type Lang, words } from "../words.ts";
import { PayForm, type PayFormError, type Typed } from "./pay_form.tsx";
import { linkWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly view: LinkView;
  /** Why the form just sent is shown again, with what was typed into it. */
  readonly formError?: PayFormError | undefined;
  readonly typed?: Typed | undefined;
}

/** Where a printed code or a tag leads: first the payee, then the amount, then one button. */
export function LinkPage({ frame, view, formError, typed }: Props) {
  const { lang, nonce, asset } = frame;
  const { merchant, standing, link, offer } = view;
  const scripted = standing === "payable" && offer && link.amount === undefined;
  return (
    <Layout
      frame={frame}
      title={titleOf(view, lang)}
      mode={merchant.mode}
      head={scripted ? <script src={asset("link.js")} nonce={nonce} type="module" /> : null}
    >
      <section class="card stack">
        <Payee view={view} lang={lang} />
        <Previous view={view} lang={lang} />
        {standing === "payable"
          ? <PayForm frame={frame} view={view} formError={formError} typed={typed} />
          : <Standing view={view} lang={lang} refused={formError !== undefined} />}
      </section>
    </Layout>
  );
}

interface PartProps {
  readonly view: LinkView;
  readonly lang: Lang;
}

const DIGITS_SHOWN = 4;

/** Whoever put up the code, the name is the merchant's own, so that a payer can compare it with the shop. */
function Payee({ view: { merchant, link }, lang }: PartProps) {
  const l = linkWords(lang);
  return (
    <div>
      <BrandMark brand={merchant.brand} />
      <h1 id="payee">{breakable(l.heading(merchant.name))}</h1>
      <p class="quiet-text small">{l.numberEnding(merchant.merchantNo.slice(-DIGITS_SHOWN))}</p>
      <p class="quiet-text">
        <bdi>{link.subject}</bdi>
      </p>
    </div>
  );
}

/** What this browser has just paid or is about to: its own page shows all of it. */
function Previous({ view: { previous, merchant }, lang }: PartProps) {
  if (!previous) return null;
  const w = words(lang);
  const amount = formatMoney(previous.amount);
  const paid = previous.state === "paid";
  return (
    <Band mark={paid ? "paid" : "processing"}>
      <p>{paid ? w.paid(amount, merchant.name) : linkWords(lang).waiting(amount)}</p>
      <a class="link" href={paths.checkout(previous.orderId)}>{w.checkResult}</a>
    </Band>
  );
}

interface StandingProps extends PartProps {
  /**
   * Someone has just tried; otherwise it may be the person who paid a moment ago, so "no money was taken" is not
   * said.
   */
  readonly refused: boolean;
}

/** Why nothing can be paid here right now, without a form. */
function Standing({ view: { standing, limit }, lang, refused }: StandingProps) {
  const w = words(lang);
  const l = linkWords(lang);
  if (standing !== "used_up") {
    const text = standing === "paused" ? l.paused : l.unavailable;
    return <StateHeading mark="closed" text={text} level={2} />;
  }
  const left = formatMoney(limit.left);
  const rule = w.static(formatMoney(limit.cap), left);
  if (!refused) return <StateHeading mark="limit" text={rule} level={2} />;
  return (
    <>
      <StateHeading mark="limit" text={w.limit(left)} level={2} />
      <p>{rule}</p>
    </>
  );
}

function titleOf({ standing, merchant }: LinkView, lang: Lang): string {
  const l = linkWords(lang);
  switch (standing) {
    case "payable":
      return l.heading(merchant.name);
    case "used_up":
      return l.titles.limit;
    case "paused":
    case "unavailable":
      return l.titles[standing];
  }
}
