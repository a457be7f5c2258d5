import type { OrderScreen } from "../../core/screen/view_order_screen.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { formatMoney } from "../parts/money.tsx";
import { tillWords } from "../till/words.ts";
import { type Lang, words } from "../words.ts";
import { Idle } from "./idle.tsx";
import { LastReceived } from "./last_received.tsx";
import { Panel, PanelChange } from "./panel.tsx";
import { ScreenCode } from "./screen_code.tsx";
import { asksOf, type Place, type Shown } from "./shown.ts";
import { statusCopy } from "./status_copy.ts";
import { Sum } from "./sum.tsx";
import { Payee, Told } from "./told.tsx";
import { screenWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly shown: Shown;
  readonly place: Place;
  /** True in the response that brings another state to an open page: its seal may be stamped. */
  readonly arrived?: boolean;
}

/** Everything a shop's screen shows of an order, or of a till that waits for one. */
export function ScreenPanel({ frame, shown, place, arrived }: Props) {
  const { lang } = frame;
  const look = shown.state === "order" ? shown.show.state : shown.state;
  const renewsIn = look === "showing" && shown.state === "order" ? shown.changesIn ?? 0 : undefined;
  const lastSale = shown.state === "order" ? shown.lastSale : undefined;
  return (
    <Panel frame={frame} look={look} asks={asksOf(shown, place)} renewsIn={renewsIn}>
      {lastSale ? <LastReceived sale={lastSale} lang={lang} /> : null}
      <Body shown={shown} frame={frame} arrived={arrived ?? false} />
      {place === "till" && shown.screen?.pin ? <Door lang={lang} /> : null}
    </Panel>
  );
}

/** The one thing on a till that can be pressed: where its shop assistant goes in. */
function Door({ lang }: { readonly lang: Lang }) {
  const name = tillWords(lang).door;
  return (
    <a class="door" href={paths.counter()} aria-label={name} title={name}>
      <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
      </svg>
    </a>
  );
}

interface ChangeProps extends Props {
  /** What the page showed before, by its mark: a code that only renews is not spoken again. */
  readonly seen: string | undefined;
}

/** The panel for an open page, with what is new in it spoken once: a state, or else that the last order was paid. */
export function ScreenPanelChange({ seen, ...given }: ChangeProps) {
  const { frame, shown } = given;
  const { text, title } = statusCopy(shown, frame.lang);
  const [before = "", sale] = seen?.split("~") ?? [];
  const same = before === shown.said || before.startsWith(`${shown.said}.`);
  const lastSale = shown.state === "order" && sale === undefined ? shown.lastSale : undefined;
  const received = lastSale && screenWords(frame.lang).lastOrder(formatMoney(lastSale.amount));
  return (
    <PanelChange
      frame={frame}
      mode={shown.merchant.mode}
      title={title}
      spoken={same ? received : text}
    >
      <ScreenPanel {...given} arrived={!same} />
    </PanelChange>
  );
}

interface BodyProps {
  readonly frame: Frame;
  readonly shown: Shown;
  readonly arrived: boolean;
}

function Body({ frame, shown, arrived }: BodyProps) {
  const { lang } = frame;
  const s = screenWords(lang);
  switch (shown.state) {
    case "order":
      if (shown.show.state === "showing") return <Scanning shown={shown} lang={lang} />;
      return <Ended shown={shown} lang={lang} arrived={arrived} />;
    case "idle":
      return <Idle frame={frame} shown={shown} />;
    case "not_granted":
      return (
        <div class="words">
          <h1 id="state">
            <bdi>{shown.merchant.name}</bdi>
          </h1>
          <p class="rest">{s.notGranted}</p>
          <p class="rest">{s.notGrantedHelp(frame.institution)}</p>
        </div>
      );
  }
}

interface OrderProps {
  readonly shown: OrderScreen;
  readonly lang: Lang;
}

/** The code, then how much, to whom, and what to do. */
function Scanning({ shown, lang }: OrderProps) {
  const { order, merchant, codeUrl } = shown;
  const w = words(lang);
  return (
    <>
      {codeUrl === undefined ? null : (
        <ScreenCode
          content={codeUrl}
          alt={w.codePays(formatMoney(order.amount), merchant.name)}
          opens={merchant.mode === "test" ? codeUrl : undefined}
        />
      )}
      <div class="words">
        <Sum money={order.amount} />
        <Payee name={merchant.name} />
        <h1 id="state" class="rest">{w.scan}</h1>
        <p class="caption">{screenWords(lang).renews}</p>
      </div>
    </>
  );
}

/** Scanned, on its way or over. */
function Ended({ shown, lang, arrived }: OrderProps & { readonly arrived: boolean }) {
  const { order, merchant, show } = shown;
  const settled = show.state === "paid" || show.state === "refunded" ? show : undefined;
  const paid = show.state === "paid";
  return (
    <Told
      copy={statusCopy({ state: "order", ...shown }, lang)}
      lang={lang}
      payee={merchant.name}
      seal={settled?.state}
      arrived={arrived}
      beside={paid ? <Sum money={order.amount} /> : null}
      sum={paid ? null : <Sum money={order.amount} less />}
      caption={settled && screenWords(lang).orderEnding(settled.orderNoEnding)}
    />
  );
}
