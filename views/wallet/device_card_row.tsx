import {
  type Card,
  type DeviceCard,
  type Held,
  reasonsOf,
} from "../../core/cardholder/cardholder.ts";
import { inForce } from "../../core/cardholder/suspension.ts";
import { paths } from "../../core/paths.ts";
import { cardWords } from "../cards/words.ts";
import { withMoments } from "../parts/moments.tsx";
import { formatMoney } from "../parts/money.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { deviceCardWords } from "./device_card_words.ts";

interface Props {
  readonly held: Held;
  readonly card: Card;
  readonly deviceCard: DeviceCard;
  readonly lang: Lang;
}

/** One card on one device: how it stands and by whose word, and what its holder can do about it. */
export function DeviceCardRow({ held, card, deviceCard, lang }: Props) {
  const w = deviceCardWords(lang);
  const { state, isDefault, suspensions } = deviceCard;
  const name = faceName(card, lang);
  const own = inForce(suspensions).some(({ setBy }) => setBy === "consumer");
  return (
    <div class="stack">
      <hgroup>
        <h3>{name}</h3>
        <p class="small quiet-text">{factsOf(card, lang)}</p>
      </hgroup>
      <p>
        {w.states[state]}
        {isDefault
          ? (
            <>
              {" · "}
              <b>{w.isDefault}</b>
            </>
          )
          : null}
      </p>
      {reasonsOf(held, deviceCard).map(({ reason, setBy, at }) => (
        <p key={`${reason}${setBy}`} class="small quiet-text">
          {withMoments(w.reason(reason, setBy, formatTime(at, lang)))}
        </p>
      ))}
      <form class="actions" method="post" action={paths.walletDeviceCards()}>
        <input type="hidden" name="device_card_id" value={deviceCard.deviceCardId} />
        {state === "inactive" || isDefault
          ? null
          : <Act act="make_default" text={w.makeDefault} name={name} lang={lang} />}
        <Act
          act={own ? "resume" : "suspend"}
          text={own ? w.resume : w.suspend}
          name={name}
          lang={lang}
        />
        <a
          class="button quiet"
          href={paths.walletDeviceCardRemoval(deviceCard.deviceCardId)}
          aria-label={w.of(w.remove, name)}
        >
          {w.remove}
        </a>
      </form>
    </div>
  );
}

interface ActProps {
  readonly act: string;
  readonly text: string;
  readonly name: string;
  readonly lang: Lang;
}

function Act({ act, text, name, lang }: ActProps) {
  return (
    <button
      class="button quiet"
      type="submit"
      name="act"
      value={act}
      aria-label={deviceCardWords(lang).of(text, name)}
    >
      {text}
    </button>
  );
}

export function faceName({ face: { issuer, lastFour } }: Card, lang: Lang): string {
  return cardWords(lang).card(issuer, lastFour);
}

function factsOf({ face: { type, expires, upCash, noPasswordLimit } }: Card, lang: Lang): string {
  const { facts } = deviceCardWords(lang);
  return [
    cardWords(lang).types[type],
    ...(expires === undefined ? [] : [facts.expires(expires)]),
    ...(upCash ? [facts.upCash] : []),
    ...(noPasswordLimit === undefined ? [] : [facts.noPassword(formatMoney(noPasswordLimit))]),
  ].join(" · ");
}
