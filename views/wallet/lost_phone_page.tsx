import type { OwnCharging } from "../../core/consumer/view_charging.ts";
import { suspensionsOf } from "../../core/contract/contract.ts";
import { has } from "../../core/contract/suspension.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Instant } from "../../core/time.ts";
import type { Lang } from "../words.ts";
import { SignInAgain } from "./charging_page.tsx";
import { chargingWords } from "./charging_words.ts";

interface Props {
  readonly frame: Frame;
  readonly own: OwnCharging;
}

/** One press stops everything that a lost phone could be used for; afterwards the page says what that was, and how to undo it. */
export function LostPhonePage({ frame, own }: Props) {
  const { lang } = frame;
  const w = chargingWords(lang);
  const { phoneLostAt, mode } = own;
  return (
    <Layout
      frame={frame}
      title={phoneLostAt === undefined ? w.loseTitle : w.lostTitle}
      mode={mode}
      width="column"
      script={false}
    >
      <div class="stack">
        {phoneLostAt === undefined
          ? <Losing own={own} lang={lang} />
          : <Lost own={own} lostAt={phoneLostAt} lang={lang} />}
        {phoneLostAt === undefined ? null : <a class="link" href={paths.wallet()}>{w.back}</a>}
      </div>
    </Layout>
  );
}

interface PartProps {
  readonly own: OwnCharging;
  readonly lang: Lang;
}

function Losing({ own: { contracts }, lang }: PartProps) {
  const w = chargingWords(lang);
  return (
    <form class="card stack" method="post" action={paths.walletLostPhone()}>
      <h1>{w.loseQuestion}</h1>
      <p>{w.loseHelp}</p>
      <Stopped contracts={contracts.length} lang={lang} />
      <p>{w.loseUndo}</p>
      <p>{w.loseCarrier}</p>
      <div class="halves">
        <button class="button" type="submit">{w.lose}</button>
        <a class="button quiet" href={paths.wallet()}>{w.keepPhone}</a>
      </div>
    </form>
  );
}

function Lost({ own, lostAt, lang }: PartProps & { readonly lostAt: Instant }) {
  const w = chargingWords(lang);
  const { contracts, countsFrom, fresh } = own;
  const held = contracts.filter(({ contract }) => has(suspensionsOf(contract), "phone_lost"));
  return (
    <>
      <div class="card stack">
        <StateHeading mark="closed" text={w.lostTitle} />
        <p>{withMoments(w.lostText(formatTime(lostAt, lang)))}</p>
        <Stopped contracts={held.length} lang={lang} />
        <p>{w.loseCarrier}</p>
      </div>
      <form class="card stack" method="post" action={paths.walletFoundPhone()}>
        <p>{w.foundMeans}</p>
        {countsFrom === undefined
          ? fresh
            ? <button class="button quiet" type="submit">{w.found}</button>
            : <SignInAgain lang={lang} />
          : (
            <>
              <p>{withMoments(w.doubted(formatTime(countsFrom, lang)))}</p>
              <a class="button quiet" href={paths.walletSignIn()}>{w.signInAgain}</a>
            </>
          )}
      </form>
    </>
  );
}

function Stopped({ contracts, lang }: { readonly contracts: number; readonly lang: Lang }) {
  const w = chargingWords(lang);
  return (
    <ul>
      {contracts === 0 ? null : <li>{w.contracts(contracts)}</li>}
      <li>{w.contractsNone}</li>
      <li>{w.cards}</li>
      <li>{w.onDevices}</li>
      <li>{w.sessions}</li>
    </ul>
  );
}
