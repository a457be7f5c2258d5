import { asksToPay, type Checkout } from "../../core/order/checkout.ts";
import { Abandoned } from "../checkout/progress.tsx";
import { Payee } from "../checkout/receipt.tsx";
import { type FormError, Summary } from "../checkout/summary.tsx";
import type { Frame } from "../frame.ts";
import { fullTitle, Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { Notices, Renewal, RenewHead } from "../parts/notices.tsx";
import { type Lang, words } from "../words.ts";
import { type CodeView, follows, markOf, pollEvery } from "./code_view.ts";
import { Payment } from "./payment.tsx";
import { codePlaces } from "./places.ts";
import { modeOf, shopOf, statusCopy } from "./status_copy.ts";
import { codeWords } from "./words.ts";

interface PanelProps {
  readonly frame: Frame;
  readonly view: CodeView;
  /** Why the form just sent is shown again. */
  readonly formError?: FormError | undefined;
  /** In the answer to a form that did nothing: the focus goes to how things stand. */
  readonly refused?: boolean | undefined;
}

interface Props extends PanelProps {
  /** Without script a page waiting for a result reloads itself; a link stops that. */
  readonly stay: boolean;
}

/** The whole page of a scanned code. */
export function CodePage({ frame, view, formError, refused, stay }: Props) {
  const title = statusCopy(view, frame.lang).title;
  const panel = CodePanel({ frame, view, formError, refused });
  if (view.state === "stale") {
    return <Layout frame={frame} title={title} mode={modeOf(view)}>{panel}</Layout>;
  }
  const { page: here } = codePlaces(view.token, frame.carried);
  const renews = follows(view) && !stay;
  return (
    <Layout
      frame={frame}
      title={title}
      mode={modeOf(view)}
      head={renews ? <RenewHead here={here} /> : null}
    >
      <Notices frame={frame} here={here} />
      {panel}
      {renews ? <Renewal frame={frame} here={here} /> : null}
    </Layout>
  );
}

/** The panel as a poll or a form returns it: with the page's new title and one sentence for the status line. */
export function CodePanelChange({ frame, view, formError, refused }: PanelProps) {
  const { text, title } = statusCopy(view, frame.lang);
  return (
    <>
      <title>{fullTitle(frame.lang, modeOf(view), title)}</title>
      {CodePanel({ frame, view, formError, refused })}
      <hx-partial hx-target="#status" hx-swap="textContent">{text}</hx-partial>
    </>
  );
}

/** Everything that changes while the page is open. It polls only as long as something can change. */
function CodePanel({ frame, view, formError, refused }: PanelProps) {
  const seconds = pollEvery(view);
  const poll = seconds === undefined || view.state === "stale" ? {} : {
    "hx-get": codePlaces(view.token, frame.carried).poll(markOf(view)),
    "hx-trigger": `every ${seconds}s, ask`,
    "hx-swap": "outerHTML",
    "hx-sync": "this",
    "hx-nonce": frame.nonce,
  };
  return (
    <div id="payment" {...poll}>
      {view.state === "open"
        ? <Payment frame={frame} view={view} formError={formError} />
        : <State frame={frame} view={view} formError={formError} focused={refused === true} />}
    </div>
  );
}

interface StateProps {
  readonly frame: Frame;
  readonly view: Exclude<CodeView, { readonly state: "open" }>;
  readonly formError: FormError | undefined;
  readonly focused: boolean;
}

/** Why this phone cannot pay, whose code it is and what to do; a phone that did not claim it learns no more. */
function State({ frame, view, formError, focused }: StateProps) {
  const { lang, carried } = frame;
  const { mark, text } = statusCopy(view, lang);
  const shop = shopOf(view);
  const head = (
    <>
      {mark ? <StateHeading mark={mark} text={text} focused={focused && !formError} /> : null}
      {shop ? <Payee name={shop.name} lang={lang} /> : null}
    </>
  );
  if (view.state === "stale") return <div class="card stack">{head}</div>;
  const { standing } = view.checkout;
  const places = codePlaces(view.token, carried);
  return (
    <div class="card stack">
      <Summary formError={formError} checkout={view.checkout} lang={lang} />
      {head}
      <NextStep view={view} lang={lang} />
      {follows(view) ? <a class="button" href={places.page}>{words(lang).checkResult}</a> : null}
      {standing.state === "other_device" && standing.abandoned
        ? <Abandoned frame={frame} action={places.cancellation} />
        : null}
    </div>
  );
}

interface NextProps {
  readonly view: Extract<CodeView, { readonly checkout: Checkout }>;
  readonly lang: Lang;
}

/** What to do, where the state's own sentence does not say. */
function NextStep({ view, lang }: NextProps) {
  const c = codeWords(lang);
  const { standing } = view.checkout;
  if (view.state === "taken") return asksToPay(standing) ? <p>{c.letGo}</p> : null;
  if (standing.state === "paid") return <p>{c.receiptElsewhere}</p>;
  return standing.state === "closed" && standing.safe ? <p>{c.newOrder}</p> : null;
}
