import type { Card, CardDevice, DeviceCard } from "../../core/cardholder/cardholder.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { faceName } from "./device_card_row.tsx";
import { deviceCardWords } from "./device_card_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly card: Card;
  readonly device: CardDevice;
  readonly deviceCard: DeviceCard;
}

/** The one question before a device card is deleted for ever, and two answers of equal size. */
export function DeviceCardRemovalPage({ frame, mode, card, device, deviceCard }: Props) {
  const { lang } = frame;
  const w = deviceCardWords(lang);
  const title = w.question(faceName(card, lang), device.name);
  return (
    <Layout frame={frame} title={title} mode={mode} width="column" script={false}>
      <form class="card stack" method="post" action={paths.walletDeviceCards()}>
        <h1>{title}</h1>
        <p>{w.means}</p>
        <input type="hidden" name="device_card_id" value={deviceCard.deviceCardId} />
        <div class="halves">
          <button class="button" type="submit" name="act" value="delete">{w.remove}</button>
          <a class="button quiet" href={paths.walletDeviceCards()}>{w.keep}</a>
        </div>
      </form>
    </Layout>
  );
}
