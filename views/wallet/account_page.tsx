import { isNothing, type Left } from "../../core/erasure/erasure.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { WaitingRecovery } from "../../core/recovery/recovery.ts";
import type { ShownOwn } from "../../core/own_data/reveal_own.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { accountWords } from "./account_words.ts";
import { pinWords } from "./pin_words.ts";
import { phoneWords } from "./phone_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly own: ShownOwn;
  readonly recovery: Pick<WaitingRecovery, "doneFrom" | "onlyPin"> | undefined;
  /** Undefined unless the account is being erased. */
  readonly erasing: Left | undefined;
  /** The last sign-in is too old for what was asked. */
  readonly notFresh?: boolean;
}

/** A person's data, and what to do when something is lost or enough. */
export function AccountPage({ frame, mode, own, recovery, erasing, notFresh = false }: Props) {
  const { lang } = frame;
  const w = accountWords(lang);
  return (
    <Layout frame={frame} title={w.account} mode={mode} width="column" script={false}>
      <div class="stack">
        <h1>{w.account}</h1>
        <Problem text={notFresh ? w.notFresh : undefined} />
        {notFresh
          ? (
            <a class="button quiet" href={paths.walletConfirmation(paths.walletAccount())}>
              {pinWords(lang).confirmTitle}
            </a>
          )
          : null}
        <Own own={own} lang={lang} />
        <section class="card stack">
          <h2>{phoneWords(lang).title}</h2>
          <a class="button quiet" href={paths.walletPhone()}>{phoneWords(lang).manage}</a>
        </section>
        <form class="card stack" method="post" action={paths.walletData()}>
          <h2>{w.data}</h2>
          <p>{w.dataHelp}</p>
          <button class="button quiet" type="submit">{w.download}</button>
        </form>
        {recovery
          ? (
            <form class="card stack" method="post" action={paths.walletRecoveryCancel()}>
              <h2>{w.recovery}</h2>
              <p>
                {withMoments(
                  (recovery.onlyPin ? w.pinWaits : w.waits)(formatTime(recovery.doneFrom, lang)),
                )}
              </p>
              <button class="button" type="submit">{w.cancel}</button>
            </form>
          )
          : (
            <form class="card stack" method="post" action={paths.walletAccountRecovery()}>
              <h2>{w.recovery}</h2>
              <p>{w.lostHelp}</p>
              <button class="button quiet" type="submit">{w.ask}</button>
            </form>
          )}
        {erasing ? <Erasing left={erasing} lang={lang} /> : (
          <section class="card stack">
            <h2>{w.erase}</h2>
            <p>{w.eraseHelp}</p>
            <a class="button quiet" href={paths.walletErasure()}>{w.eraseNext}</a>
          </section>
        )}
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </div>
    </Layout>
  );
}

/** Who they are, masked; each field is shown once by a press that is recorded. */
function Own({ own, lang }: { readonly own: ShownOwn; readonly lang: Lang }) {
  const w = accountWords(lang);
  const fields = (["name", "phone", "id_number"] as const).filter((field) => own[field] !== "");
  if (fields.length === 0) return null;
  return (
    <form class="card stack" method="post" action={paths.walletAccountReveal()}>
      <h2>{w.own}</h2>
      <Facts
        rows={fields.map((field) =>
          fact(w.ownFields[field], <bdi class="whole">{own[field]}</bdi>)
        )}
      />
      <p class="inline">
        {fields.map((field) =>
          own.revealed === field
            ? null
            : (
              <button key={field} class="link" type="submit" name="field" value={field}>
                {w.reveal[field]}
              </button>
            )
        )}
      </p>
      <p class="hint">{own.revealed ? w.revealed : w.revealHelp}</p>
    </form>
  );
}

function Erasing({ left, lang }: { readonly left: Left; readonly lang: Lang }) {
  const w = accountWords(lang);
  return (
    <form class="card stack" method="post" action={paths.walletErasureCancel()}>
      <h2>{w.erasing}</h2>
      <WhatIsLeft left={left} lang={lang} />
      <button class="button quiet" type="submit">{w.cancelErasure}</button>
      <p class="hint">{w.keepsEnded}</p>
    </form>
  );
}

export function WhatIsLeft({ left, lang }: { readonly left: Left; readonly lang: Lang }) {
  const w = accountWords(lang);
  if (isNothing(left)) return null;
  const counts = [
    [left.contracts.length + left.endingContracts, w.contracts],
    [left.cards.length + left.endingCards, w.cards],
    [left.arrears, w.arrears],
    [left.disputes, w.disputes],
    [left.underWay, w.underWay],
  ] as const;
  return (
    <>
      <p>{w.left}</p>
      <ul>
        {counts.map(([n, say], i) => n === 0 ? null : <li key={i}>{say(n)}</li>)}
      </ul>
    </>
  );
}
