import { channelName } from "../parts/channel_name.ts";
import type { OwnContract } from "../../core/consumer/view_contract.ts";
import { type Contract, endOf, suspensionsOf } from "../../core/contract/contract.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { has } from "../../core/contract/suspension.ts";
import { lastDayOf } from "../../core/contract/validity.ts";
import { paths } from "../../core/paths.ts";
import { daysListed } from "../../core/signing/disclosure.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { Facts } from "../parts/facts.tsx";
import { formatMoney } from "../parts/money.tsx";
import { Seal } from "../parts/seal.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { LimitedThing } from "../../core/own_limit/own_limit.ts";
import { boundsInWords } from "../limit/own_bounds.ts";
import { ownLimitWords } from "../limit/own_limit_words.ts";
import { arrearWords } from "./arrear_words.ts";
import { Announced, Charges } from "./charges.tsx";
import { chargingWords } from "./charging_words.ts";
import { Owed } from "./owed.tsx";
import { suspendedText } from "./suspended_text.ts";
import { UseToday } from "./use_today.tsx";
import { walletWords } from "./words.ts";

interface Props extends OwnContract {
  readonly frame: Frame;
}

/**
 * One contract: what it allows and what was charged; once ended its receipt, with the outlined seal once that is
 * final.
 */
export function ContractPage({ frame, found, charges, announced, arrears, own }: Props) {
  const { lang } = frame;
  const w = walletWords(lang);
  const { contract, owner } = found;
  const over = contract.state === "terminated";
  const running = contract.state === "active" || contract.state === "suspended";
  return (
    <Layout
      frame={frame}
      title={titleOf(contract, owner.name, lang)}
      mode={owner.mode}
      width="column"
      script={false}
    >
      <div class="stack">
        <div class={over ? "card receipt sealed" : "card stack"}>
          {over ? <Seal kind="ended" lang={lang} /> : null}
          <Heading found={found} lang={lang} />
          <p class="plan-title">
            <bdi>{contract.title}</bdi>
          </p>
          <ContractFacts found={found} own={running ? own : []} lang={lang} />
          <ToResume contract={contract} lang={lang} />
          {running
            ? (
              <>
                <a class="link" href={paths.walletLimit(contract.contractId)}>
                  {ownLimitWords(lang).set}
                </a>
                <a class="button quiet" href={paths.walletTermination(contract.contractId)}>
                  {words(lang).endContract}
                </a>
              </>
            )
            : null}
        </div>
        <Owed arrears={arrears} payee={owner.name} lang={lang} />
        {contract.state === "active"
          ? <Announced notices={announced} payee={owner.name} lang={lang} />
          : null}
        <Charges
          charges={charges}
          payee={owner.name}
          none={running ? w.noCharges : w.neverCharged}
          lang={lang}
        />
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </div>
    </Layout>
  );
}

/** The way to what its person alone can lift. */
function ToResume({ contract, lang }: { readonly contract: Contract; readonly lang: Lang }) {
  const c = chargingWords(lang);
  const reasons = suspensionsOf(contract);
  return (
    <>
      {has(reasons, "phone_lost")
        ? (
          <p>
            <a class="link" href={paths.walletLostPhone()}>{c.toFind}</a>
          </p>
        )
        : null}
      {has(reasons, "charging_closed")
        ? (
          <p>
            <a class="link" href={paths.walletCharging()}>{c.toReopen}</a>
          </p>
        )
        : null}
    </>
  );
}

function titleOf({ state }: Contract, payee: string, lang: Lang): string {
  const w = walletWords(lang);
  switch (state) {
    case "active":
    case "suspended":
      return isolated(payee);
    case "terminating":
      return w.endingTitle;
    case "terminated":
      return w.endedTitle;
  }
}

interface PartProps {
  readonly found: ContractWithUse;
  readonly lang: Lang;
}

// There is no room for a date beside the seal.
const FIRST_SENTENCE = /(?<=^[^。.]+[。.])\s*/;

function Heading({ found: { contract, owner }, lang }: PartProps) {
  const w = walletWords(lang);
  switch (contract.state) {
    case "active":
      return (
        <h1>
          <bdi>{owner.name}</bdi>
        </h1>
      );
    case "suspended":
      return (
        <hgroup>
          <h1>
            <bdi>{owner.name}</bdi>
          </h1>
          <p class="ochre">{suspendedText(contract.suspensions, lang)}</p>
        </hgroup>
      );
    case "terminating": {
      const text = words(lang).ending(channelName(w.channels, contract.channel));
      return <StateHeading mark="processing" text={text} />;
    }
    case "terminated": {
      const time = formatTime(contract.endedAt, lang);
      const [ended = "", since = ""] = words(lang).ended(time, owner.name).split(FIRST_SENTENCE);
      return (
        <>
          <StateHeading mark="paid" text={ended} />
          <p>{withMoments(since)}</p>
        </>
      );
    }
  }
}

function ContractFacts({ found, own, lang }: PartProps & Pick<OwnContract, "own">) {
  const { contract, owner } = found;
  const w = walletWords(lang);
  const a = arrearWords(lang);
  const { expiresAt, arrearRetryDays: retryDays } = contract;
  const end = endOf(contract);
  const ended = end && <Time at={end.endedAt} lang={lang} />;
  const signed = <Time at={contract.signedAt} lang={lang} />;
  const lastDay = expiresAt === undefined ? w.noLastDay : lastDayOf(expiresAt);
  const today = <UseToday found={found} own={own} lang={lang} />;
  const l = ownLimitWords(lang);
  const ownOf = (about: LimitedThing) => {
    const limit = own.find((each) => each.about === about);
    return limit && boundsInWords(limit, lang);
  };
  const number = <span class="mono">{contract.contractId}</span>;
  return (
    <Facts
      rows={[
        [w.payee, isolated(owner.name)],
        [w.perTransaction, formatMoney(contract.perTransactionLimit)],
        [w.perDay, formatMoney(contract.perDayLimit)],
        [l.own, ownOf(contract.contractId)],
        [l.ownAll, ownOf("charges")],
        [w.today, today],
        [a.terms, retryDays && a.schedule(daysListed(retryDays, lang))],
        [w.card, contract.cardLabel],
        [w.signedAt, signed],
        [w.lastDay, end ? undefined : lastDay],
        [w.endedAt, ended],
        [w.endedBy, end && w.causes[end.terminatedBy]],
        [w.reason, end?.reason && isolated(end.reason)],
        [w.contractNo, number],
      ]}
    />
  );
}
