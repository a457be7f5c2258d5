import type { Wallet } from "../../core/consumer/view_wallet.ts";
import { type Contract, suspensionsOf } from "../../core/contract/contract.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { has } from "../../core/contract/suspension.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { StateHeading } from "../parts/band.tsx";
import { Seal } from "../parts/seal.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";
import { Cards } from "./cards.tsx";
import { Announced, Charges } from "./charges.tsx";
import { chargingWords } from "./charging_words.ts";
import { ConsentCard } from "./consent_card.tsx";
import { ContractTable } from "./contract_table.tsx";
import { deviceCardWords } from "./device_card_words.ts";
import { Owed } from "./owed.tsx";
import { OwnDisputes, OwnPayments } from "./own_payments.tsx";
import { ownLimitWords } from "../limit/own_limit_words.ts";
import { phoneWords } from "./phone_words.ts";
import { pinWords } from "./pin_words.ts";
import { walletWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly wallet: Wallet;
}

/** Everything a person has signed, with any merchant: contracts in force first, each one tap from its end. */
export function WalletPage({ frame, wallet }: Props) {
  const { lang } = frame;
  const w = walletWords(lang);
  const c = chargingWords(lang);
  const { contracts, charges, announced, cards, arrears, payments, disputes } = wallet;
  const ended = contracts.flatMap(({ contract, owner }) =>
    contract.state === "terminated" ? [{ contract, owner }] : []
  );
  const inForce = contracts.filter(({ contract }) => contract.state !== "terminated");
  return (
    <Layout frame={frame} title={w.title} mode={wallet.mode} width="wide" script={false}>
      <div class="stack">
        <hgroup>
          <h1>{w.title}</h1>
          {wallet.maskedPhone === "" ? null : (
            <p class="small quiet-text">
              {wallet.maskedName === ""
                ? wallet.maskedPhone
                : w.who(wallet.maskedName, wallet.maskedPhone)}
            </p>
          )}
        </hgroup>
        <Stopped wallet={wallet} lang={lang} />
        <Owed arrears={arrears} lang={lang} />
        <ConsentCard texts={wallet.yetToAgree} lang={lang} />
        <section class="card stack">
          <h2 id="in-force">{w.inForce}</h2>
          {inForce.length === 0
            ? (
              <>
                <p>{w.nothing}</p>
                <p class="quiet-text">{w.nothingHelp}</p>
              </>
            )
            : <ContractTable contracts={inForce} lang={lang} />}
          {wallet.chargingClosedAt === undefined
            ? (
              <p>
                <a class="link" href={paths.walletCharging()}>
                  {inForce.some(heldByClosing) ? c.leftTitle : c.toClose}
                </a>
              </p>
            )
            : null}
        </section>
        <OwnDisputes disputes={disputes} lang={lang} />
        <Announced notices={announced} lang={lang} />
        <Charges charges={charges} none={w.noCharges} lang={lang} />
        <Cards cards={cards} lang={lang} />
        <OwnPayments payments={payments} lang={lang} />
        <TellMe wallet={wallet} lang={lang} />
        {ended.length === 0 ? null : <Ended contracts={ended} lang={lang} />}
        <WhereTo wallet={wallet} lang={lang} />
        <form method="post" action={paths.walletLeave()}>
          <button class="link" type="submit">{w.leave}</button>
        </form>
      </div>
    </Layout>
  );
}

/** Everything else that is theirs to look at or change; what cannot wait comes first. */
function WhereTo({ wallet: { phoneLostAt, takesPhone }, lang }: TellProps) {
  const w = walletWords(lang);
  const groups = [
    [w.payingGroup, [
      [paths.walletDeviceCards(), deviceCardWords(lang).link],
      [paths.walletLimits(), ownLimitWords(lang).setAll],
      [paths.walletCharging(), w.charging],
    ]],
    [w.signInGroup, [
      [paths.walletDevices(), w.devices],
      [paths.walletPasskeys(), w.passkeys],
      [paths.walletPin(), pinWords(lang).title],
      [paths.walletPhone(), phoneWords(lang).title],
      ...(takesPhone ? [[paths.walletSignIn(), w.addPhone] as const] : []),
    ]],
    [w.accountGroup, [
      [paths.walletMessages(), w.messages],
      [paths.walletAccount(), w.account],
    ]],
  ] as const;
  return (
    <nav class="card stack" aria-label={w.more}>
      {phoneLostAt === undefined
        ? <a class="button quiet" href={paths.walletLostPhone()}>{chargingWords(lang).toLose}</a>
        : null}
      {groups.map(([title, links]) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {links.map(([href, text]) => (
              <li key={href}>
                <a class="link" href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function heldByClosing({ contract }: ContractWithUse): boolean {
  return has(suspensionsOf(contract), "charging_closed");
}

/** What its person has stopped altogether, on top of everything else, with the way to undo it. */
function Stopped({ wallet: { chargingClosedAt, phoneLostAt }, lang }: TellProps) {
  const c = chargingWords(lang);
  return (
    <>
      {phoneLostAt === undefined ? null : (
        <section class="card stack">
          <StateHeading level={2} mark="closed" text={c.lostTitle} />
          <a class="button quiet" href={paths.walletLostPhone()}>{c.toFind}</a>
        </section>
      )}
      {chargingClosedAt === undefined ? null : (
        <section class="card stack">
          <StateHeading level={2} mark="closed" text={c.closedTitle} />
          <p>{withMoments(c.closedText(formatTime(chargingClosedAt, lang)))}</p>
          <a class="button quiet" href={paths.walletCharging()}>{c.toReopen}</a>
        </section>
      )}
    </>
  );
}

interface EndedProps {
  readonly contracts: readonly {
    readonly contract: Extract<Contract, { state: "terminated" }>;
    readonly owner: Merchant;
  }[];
  readonly lang: Lang;
}

function Ended({ contracts, lang }: EndedProps) {
  const w = walletWords(lang);
  return (
    <section class="stack">
      <h2>{w.ended}</h2>
      {contracts.map(({ contract, owner }) => (
        <div key={contract.contractId} class="card sealed minor">
          <Seal kind="ended" lang={lang} />
          <h3>
            <a class="link" href={paths.walletContract(contract.contractId)}>
              <bdi>{owner.name}</bdi>
            </a>
          </h3>
          <p>
            <bdi>{contract.title}</bdi>
          </p>
          <p class="small quiet-text">
            {withMoments(words(lang).ended(formatTime(contract.endedAt, lang), owner.name))}
          </p>
        </div>
      ))}
    </section>
  );
}

interface TellProps {
  readonly wallet: Wallet;
  readonly lang: Lang;
}

/** One setting: its current state, and the button that changes it. */
function TellMe({ wallet: { tellAfterCharge }, lang }: TellProps) {
  const w = walletWords(lang);
  return (
    <form class="card stack" method="post" action={paths.walletSettings()}>
      <h2>{w.notices}</h2>
      <p>{tellAfterCharge ? w.tellOn : w.tellOff}</p>
      <button
        class="button quiet"
        type="submit"
        name="tell_after_charge"
        value={tellAfterCharge ? "no" : "yes"}
      >
        {tellAfterCharge ? w.turnOff : w.turnOn}
      </button>
    </form>
  );
}
