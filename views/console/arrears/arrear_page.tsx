import { type Arrear, nextRetryAt } from "../../../core/arrear/arrear.ts";
import { arrearResource } from "../../../core/arrear/arrear_resource.ts";
import type { ArrearView } from "../../../core/console/view_arrear.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount } from "../../parts/money.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import type { Lang } from "../../words.ts";
import { DetailPage } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { arrearEndedAt, arrearMarks } from "./arrear_columns.tsx";
import { arrearWords } from "./arrear_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: ArrearView;
  /** Why it could not be waived. */
  readonly refusal?: "arrear_not_owed" | "arrear_being_paid" | undefined;
}

/** One arrear: how it stands, when it is tried again, how it ended, and what happened to it. */
export function ArrearPage({ frame, who, view, refusal }: Props) {
  const { lang } = frame;
  const w = arrearWords(lang);
  const { arrear, steps, deliveries } = view;
  return (
    <DetailPage
      frame={frame}
      who={who}
      section="arrears"
      title={arrear.merchantOrderNo}
      steps={steps}
      deliveries={deliveries}
      resource={arrearResource(arrear)}
    >
      <Problem text={refusal && w.problems[refusal]} />
      <section class="card stack">
        <h1>
          <StateWord mark={arrearMarks[arrear.state]} text={w.states[arrear.state]} />{" "}
          <Amount money={arrear.amount} />
        </h1>
        <ArrearFacts lang={lang} arrear={arrear} />
        {arrear.state === "owed" && permits(who.role, "deductions:write")
          ? (
            <p class="tools">
              <a class="button quiet" href={paths.consoleArrearWaiver(arrear.arrearId)}>
                {w.waive}
              </a>
            </p>
          )
          : null}
      </section>
    </DetailPage>
  );
}

function ArrearFacts({ lang, arrear }: { readonly lang: Lang; readonly arrear: Arrear }) {
  const w = arrearWords(lang);
  const { columns } = w;
  const owed = arrear.state === "owed" ? arrear : undefined;
  const by = arrear.state === "settled" ? arrear.settledBy : undefined;
  const next = nextRetryAt(arrear);
  const ended = arrearEndedAt(arrear);
  const charge = (id: string) => <a class="link mono" href={paths.consoleDeduction(id)}>{id}</a>;
  return (
    <Facts
      rows={[
        fact(columns.merchantOrderNo, <span class="mono">{arrear.merchantOrderNo}</span>),
        fact(columns.arrearId, <span class="mono">{arrear.arrearId}</span>),
        fact(columns.subject, <bdi>{arrear.subject}</bdi>),
        fact(columns.opened, <Time at={arrear.openedAt} lang={lang} />),
        fact(
          w.retryTimes,
          arrear.retryTimes.length === 0 ? undefined : (
            <>
              {arrear.retryTimes.flatMap((each, place) => [
                place === 0 ? null : <br key={`${each}-line`} />,
                <span key={each} class="whole">{formatTime(each, lang)}</span>,
              ])}
            </>
          ),
        ),
        fact(columns.next, next && <Time at={next} lang={lang} />),
        fact(w.retrying, owed?.retrying && charge(owed.retrying)),
        fact(w.retriesEnd, owed?.retriesEnd && w.retriesEnds[owed.retriesEnd]),
        fact(columns.settledBy, by && w.settledBy[by.by]),
        fact(columns.ended, ended && <Time at={ended} lang={lang} />),
        fact(w.reason, arrear.state === "waived" && arrear.reason && <bdi>{arrear.reason}</bdi>),
        fact(columns.deductionId, charge(arrear.deductionId)),
        fact(w.settling, by?.by === "retry" ? charge(by.deductionId) : undefined),
        fact(
          w.order,
          arrear.orderId && (
            <a class="link mono" href={paths.consoleOrder(arrear.orderId)}>{arrear.orderId}</a>
          ),
        ),
        fact(
          columns.contractId,
          <a class="link mono" href={paths.consoleContract(arrear.contractId)}>
            {arrear.contractId}
          </a>,
        ),
      ].map(([label, value]) => [label, value || undefined] as const)}
    />
  );
}
