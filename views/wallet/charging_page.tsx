import type { OwnCharging } from "../../core/consumer/view_charging.ts";
import { suspensionsOf } from "../../core/contract/contract.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { has } from "../../core/contract/suspension.ts";
import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Choices } from "../ops/choices.tsx";
import { StateHeading } from "../parts/band.tsx";
import { formatMoney } from "../parts/money.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { chargingWords } from "./charging_words.ts";

interface Props {
  readonly frame: Frame;
  readonly own: OwnCharging;
}

/** Closing password-free charging altogether, in one press; opening it again, contract by contract. */
export function ChargingPage({ frame, own }: Props) {
  const { lang } = frame;
  const w = chargingWords(lang);
  const { chargingClosedAt, contracts, mode } = own;
  const closed = chargingClosedAt !== undefined;
  const held = contracts.filter(({ contract }) => has(suspensionsOf(contract), "charging_closed"));
  const others = contracts.filter((each) => !held.includes(each));
  const title = closed ? w.closedTitle : held.length > 0 ? w.leftTitle : w.closeQuestion;
  return (
    <Layout frame={frame} title={title} mode={mode} width="column" script={false}>
      <div class="stack">
        {closed || held.length > 0 ? <Reopening own={own} held={held} lang={lang} /> : null}
        {closed ? null : <Closing contracts={others} alone={held.length === 0} lang={lang} />}
        {closed ? <a class="link" href={paths.wallet()}>{w.back}</a> : null}
      </div>
    </Layout>
  );
}

interface ClosingProps {
  /** Those that are still to be suspended for it. */
  readonly contracts: readonly ContractWithUse[];
  /** The page is about nothing else. */
  readonly alone: boolean;
  readonly lang: Lang;
}

function Closing({ contracts, alone, lang }: ClosingProps) {
  const w = chargingWords(lang);
  const Heading = alone ? "h1" : "h2";
  return (
    <form class="card stack" method="post" action={paths.walletCharging()}>
      <Heading>{w.closeQuestion}</Heading>
      <p>{contracts.length === 0 ? w.closesNone : w.closes(contracts.length)}</p>
      {contracts.length === 0 ? null : (
        <ul>
          {contracts.map(({ contract: { contractId, title }, owner }) => (
            <li key={contractId}>
              <bdi class="whole">{owner.name}</bdi>{" "}
              <span class="quiet-text">
                <bdi>{title}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>{w.closeMeans}</p>
      <p>{w.closeUndo}</p>
      <div class="halves">
        <button class="button" type="submit">{w.close}</button>
        <a class="button quiet" href={paths.wallet()}>{w.keepOpen}</a>
      </div>
    </form>
  );
}

interface ReopeningProps {
  readonly own: OwnCharging;
  readonly held: readonly ContractWithUse[];
  readonly lang: Lang;
}

/** Nothing is ticked: what may be charged again is what its person chooses. */
function Reopening({ own, held, lang }: ReopeningProps) {
  const w = chargingWords(lang);
  const { chargingClosedAt, phoneLostAt, fresh } = own;
  const may = fresh && phoneLostAt === undefined;
  const button = chargingClosedAt === undefined
    ? w.resume
    : held.length === 0
    ? w.reopenNone
    : w.reopen;
  return (
    <form class="card stack" method="post" action={paths.walletChargingReopening()}>
      {chargingClosedAt === undefined
        ? (
          <>
            <h1>{w.leftTitle}</h1>
            <p>{w.leftText}</p>
          </>
        )
        : (
          <>
            <StateHeading mark="closed" text={w.closedTitle} />
            <p>{withMoments(w.closedText(formatTime(chargingClosedAt, lang)))}</p>
          </>
        )}
      {held.length === 0 ? null : (
        <>
          <Choices
            type="checkbox"
            name="contract_id"
            legend={w.choose}
            choices={held.map((each) => choiceOf(each, may, lang))}
          />
          <p class="quiet-text">{w.chooseHelp}</p>
        </>
      )}
      {may ? <button class="button" type="submit">{button}</button> : null}
      {phoneLostAt === undefined ? fresh ? null : <SignInAgain lang={lang} /> : (
        <>
          <p class="ochre">{w.lostFirst}</p>
          <a class="button quiet" href={paths.walletLostPhone()}>{w.toFind}</a>
        </>
      )}
    </form>
  );
}

function choiceOf({ contract, owner }: ContractWithUse, may: boolean, lang: Lang) {
  const w = chargingWords(lang);
  const { contractId, title, perTransactionLimit, perDayLimit } = contract;
  const limits = w.limits(formatMoney(perTransactionLimit), formatMoney(perDayLimit));
  const others = suspensionsOf(contract).filter(({ reason }) => reason !== "charging_closed");
  const also = others.map(({ reason }) => w.reasons[reason]).join(lang === "zh" ? "，" : "; ");
  return {
    value: contractId,
    label: isolated(owner.name),
    help: [isolated(title), limits, ...(others.length === 0 ? [] : [w.alsoBy(also)])].join(
      lang === "zh" ? "。" : ". ",
    ),
    checked: false,
    disabled: !may,
  };
}

/** What lets money move again is done by whoever has just shown who they are. */
export function SignInAgain({ lang }: { readonly lang: Lang }) {
  const w = chargingWords(lang);
  return (
    <>
      <p>{w.notFresh}</p>
      <a class="button quiet" href={paths.walletSignIn()}>{w.signInAgain}</a>
    </>
  );
}
