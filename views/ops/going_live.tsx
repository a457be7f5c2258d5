import type { Check, GoingLive } from "../../core/connection/going_live.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { sheetCases, type SheetKind } from "./going_live_copy.ts";
import { goingLiveWords } from "./going_live_words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: GoingLive;
  readonly mayWrite: boolean;
  /** It was to be switched on, and something is not right. */
  readonly notReady?: boolean;
}

/** What has to be right before a number trades at UnionPay, its trial with one fen, and the sheet for the joint test. */
export function GoingLivePage({ lang, view, mayWrite, notReady = false }: Props) {
  const w = goingLiveWords(lang);
  const { merchant, connection, checks } = view;
  const state = !connection || merchant.channel !== "unionpay"
    ? "none"
    : merchant.onTrial
    ? "trial"
    : "on";
  return (
    <>
      <section class="card stack">
        <h1>{w.title}</h1>
        <p>
          <bdi>{merchant.name}</bdi>{" "}
          <a class="link mono" href={paths.opsMerchant(merchant.merchantNo)}>
            {merchant.merchantNo}
          </a>
        </p>
        <p>
          <b>{w.states[state]}</b>
        </p>
        {notReady
          ? <p id="summary" class="band ochre" tabindex={-1} role="alert">{w.notReady}</p>
          : null}
        <p class="quiet-text">{connection ? w.help : w.notConnected}</p>
        <ul class="rows">
          {checks.map((each) => <CheckRow key={each.name} lang={lang} item={each} />)}
        </ul>
        {mayWrite && connection ? <Act view={view} act="check" text={w.checkNow} quiet /> : null}
      </section>
      {mayWrite && connection ? <Trial lang={lang} view={view} /> : null}
      {connection ? <Sheet lang={lang} view={view} /> : null}
    </>
  );
}

const markOf = { ok: "paid", wrong: "failed", untried: "expired", unneeded: "closed" } as const;

function CheckRow({ lang, item }: { readonly lang: Lang; readonly item: Check }) {
  const w = goingLiveWords(lang);
  return (
    <li>
      <span>
        {w.checks[item.name]}
        {item.detail === undefined ? null : (
          <span class="small quiet-text line">
            <bdi>{item.detail}</bdi>
          </span>
        )}
      </span>
      <b class="inline">
        <StateMark mark={markOf[item.verdict]} /> {w.verdicts[item.verdict]}
      </b>
    </li>
  );
}

function Trial({ lang, view }: Pick<Props, "lang" | "view">) {
  const w = goingLiveWords(lang);
  const { trial, trialPaid, merchant } = view;
  return (
    <section class="card stack">
      <h2>{w.trial}</h2>
      <p class="quiet-text">{w.trialHelp}</p>
      <Act view={view} act="trial" text={w.placeTrial} quiet />
      {trial ? <a class="link" href={paths.checkout(trial)}>{w.openTrial}</a> : null}
      {trialPaid ? <Act view={view} act="refund" text={w.refundTrial} quiet /> : null}
      {merchant.onTrial
        ? (
          <>
            <p class="quiet-text">{w.switchHelp}</p>
            <Act view={view} act="switch" text={w.switchOn} />
          </>
        )
        : null}
    </section>
  );
}

interface ActProps {
  readonly view: GoingLive;
  readonly act: "check" | "trial" | "refund" | "switch";
  readonly text: string;
  readonly quiet?: boolean;
}

function Act({ view, act, text, quiet = false }: ActProps) {
  return (
    <form method="post" action={paths.opsGoingLive(view.merchant.merchantNo)}>
      <button class={quiet ? "button quiet" : "button"} type="submit" name="act" value={act}>
        {text}
      </button>
    </form>
  );
}

function Sheet({ lang, view }: Pick<Props, "lang" | "view">) {
  const w = goingLiveWords(lang);
  const { connection, credential, addresses, samples } = view;
  return (
    <section class="card stack">
      <h2>{w.sheet}</h2>
      <p class="quiet-text">{w.sheetHelp}</p>
      <Facts
        rows={[
          fact(w.numbers.merId, <span class="mono">{connection?.merId}</span>),
          fact(w.numbers.gateway, credential?.gatewayUrl),
          fact(w.numbers.access, connection?.access.type),
          fact(w.numbers.app, connection?.openApp),
          fact(w.numbers.requestor, connection?.tokenRequestor),
          fact(w.addresses.notices, <span class="mono line">{addresses.notices}</span>),
          fact(w.addresses.contracts, <span class="mono line">{addresses.contracts}</span>),
          fact(w.addresses.returns, <span class="mono line">{addresses.returns}</span>),
        ]}
      />
      <h3>{w.cases}</h3>
      <table class="dense">
        <thead>
          <tr>{Object.values(w.columns).map((each) => <th key={each} scope="col">{each}</th>)}</tr>
        </thead>
        <tbody>
          {(Object.keys(sheetCases) as SheetKind[]).map((kind) => {
            const sample = samples.find((each) => kindOf(each.kind) === kind);
            return (
              <tr key={kind}>
                <th scope="row">{w.kinds[kind]}</th>
                <td class="mono" data-label={w.columns.message}>{sheetCases[kind]}</td>
                <td class="mono" data-label={w.columns.order}>
                  {sample?.channelOrderNo ?? w.none}
                </td>
                <td class="mono" data-label={w.columns.txn}>{sample?.channelTxnNo ?? "–"}</td>
                <td data-label={w.columns.at}>
                  {sample ? <Time at={sample.at} lang={lang} /> : "–"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Links into the app and the page inside it are the phone's page to the gateway. */
function kindOf(kind: string): string {
  return kind === "app_link" || kind === "in_app_control" ? "wap_page" : kind;
}
