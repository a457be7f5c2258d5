import type { Money } from "../../core/money.ts";
import type { OrderScreen } from "../../core/screen/view_order_screen.ts";
import type { Frame } from "../frame.ts";
import { fullTitle } from "../layout.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { Seal } from "../parts/seal.tsx";
import { hueOf, StateMark } from "../parts/state_mark.tsx";
import { type Lang, words } from "../words.ts";
import { ScreenCode } from "./screen_code.tsx";
import { follows, type Place, POLL_SECONDS, type Shown, statusUrl, streamUrl } from "./shown.ts";
import { statusCopy } from "./status_copy.ts";
import { screenWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly shown: Shown;
  readonly place: Place;
  /** True in the response that brings another state to an open page: its seal may be stamped. */
  readonly arrived?: boolean;
}

/**
 * Everything a shop's screen shows. It polls as long as something can change, and says in `data-renews` for how many
 * ms its code is current: after that the script hides it. It is never a live region; the status line is.
 */
export function ScreenPanel({ frame, shown, place, arrived }: Props) {
  const asks = follows(shown, place)
    ? {
      "hx-get": statusUrl(shown, place),
      "hx-trigger": `every ${POLL_SECONDS}s, ask`,
      "hx-swap": "outerHTML",
      "hx-nonce": frame.nonce,
      "data-stream": streamUrl(shown, place),
    }
    : {};
  const renews = shown.state === "order" && shown.show.state === "showing"
    ? { "data-renews": `${shown.changesIn ?? 0}` }
    : {};
  const look = shown.state === "order" ? shown.show.state : shown.state;
  return (
    <main id="screen" class={`screen ${look}`} {...asks} {...renews}>
      <Body shown={shown} lang={frame.lang} frame={frame} arrived={arrived ?? false} />
      {follows(shown, place) ? <Lost lang={frame.lang} /> : null}
    </main>
  );
}

interface ChangeProps extends Props {
  /** What the page showed before, by its mark: a code that only renews is not spoken again. */
  readonly seen: string | undefined;
}

/** The panel as a poll returns it: with the page's new title and, if the state has changed, one sentence to speak. */
export function ScreenPanelChange({ seen, ...given }: ChangeProps) {
  const { frame, shown } = given;
  const { text, title } = statusCopy(shown, frame.lang);
  const same = seen !== undefined && (seen === shown.said || seen.startsWith(`${shown.said}.`));
  return (
    <>
      <title>{fullTitle(frame.lang, shown.merchant.mode, title)}</title>
      <ScreenPanel {...given} arrived={!same} />
      {same ? null : <hx-partial hx-target="#status" hx-swap="textContent">{text}</hx-partial>}
    </>
  );
}

interface BodyProps {
  readonly frame: Frame;
  readonly shown: Shown;
  readonly lang: Lang;
  readonly arrived: boolean;
}

function Body({ frame, shown, lang, arrived }: BodyProps) {
  const s = screenWords(lang);
  switch (shown.state) {
    case "order":
      if (shown.show.state === "showing") return <Scanning shown={shown} lang={lang} />;
      return <Told shown={shown} lang={lang} arrived={arrived} />;
    case "idle":
      return <Waiting name={shown.merchant.name} texts={[s.ready]} />;
    case "not_granted": {
      const texts = [s.notGranted, s.notGrantedHelp(frame.institution)];
      return <Waiting name={shown.merchant.name} texts={texts} />;
    }
  }
}

/** A till without an order: whose it is, and what it is waiting for. */
function Waiting({ name, texts }: { readonly name: string; readonly texts: readonly string[] }) {
  return (
    <div class="words">
      <h1 id="state">
        <bdi>{name}</bdi>
      </h1>
      {texts.map((text) => <p key={text} class="rest">{text}</p>)}
    </div>
  );
}

interface OrderProps {
  readonly shown: OrderScreen & { readonly state: "order" };
  readonly lang: Lang;
}

