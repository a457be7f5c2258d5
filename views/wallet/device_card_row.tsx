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
  const reasons = reasonsOf(held, deviceCard);
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
      {reasons.length === 0 ? null : (
        <p class="small quiet-text">
          {reasons.map(({ reason, setBy, at }, i) => (
            <>
              {i === 0 ? null : <br />}
              {withMoments(w.reason(reason, setBy, formatTime(at, lang)))}
            </>
          ))}
        </p>
      )}
      <form class="stack" method="post" action={paths.walletDeviceCards()}>
        <input type="hidden" name="device_card_id" value={deviceCard.deviceCardId} />
        {state === "inactive" || isDefault ? null : (
          <button
            class="link"
            type="submit"
            name="act"
            value="make_default"
            aria-label={w.of(w.makeDefault, name)}
          >
            {w.makeDefault}
          </button>
        )}
        <div class="halves">
          <button
            class="button quiet"
            type="submit"
            name="act"
            value={own ? "resume" : "suspend"}
            aria-label={w.of(own ? w.resume : w.suspend, name)}
          >
            {own ? w.resume : w.suspend}
          </button>
          <a
            class="button quiet"
            href={paths.walletDeviceCardRemoval(deviceCard.deviceCardId)}
            aria-label={w.of(w.remove, name)}
          >
            {w.remove}
          </a>
        </div>
      </form>
    </div>
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
