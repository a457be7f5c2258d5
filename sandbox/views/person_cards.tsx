import type { BankContract } from "../bank/bank_contract.ts";
import { type Person, persons } from "../bank/persons.ts";
import { paths } from "../../core/paths.ts";
import type { Lang } from "../../views/words.ts";
import { withMoments } from "../../views/parts/moments.tsx";
import { formatMoney } from "../../views/parts/money.tsx";
import { formatTime } from "../../views/parts/time.tsx";
import { type SandboxWords, sandboxWords } from "./words.ts";

interface PersonProps {
  readonly lang: Lang;
  readonly person: Person;
}

/** Whose phone this is; the choice is kept in a cookie. */
export function WhoCard({ lang, person }: PersonProps) {
  const w = sandboxWords(lang);
  return (
    <form class="card stack" method="post" action={paths.sandboxPerson()}>
      <fieldset class="choices" aria-labelledby="who" aria-describedby="who-hint">
        <h2 id="who">{w.who}</h2>
        {persons.map((each) => (
          <PersonChoice person={each} chosen={each.personNo === person.personNo} w={w} />
        ))}
      </fieldset>
      <p id="who-hint" class="hint">{w.whoHint}</p>
      <button class="button quiet" type="submit">{w.choosePerson}</button>
      <a class="link" href={paths.sandboxInbox()}>{w.inbox}</a>
    </form>
  );
}

interface ChoiceProps {
  readonly person: Person;
  readonly chosen: boolean;
  readonly w: SandboxWords;
}

function PersonChoice({ person, chosen, w }: ChoiceProps) {
  const id = person.personNo;
  const cards = person.cards.map((card) => w.cardWithEnding(w.cardTypes[card.type], card.lastFour));
  return (
    <>
      <input type="radio" id={id} name="person" value={id} checked={chosen} />
      <label for={id}>
        <b>{w.personName[id]}</b>
        <span>{person.phone}</span>
        <span>{w.idNumber(person.idNumber)}</span>
        <span>{cards.join(" · ")}</span>
      </label>
    </>
  );
}

interface ContractsProps extends PersonProps {
  /** Newest first. */
  readonly contracts: readonly BankContract[];
}

/** This person's contracts at the bank, with ways to end them other than through the portal. */
export function ContractsCard({ lang, person, contracts }: ContractsProps) {
  const w = sandboxWords(lang);
  return (
    <section class="card stack" aria-labelledby="contracts">
      <h2 id="contracts">{w.contracts(w.personName[person.personNo])}</h2>
      {contracts.length === 0 ? <p>{w.noContracts}</p> : null}
      {contracts.map((each) => <ContractRow key={each.contractId} contract={each} lang={lang} />)}
      <form method="post" action={paths.sandboxMyContracts()} class="stack">
        <button class="button quiet" type="submit">{w.myContracts}</button>
        <p class="hint">{w.myContractsHint}</p>
      </form>
      <form method="post" action={paths.sandboxAccountClosure()} class="stack">
        <button class="button quiet" type="submit">{w.closeAccount}</button>
        <p class="hint">{w.closeAccountHint}</p>
      </form>
    </section>
  );
}

function ContractRow(
  { contract, lang }: { readonly contract: BankContract; readonly lang: Lang },
) {
  const w = sandboxWords(lang);
  const { payee, title } = contract;
  const limits = w.limits(
    formatMoney(contract.perTransactionLimit),
    formatMoney(contract.perDayLimit),
  );
  return (
    <form class="stack" method="post" action={paths.sandboxContractEnd(contract.contractId)}>
      <h3>
        <bdi>{payee}</bdi> · <bdi>{title}</bdi>
      </h3>
      <p class="quiet-text">{limits}</p>
      {contract.state === "ended"
        ? <p>{withMoments(w.contractEnded(contract.by, formatTime(contract.endedAt, lang)))}</p>
        : null}
      {contract.state === "signed"
        ? (
          <div class="actions">
            <EndButton by="consumer" text={w.endInApp} name={w.endInAppNamed(payee, title)} />
            <EndButton by="channel" text={w.endByBank} name={w.endByBankNamed(payee, title)} />
          </div>
        )
        : null}
    </form>
  );
}

interface EndProps {
  readonly by: "consumer" | "channel";
  readonly text: string;
  /** The button's name when a page has several; starts with its text. */
  readonly name: string;
}

function EndButton({ by, text, name }: EndProps) {
  return (
    <button class="button quiet" type="submit" name="by" value={by} aria-label={name}>
      {text}
    </button>
  );
}
