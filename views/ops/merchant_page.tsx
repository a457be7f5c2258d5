import type { MerchantKey } from "../../core/merchant/merchant_key.ts";
import { type Figure, TODAY_MAX } from "../../core/desk/merchant_today.ts";
import type { MerchantView } from "../../core/desk/view_merchant.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { SharingAgreement } from "../../core/sharing/sharing_agreement.ts";
import type { Endpoint } from "../../core/webhook/endpoint.ts";
import { settlementWords } from "../settlement/words.ts";
import { bookWords } from "../books/book_words.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { complaintWords } from "./complaint_words.ts";
import { goingLiveWords } from "./going_live_words.ts";
import { Lines } from "./lines.tsx";
import { MerchantRows } from "./merchant_list.tsx";
import { merchantWords } from "./merchant_words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: MerchantView;
  readonly mayWrite: boolean;
  readonly mayPropose: boolean;
  readonly mayReadComplaints: boolean;
  readonly mayRecordComplaints: boolean;
  readonly mayReadBooks: boolean;
  readonly mayReadSettlements: boolean;
}

/** One merchant number: how it stands, whose it is, what it did today, what it has, and what can be done. */
export function MerchantPage(props: Props) {
  const { lang, view: { children, hasMoreChildren, merchant, keys, agreements, endpoints } } =
    props;
  const w = merchantWords(lang);
  return (
    <>
      <Standing {...props} />
      <Today {...props} />
      <section class="card stack">
        <h2>{w.children}</h2>
        {children.length === 0 ? <p class="quiet-text">{w.noChildren}</p> : null}
        <MerchantRows lang={lang} merchants={children} />
        {hasMoreChildren
          ? (
            <a class="button quiet" href={paths.opsMerchants({ parent: merchant.merchantNo })}>
              {w.allChildren}
            </a>
          )
          : null}
      </section>
      <section class="card stack">
        <h2>{w.keys}</h2>
        {keys.length === 0 ? <p class="quiet-text">{w.noKeys}</p> : null}
        <ul class="rows">{keys.map((key) => <KeyRow key={key.kid} lang={lang} item={key} />)}</ul>
      </section>
      <section class="card stack">
        <h2>{w.agreements}</h2>
        {agreements.length === 0 ? <p class="quiet-text">{w.noAgreements}</p> : null}
        <ul class="rows">
          {agreements.map((each) => (
            <AgreementRow
              key={each.agreementId}
              lang={lang}
              item={each}
            />
          ))}
        </ul>
      </section>
      <section class="card stack">
        <h2>{w.endpoints}</h2>
        {endpoints.length === 0 ? <p class="quiet-text">{w.noEndpoints}</p> : null}
        <ul class="rows">
          {endpoints.map((each) => (
            <EndpointHealth
              key={each.endpointId}
              lang={lang}
              item={each}
            />
          ))}
        </ul>
      </section>
      <Complaints {...props} />
      <Acts {...props} />
    </>
  );
}

function Standing({ lang, view: { merchant, enterprise, above, account } }: Props) {
  const w = merchantWords(lang);
  const { merchantNo: number, state: stateLabel } = opsWords(lang);
  const { merchantNo, name, mode, state, products } = merchant;
  const opened = <Time at={merchant.createdAt} lang={lang} />;
  return (
    <section class="card stack">
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <Facts
        rows={[
          fact(number, <a class="link mono" href={paths.opsRecord(merchantNo)}>{merchantNo}</a>),
          fact(stateLabel, `${w.merchantStates[state]} · ${w.modes[mode]}`),
          fact(w.since, haltedAt(merchant, lang)),
          fact(w.reason, state === "active" ? undefined : <bdi>{merchant.reason}</bdi>),
          fact(w.openedAt, opened),
          fact(
            w.enterprise,
            enterprise
              ? (
                <>
                  <bdi>{enterprise.name}</bdi>{" "}
                  <a class="link mono" href={paths.opsEnterprise(enterprise.licenceNo)}>
                    {enterprise.licenceNo}
                  </a>
                </>
              )
              : w.noEnterprise,
          ),
          fact(
            w.above,
            above.length === 0 ? w.atTop : above.map((each) => (
              <a
                key={each.merchantNo}
                class="link line"
                href={paths.opsMerchant(each.merchantNo)}
              >
                <bdi>{each.name}</bdi>
              </a>
            )),
          ),
          fact(w.products, <Lines texts={products} />),
          fact(
            w.account,
            account
              ? (
                <>
                  <bdi>{account.masked.bank}</bdi> …{account.masked.lastFour}{" "}
                  <bdi>{account.masked.holder}</bdi>
                </>
              )
              : w.noAccount,
          ),
        ]}
      />
    </section>
  );
}

function haltedAt(merchant: Merchant, lang: Lang) {
  switch (merchant.state) {
    case "active":
      return undefined;
    case "suspended":
      return <Time at={merchant.suspendedAt} lang={lang} />;
    case "closed":
      return <Time at={merchant.closedAt} lang={lang} />;
  }
}

