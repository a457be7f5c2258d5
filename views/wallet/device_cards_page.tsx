import {
  type Card,
  type CardDevice,
  type DeviceCard,
  type Held,
  isLive,
} from "../../core/cardholder/cardholder.ts";
import type { OwnDeviceCards } from "../../core/cardholder/view_device_cards.ts";
import { inForce } from "../../core/cardholder/suspension.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { DeviceCardRow, faceName } from "./device_card_row.tsx";
import { type DeviceCardProblem, deviceCardWords } from "./device_card_words.ts";
import { deviceWords } from "./device_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly own: OwnDeviceCards;
  readonly problem: DeviceCardProblem | undefined;
}

/** What a person's phones and watches pay by, device by device, and why something is suspended. */
export function DeviceCardsPage({ frame, mode, own: { held, bindUrl }, problem }: Props) {
  const { lang } = frame;
  const w = deviceCardWords(lang);
  const isEmpty = held.every(({ devices }) => devices.length === 0);
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <div class="stack">
        <Problem text={problem && w.problems[problem]} />
        {problem === "not_fresh"
          ? <a class="button quiet" href={paths.walletSignIn()}>{w.signInAgain}</a>
          : null}
        <hgroup>
          <h1>{w.title}</h1>
          <p class="quiet-text">{isEmpty ? w.none : w.help}</p>
        </hgroup>
        {held.flatMap((each) =>
          each.devices.map((device) => (
            <Device key={device.deviceId} held={each} device={device} lang={lang} />
          ))
        )}
        {bindUrl === undefined ? null : <a class="button quiet" href={bindUrl}>{w.bind}</a>}
        <a class="link" href={paths.wallet()}>{deviceWords(lang).back}</a>
      </div>
    </Layout>
  );
}

interface DeviceProps {
  readonly held: Held;
  readonly device: CardDevice;
  readonly lang: Lang;
}

function Device({ held, device, lang }: DeviceProps) {
  const w = deviceCardWords(lang);
  const { deviceId, name } = device;
  const ofDevice = held.deviceCards.filter((each) => each.deviceId === deviceId);
  const live = ofDevice.filter(isLive);
  const lostHere = inForce(device.suspensions).find(({ setBy }) => setBy === "consumer");
  return (
    <section class="card stack minor">
      <h2>
        <bdi>{name}</bdi>
      </h2>
      {lostHere ? <p>{withMoments(w.lost(formatTime(lostHere.at, lang)))}</p> : null}
      {live.length === 0 ? <p class="quiet-text">{w.noneHere}</p> : null}
      {live.map((each) => (
        <DeviceCardRow
          key={each.deviceCardId}
          held={held}
          card={cardOf(held, each)}
          deviceCard={each}
          lang={lang}
        />
      ))}
      {live.length === 0 ? null : <hr />}
      <form method="post" action={paths.walletDeviceCards()}>
        <input type="hidden" name="device_id" value={deviceId} />
        <button
          class="button quiet"
          type="submit"
          name="act"
          value={lostHere ? "find" : "lose"}
          aria-label={lostHere ? w.findOf(name) : w.loseOf(name)}
        >
          {lostHere ? w.find : w.lose}
        </button>
      </form>
      <Gone held={held} gone={ofDevice.filter((each) => !isLive(each))} lang={lang} />
    </section>
  );
}

interface GoneProps {
  readonly held: Held;
  readonly gone: readonly DeviceCard[];
  readonly lang: Lang;
}

/** What was deleted, and why: it does not come back. */
function Gone({ held, gone, lang }: GoneProps) {
  const w = deviceCardWords(lang);
  if (gone.length === 0) return null;
  return (
    <details>
      <summary>{w.gone}</summary>
      {gone.toReversed().map((each) => (
        <p key={each.deviceCardId} class="small quiet-text">
          {faceName(cardOf(held, each), lang)}
          <br />
          {each.deleted && w.because[each.deleted.because]}
          {each.deleted && <>, {withMoments(formatTime(each.deleted.at, lang))}</>}
        </p>
      ))}
    </details>
  );
}

function cardOf({ cards }: Held, { cardId }: DeviceCard): Card {
  const card = cards.find((each) => each.cardId === cardId);
  if (!card) throw new TypeError(`Cannot find card ${cardId}`);
  return card;
}
