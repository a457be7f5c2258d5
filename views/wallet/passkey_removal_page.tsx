import type { PasskeyRemoval } from "../../core/factor/view_passkey_removal.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { breakable } from "../parts/breakable.tsx";
import { formatMoney } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { deviceWords } from "./device_words.ts";
import { EnrolRefused } from "./enrol_refused.tsx";
import { passkeyWords } from "./passkey_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly removal: PasskeyRemoval;
}

/** The one question before a passkey is removed, what goes with it, and two answers of equal size. */
export function PasskeyRemovalPage({ frame, mode, removal }: Props) {
  const { lang } = frame;
  const w = passkeyWords(lang);
  const { passkey: { passkeyId, name }, refused } = removal;
  const title = w.question(passkeyName(name, lang));
  const action = paths.walletPasskeyRemoval(passkeyId);
  return (
    <Layout frame={frame} title={title} mode={mode} width="column" script={false}>
      <form class="card stack" method="post" action={action}>
        <h1>{title}</h1>
        <p>{breakable(w.means)}</p>
        <Lost removal={removal} lang={lang} />
        {refused
          ? (
            <>
              <EnrolRefused code={refused} to={action} notFresh={w.removeNotFresh} lang={lang} />
              <p>
                {w.deviceLost} <a class="link" href={paths.walletAccount()}>{w.recover}</a>
              </p>
              <a class="link" href={paths.walletPasskeys()}>{w.keep}</a>
            </>
          )
          : (
            <div class="halves">
              <button class="button" type="submit">{w.remove}</button>
              <a class="button quiet" href={paths.walletPasskeys()}>{w.keep}</a>
            </div>
          )}
      </form>
    </Layout>
  );
}

/** As its person knows it. */
export function passkeyName(name: string, lang: Lang): string {
  return name === "?" ? deviceWords(lang).unknown : name;
}

/** Of the last one: nothing else that they have allows as much. */
function Lost({ removal: { lowered, endsPin }, lang }: Omit<Props, "frame" | "mode"> & {
  readonly lang: Lang;
}) {
  const w = passkeyWords(lang);
  if (!lowered && !endsPin) return null;
  return (
    <ul>
      {lowered
        ? (
          <li>
            {w.lowered(
              formatMoney(lowered.byCard),
              lowered.byBalance && formatMoney(lowered.byBalance),
            )}
          </li>
        )
        : null}
      {endsPin ? <li>{w.endsPin}</li> : null}
    </ul>
  );
}
