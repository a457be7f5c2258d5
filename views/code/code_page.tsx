import { Abandoned } from "../checkout/progress.tsx";
import { type FormError, Summary } from "../checkout/summary.tsx";
import type { Frame } from "../frame.ts";
import { fullTitle, Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { Notices, Renewal, RenewHead } from "../parts/notices.tsx";
import { words } from "../words.ts";
import { type CodeView, follows, markOf, pollEvery } from "./code_view.ts";
import { Payment } from "./payment.tsx";
import { codePlaces } from "./places.ts";
import { modeOf, statusCopy } from "./status_copy.ts";

interface PanelProps {
  readonly frame: Frame;
  readonly view: CodeView;
  /** Why the form just sent is shown again. */
  readonly formError?: FormError | undefined;
}

interface Props extends PanelProps {
  /** Without script a page waiting for a result reloads itself; a link stops that. */
  readonly stay: boolean;
}

/** The whole page of a scanned code. */
export function CodePage({ frame, view, formError, stay }: Props) {
  const title = statusCopy(view, frame.lang).title;
  const panel = <CodePanel frame={frame} view={view} formError={formError} />;
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
export function CodePanelChange({ frame, view, formError }: PanelProps) {
  const { text, title } = statusCopy(view, frame.lang);
  return (
    <>
      <title>{fullTitle(frame.lang, modeOf(view), title)}</title>
      <CodePanel frame={frame} view={view} formError={formError} />
      <hx-partial hx-target="#status" hx-swap="textContent">{text}</hx-partial>
    </>
  );
}

/** Everything that changes while the page is open. It polls only as long as something can change. */
function CodePanel({ frame, view, formError }: PanelProps) {
  const seconds = pollEvery(view);
  const poll = seconds === undefined || view.state === "stale" ? {} : {
    "hx-get": codePlaces(view.token, frame.carried).poll(markOf(view)),
    "hx-trigger": `every ${seconds}s, ask`,
    "hx-swap": "outerHTML",
    "hx-nonce": frame.nonce,
  };
  return (
    <div id="payment" {...poll}>
      {view.state === "open"
        ? <Payment frame={frame} view={view} formError={formError} />
        : <State frame={frame} view={view} formError={formError} />}
    </div>
  );
}

interface StateProps {
  readonly frame: Frame;
  readonly view: Exclude<CodeView, { readonly state: "open" }>;
  readonly formError: FormError | undefined;
}

/** Why this phone cannot pay, in one sentence; a phone that did not claim the code learns no more. */
function State({ frame, view, formError }: StateProps) {
  const { lang, carried } = frame;
  const { mark, text } = statusCopy(view, lang);
  const heading = mark ? <StateHeading mark={mark} text={text} /> : null;
  if (view.state === "stale") return <div class="card stack">{heading}</div>;
  const { standing } = view.checkout;
  const places = codePlaces(view.token, carried);
  return (
    <div class="card stack">
      <Summary formError={formError} checkout={view.checkout} lang={lang} />
      {heading}
      {follows(view) ? <a class="button" href={places.page}>{words(lang).checkResult}</a> : null}
      {standing.state === "other_device" && standing.abandoned
        ? <Abandoned frame={frame} action={places.cancellation} />
        : null}
    </div>
  );
}