/** The code, then how much, to whom, and what to do. */
function Scanning({ shown, lang }: OrderProps) {
  const { order, merchant, codeUrl } = shown;
  const alt = words(lang).codePays(formatMoney(order.amount), merchant.name);
  return (
    <>
      <figure class="tile">
        {codeUrl === undefined
          ? null
          : merchant.mode === "test"
          ? <Openable url={codeUrl} alt={alt} />
          : <ScreenCode content={codeUrl} alt={alt} />}
      </figure>
      <div class="words">
        <Sum money={order.amount} />
        <p class="payee">
          <bdi>{merchant.name}</bdi>
        </p>
        <h1 id="state" class="rest">{words(lang).scan}</h1>
        <p class="caption">{screenWords(lang).renews}</p>
      </div>
    </>
  );
}

/** In test mode you may have no phone at hand: the code opens in a new tab, as if scanned. */
function Openable({ url, alt }: { readonly url: string; readonly alt: string }) {
  return (
    <a href={url} target="_blank" rel="noopener">
      <ScreenCode content={url} alt={alt} />
    </a>
  );
}

/** What happened, as a word legible from afar; once paid, beside its seal. */
function Told({ shown, lang, arrived }: OrderProps & { readonly arrived: boolean }) {
  const { order, merchant, show } = shown;
  const settled = show.state === "paid" || show.state === "refunded" ? show : undefined;
  return (
    <>
      <div class="words">
        <Headline shown={shown} lang={lang} />
        {show.state === "paid" ? null : <Sum money={order.amount} less />}
        <p class="payee">
          <bdi>{merchant.name}</bdi>
        </p>
        {settled
          ? <p class="caption">{screenWords(lang).orderEnding(settled.orderNoEnding)}</p>
          : null}
      </div>
      {settled
        ? (
          <div class="tile sealed-tile">
            <Seal kind={settled.state} lang={lang} arrived={arrived} />
          </div>
        )
        : null}
    </>
  );
}

function Headline({ shown, lang }: { readonly shown: Shown; readonly lang: Lang }) {
  const { mark, word, rest } = statusCopy(shown, lang);
  const paid = shown.state === "order" && shown.show.state === "paid";
  return (
    <h1 id="state">
      {mark
        ? (
          <span class={`sign ${hueOf[mark]}`}>
            <StateMark mark={mark} />
          </span>
        )
        : null}
      <span class={wordClass(word, lang)}>{word}</span>{" "}
      {paid ? <Sum money={shown.order.amount} /> : null}
      {rest ? <span class="rest">{rest}</span> : null}
    </h1>
  );
}

interface SumProps {
  readonly money: Money;
  /** It is no longer the main thing on the page. */
  readonly less?: boolean;
}

function Sum({ money, less }: SumProps) {
  const long = formatMoney(money).length > SUM_CHARACTERS_MAX ? " long" : "";
  return (
    <span class={`due${less ? " less" : long}`}>
      <Amount money={money} />
    </span>
  );
}

/** What fits one line at full size, in portrait and in landscape. */
const SUM_CHARACTERS_MAX = 10;
const WORD_CHARACTERS_MAX: Readonly<Record<Lang, readonly [number, number]>> = {
  zh: [4, 7],
  en: [9, 14],
};

function wordClass(word: string, lang: Lang): string {
  const [standing, lying] = WORD_CHARACTERS_MAX[lang];
  const { length } = [...word];
  if (length <= standing) return "word";
  return length <= lying ? "word long" : "word long longer";
}

/** Shown by script in place of a code the portal no longer vouches for. */
function Lost({ lang }: { readonly lang: Lang }) {
  const w = words(lang);
  return (
    <>
      {(["offline", "unreachable"] as const).map((why) => (
        <p key={why} class={`lost ${why}`}>
          <StateMark mark="offline" />
          <span>{w[why]}</span>
        </p>
      ))}
    </>
  );
}
