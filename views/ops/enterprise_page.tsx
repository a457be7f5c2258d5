import { refundShare, volumeOf } from "../../core/desk/number_month.ts";
import type { EnterpriseView, NumberOfEnterprise } from "../../core/desk/view_enterprise.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { formatMoney } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type EnterpriseFormError, enterpriseWords } from "./enterprise_words.ts";
import { merchantWords } from "./merchant_words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: EnterpriseView;
  readonly mayExport: boolean;
  readonly mayStop: boolean;
  readonly mayReadComplaints: boolean;
  readonly mayReadBlocks: boolean;
  readonly formError?: EnterpriseFormError | undefined;
}

/** One legal subject across its merchant numbers. */
export function EnterprisePage(props: Props) {
  const { lang, view, mayExport, mayStop, mayReadComplaints, mayReadBlocks, formError } = props;
  const w = enterpriseWords(lang);
  const { enterprise, period, numbers, next, shared, complaints } = view;
  const { enterpriseId, licenceNo, name, stop } = enterprise;
  const listed = mayReadBlocks
    ? <a class="link" href={paths.opsBlocks()}>{w.onBlockList}</a>
    : w.onBlockList;
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <section class="card stack">
        <p class="quiet-text">{w.enterprise}</p>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <Facts
          rows={[
            fact(merchantWords(lang).licence, <span class="mono">{licenceNo}</span>),
            fact(w.stoppedSince, stop && <Time at={stop.at} lang={lang} />),
            fact(w.reason, stop && <bdi>{stop.reason}</bdi>),
            fact(
              w.complaints,
              mayReadComplaints
                ? (
                  <a class="link" href={paths.opsComplaints({ enterprise: enterpriseId })}>
                    {w.complained(complaints.received, complaints.open)}
                  </a>
                )
                : w.complained(complaints.received, complaints.open),
            ),
          ]}
        />
      </section>
      <section class="card stack">
        <h2>{w.numbers}</h2>
        <p class="quiet-text">{w.period(period.first, period.last)}</p>
        <ul class="rows">
          {numbers.map((each) => (
            <NumberRow
              key={each.merchant.merchantNo}
              lang={lang}
              item={each}
              mayReadComplaints={mayReadComplaints}
            />
          ))}
        </ul>
        {next === undefined
          ? null
          : (
            <a class="button quiet" href={paths.opsEnterprise(licenceNo, next)}>
              {opsWords(lang).next}
            </a>
          )}
        {mayExport
          ? (
            <a class="link" href={paths.opsEnterpriseTable(licenceNo)} download>
              {w.download}
            </a>
          )
          : null}
      </section>
      <section class="card stack">
        <h2>{w.shared}</h2>
        <p class="quiet-text">{shared.length === 0 ? w.nothingShared : w.sharedHelp}</p>
        <ul class="rows">
          {shared.map(({ kind, masked, licenceNo, name, blocked }) => (
            <li key={`${kind} ${masked} ${licenceNo}`}>
              <span>
                <a class="link" href={paths.opsEnterprise(licenceNo)}>
                  <bdi>{name}</bdi>
                </a>
                <span class="small quiet-text mono">{licenceNo}</span>
              </span>
              <span class="end">
                {w.kinds[kind]} {kind === "account" ? `…${masked}` : masked}
                {blocked ? <span class="line small">{listed}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {mayStop
        ? (
          <section class="card stack">
            <h2>{w.acts}</h2>
            <a class="button quiet" href={paths.opsEnterpriseStop(licenceNo)}>
              {stop ? w.resume : w.stop}
            </a>
          </section>
        )
        : null}
    </>
  );
}

function NumberRow({ lang, item, mayReadComplaints }: Pick<Props, "lang" | "mayReadComplaints"> & {
  readonly item: NumberOfEnterprise;
}) {
  const w = enterpriseWords(lang);
  const { merchant: { merchantNo, name, state, mode }, month } = item;
  const { merchantStates, modes } = merchantWords(lang);
  const share = refundShare(month);
  const { paid, deducted, refunded, unclear, complaints, complaintsOpen } = month;
  const complained = complaints === 0 && complaintsOpen === 0
    ? undefined
    : `${w.complaints} ${w.complained(complaints, complaintsOpen)}`;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsMerchant(merchantNo)}>
          <bdi>{name}</bdi>
        </a>
        <span class="small quiet-text">
          <span class="mono">{merchantNo}</span> · {merchantStates[state]} · {modes[mode]}
        </span>
      </span>
      <span class="end">
        <span class="line num">
          {w.taken(formatMoney(volumeOf(month)), paid.count + deducted.count)}
        </span>
        <span class="line num">{w.refunded(formatMoney(refunded.sum), refunded.count)}</span>
        <span class="line small quiet-text">
          {share === undefined ? w.noVolume : w.share(`${Math.floor(share / 10)}.${share % 10}`)}
          {unclear === 0 ? "" : ` · ${w.unclear(unclear)}`}
        </span>
        {complained === undefined ? null : (
          <span class="line small">
            {mayReadComplaints
              ? (
                <a class="link" href={paths.opsComplaints({ merchant: merchantNo })}>
                  {complained}
                </a>
              )
              : complained}
          </span>
        )}
      </span>
    </li>
  );
}
