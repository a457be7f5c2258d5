import type { OwnArrear } from "../../core/arrear/own_arrear.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band, StateHeading } from "../parts/band.tsx";
import { Facts } from "../parts/facts.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatMoney } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { arrearWords } from "./arrear_words.ts";
import { retryText } from "./owed.tsx";
import { walletWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly arrear: OwnArrear;
  /** In the answer to a form: its merchant takes no payments now. */
  readonly halted?: boolean;
}

/** One debt: what for, when it is charged again, and a way to pay it now; or how it ended. */
export function ArrearPage({ frame, mode, arrear, halted }: Props) {
  const { lang } = frame;
  const a = arrearWords(lang);
  const w = walletWords(lang);
  return (
    <Layout frame={frame} title={titleOf(arrear, lang)} mode={mode} width="column" script={false}>
      <div class="stack">
        <section class="card stack">
          <Heading arrear={arrear} lang={lang} />
          {halted
            ? (
              <Band mark="failed">
                <p>{a.halted}</p>
              </Band>
            )
            : null}
          <ArrearFacts arrear={arrear} lang={lang} />
          {arrear.state === "owed" && arrear.retrying === undefined
            ? (
              <form method="post" action={paths.walletArrearRepayment(arrear.arrearId)}>
                <button class="button" type="submit">
                  {a.payAmount(formatMoney(arrear.amount))}
                </button>
              </form>
            )
            : null}
          <a class="link" href={paths.walletContract(arrear.contractId)}>{a.contract}</a>
        </section>
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </div>
    </Layout>
  );
}

/** A debt that doesn't exist, or belongs to someone else: the same copy for both. */
export function UnknownArrearPage(
  { frame, mode }: { readonly frame: Frame; readonly mode: Mode },
) {
  const a = arrearWords(frame.lang);
  return (
    <Layout frame={frame} title={a.title} mode={mode} width="column" script={false}>
      <section class="card stack">
        <h1>{a.unknown}</h1>
        <p>{a.unknownHelp}</p>
        <a class="button" href={paths.wallet()}>{walletWords(frame.lang).back}</a>
      </section>
    </Layout>
  );
}

interface PartProps {
  readonly arrear: OwnArrear;
  readonly lang: Lang;
}

function titleOf({ state }: OwnArrear, lang: Lang): string {
  const a = arrearWords(lang);
  switch (state) {
    case "owed":
      return a.title;
    case "settled":
      return a.settled;
    case "waived":
      return a.waived;
  }
}

function Heading({ arrear, lang }: PartProps) {
  const a = arrearWords(lang);
  switch (arrear.state) {
    case "owed":
      return (
        <>
          <h1>{a.heading(arrear.payee, formatMoney(arrear.amount))}</h1>
          <p>{a.why}</p>
          {arrear.retrying === undefined
            ? <p>{withMoments(retryText(arrear, lang))}</p>
            : (
              <Band mark="processing">
                <p>{a.now}</p>
              </Band>
            )}
        </>
      );
    case "settled":
      return <StateHeading mark="paid" text={a.settled} />;
    case "waived":
      return (
        <>
          <StateHeading mark="paid" text={a.waived} />
          <p>{a.waivedHelp}</p>
        </>
      );
  }
}

function ArrearFacts({ arrear, lang }: PartProps) {
  const a = arrearWords(lang);
  const w = walletWords(lang);
  const settled = arrear.state === "settled" ? arrear : undefined;
  const waived = arrear.state === "waived" ? arrear : undefined;
  const settledAt = settled && <Time at={settled.settledAt} lang={lang} />;
  const waivedAt = waived && <Time at={waived.waivedAt} lang={lang} />;
  const opened = <Time at={arrear.openedAt} lang={lang} />;
  const number = <span class="mono">{arrear.arrearId}</span>;
  return (
    <Facts
      rows={[
        [w.payee, isolated(arrear.payee)],
        [a.what, isolated(arrear.subject)],
        [w.amount, formatMoney(arrear.amount)],
        [a.failedAt, opened],
        [a.settledAt, settledAt],
        [a.how, settled && a.settledBy[settled.settledBy.by]],
        [a.waivedAt, waivedAt],
        [a.number, number],
      ]}
    />
  );
}