function Today(
  { lang, view: { today, merchant: { merchantNo } }, mayReadBooks, mayReadSettlements }: Props,
) {
  const w = merchantWords(lang);
  const shown = ({ count, sum }: Figure) => (
    <>
      <Amount money={sum} />
      {count > TODAY_MAX ? "+" : ""}{" "}
      <span class="small quiet-text">
        {w.count(count > TODAY_MAX ? `${TODAY_MAX}+` : `${count}`)}
      </span>
    </>
  );
  return (
    <section class="card stack">
      <h2>{w.today}</h2>
      <p class="quiet-text">{w.todayHelp}</p>
      <Facts
        rows={[
          fact(w.orders, shown(today.orders)),
          fact(w.paid, shown(today.paid)),
          fact(w.refunds, shown(today.refunds)),
          fact(w.deductions, shown(today.deductions)),
        ]}
      />
      {mayReadBooks
        ? (
          <a class="link" href={paths.opsMerchantBooks(merchantNo)}>
            {bookWords(lang).of(merchantNo)}
          </a>
        )
        : null}
      {mayReadSettlements
        ? (
          <a class="link" href={paths.opsSettlementsOf(merchantNo)}>
            {settlementWords(lang).merchantTitle(merchantNo)}
          </a>
        )
        : null}
    </section>
  );
}

function KeyRow({ lang, item }: { readonly lang: Lang; readonly item: MerchantKey }) {
  const w = merchantWords(lang);
  const { kid, alg, state, lastSignedAt } = item;
  return (
    <li>
      <span>
        <span class="mono">{kid}</span>
        <span class="small quiet-text">
          {alg} ·{" "}
          {lastSignedAt === undefined
            ? w.neverSigned
            : w.lastSigned(formatTime(lastSignedAt, lang))}
        </span>
      </span>
      <span class="end">{w.keyStates[state]}</span>
    </li>
  );
}

function AgreementRow({ lang, item }: { readonly lang: Lang; readonly item: SharingAgreement }) {
  const w = merchantWords(lang);
  return (
    <li>
      <span>
        <bdi class="mono">{item.agreementNo}</bdi>
        <span class="small quiet-text">
          {w.agreementDays(item.firstDay, item.lastDay)} · {w.covers[item.covers]} ·{" "}
          <span class="mono">{item.parentNo}</span>
        </span>
      </span>
      <span class="end">{w.agreementStates[item.state]}</span>
    </li>
  );
}

function EndpointHealth({ lang, item }: { readonly lang: Lang; readonly item: Endpoint }) {
  const w = merchantWords(lang);
  const { endpointId, url, state, failingSince, failuresInRow } = item;
  return (
    <li>
      <span>
        <a class="link" href={paths.opsRecord(endpointId)}>
          <bdi>{url}</bdi>
        </a>
        {failingSince === undefined ? null : (
          <span class="small quiet-text">
            {w.failing(failuresInRow, formatTime(failingSince, lang))}
          </span>
        )}
      </span>
      <span class="end">{w.endpointStates[state]}</span>
    </li>
  );
}

function Complaints({ lang, view, mayReadComplaints, mayRecordComplaints }: Props) {
  const w = complaintWords(lang);
  const { merchantNo } = view.merchant;
  if (!mayReadComplaints) return null;
  return (
    <section class="card stack">
      <h2>{w.title}</h2>
      <p class="head">
        <a class="link" href={paths.opsComplaints({ merchant: merchantNo })}>{w.all}</a>
        {mayRecordComplaints
          ? <a class="link" href={paths.opsNewComplaint(merchantNo)}>{w.record}</a>
          : null}
      </p>
    </section>
  );
}

/** What a closed number is owed is paid out, wherever its owner has it now. */
function LastAccount(
  { lang, merchantNo }: { readonly lang: Lang; readonly merchantNo: string },
) {
  const w = merchantWords(lang);
  return (
    <section class="card stack">
      <h2>{w.acts}</h2>
      <p class="quiet-text">{w.stillOwed}</p>
      <a class="link" href={paths.opsProposeAccount(merchantNo)}>{w.proposals.account}</a>
    </section>
  );
}

function Acts({ lang, view: { merchant: { merchantNo, state } }, mayWrite, mayPropose }: Props) {
  const w = merchantWords(lang);
  if (state === "closed") {
    return mayPropose ? <LastAccount lang={lang} merchantNo={merchantNo} /> : null;
  }
  if (!(mayWrite || mayPropose)) return null;
  const goingLive = goingLiveWords(lang).title;
  const proposals = [
    [paths.opsProposeAccount(merchantNo), w.proposals.account],
    [paths.opsProposeSharing(merchantNo), w.proposals.sharing],
    [paths.opsProposeKey(merchantNo), w.proposals.key],
    [paths.opsProposeClosing(merchantNo), w.proposals.closing],
  ] as const;
  return (
    <section class="card stack">
      <h2>{w.acts}</h2>
      {mayWrite
        ? (
          <a class="button quiet" href={paths.opsMerchantStanding(merchantNo)}>
            {state === "active" ? w.suspend : w.resume}
          </a>
        )
        : null}
      <a class="link" href={paths.opsGoingLive(merchantNo)}>{goingLive}</a>
      {mayPropose
        ? (
          <>
            <p class="quiet-text">{w.twoPeople}</p>
            <ul class="rows">
              {proposals.map(([href, text]) => (
                <li key={href}>
                  <a class="link" href={href}>{text}</a>
                </li>
              ))}
            </ul>
          </>
        )
        : null}
    </section>
  );
}
