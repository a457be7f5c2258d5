import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { withMoments } from "../../views/parts/moments.tsx";
import { Amount, formatMoney } from "../../views/parts/money.tsx";
import { formatTime } from "../../views/parts/time.tsx";
import type { Lang } from "../../views/words.ts";
import { type Person, persons } from "../bank/persons.ts";
import type { Debit } from "../bank/purse.ts";
import { purseWords } from "./purse_words.ts";
import { sandboxWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  /** Whose phone it is. */
  readonly person: Person;
  readonly has: Money;
  readonly putIn: Money;
  /** The latest first. */
  readonly debits: readonly Debit[];
  /** What was pasted is no link of ours; it is shown again. */
  readonly wrongLink?: string | undefined;
}

/** The simulated wallet app: what is in it, a field in place of its own links, and what was paid with it. */
export function PursePage({ frame, person, has, putIn, debits, wrongLink }: Props) {
  const { lang } = frame;
  const w = purseWords(lang);
  const action = paths.sandboxPurse();
  return (
    <Layout frame={frame} title={w.title} mode="test" width="column" script={false}>
      <section class="card stack">
        {wrongLink === undefined
          ? null
          : (
            <div id="summary" class="band ochre" tabindex={-1} role="group">
              <a href="#link">{w.linkWrong}</a>
            </div>
          )}
        <h1>{w.title}</h1>
        <p class="quiet-text">{w.intro}</p>
        <div>
          <p class="small quiet-text">{w.balance}</p>
          <Amount money={has} size="large" />
        </div>
        <form method="post" action={action}>
          <input type="hidden" name="act" value="put_in" />
          <button class="button quiet" type="submit">{w.putIn(formatMoney(putIn))}</button>
        </form>
      </section>
      <LinkForm action={action} wrong={wrongLink} lang={lang} />
      <Debits debits={debits} lang={lang} />
      <Who action={action} person={person} lang={lang} />
    </Layout>
  );
}

interface FormProps {
  readonly action: string;
  readonly lang: Lang;
}

function LinkForm({ action, wrong, lang }: FormProps & { readonly wrong: string | undefined }) {
  const w = purseWords(lang);
  return (
    <form class="card stack" method="post" action={action}>
      <div class="field">
        <label for="link">{w.link}</label>
        <input
          id="link"
          name="link"
          value={wrong ?? ""}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxlength={512}
          aria-describedby="link-hint"
          {...(wrong === undefined ? {} : { "aria-invalid": "true" })}
        />
        <p id="link-hint" class="hint">{wrong === undefined ? w.linkHint : w.linkWrong}</p>
      </div>
      <button class="button" type="submit">{w.open}</button>
    </form>
  );
}

function Who({ action, person, lang }: FormProps & { readonly person: Person }) {
  const w = sandboxWords(lang);
  return (
    <form class="card stack" method="post" action={action}>
      <fieldset class="choices" aria-labelledby="who">
        <h2 id="who">{w.who}</h2>
        {persons.map(({ personNo, phone }) => (
          <>
            <input
              type="radio"
              id={personNo}
              name="person"
              value={personNo}
              checked={personNo === person.personNo}
            />
            <label for={personNo}>
              <b>{w.personName[personNo]}</b>
              <span>{phone}</span>
            </label>
          </>
        ))}
      </fieldset>
      <button class="button quiet" type="submit">{w.choosePerson}</button>
    </form>
  );
}

function Debits({ debits, lang }: { readonly debits: readonly Debit[]; readonly lang: Lang }) {
  const w = purseWords(lang);
  return (
    <section class="card stack" aria-labelledby="debits">
      <h2 id="debits">{w.debits}</h2>
      {debits.length === 0 ? <p>{w.noDebits}</p> : null}
      {debits.map((each) => (
        <p key={each.number}>
          <b class="whole">{formatMoney(each.amount)}</b> <bdi>{each.payee}</bdi>
          <br />
          <span class="quiet-text small">
            {w.states[each.state]} · {withMoments(formatTime(each.at, lang))}
            {each.state === "paid" && each.refunded.fen > 0
              ? ` · ${w.returned(formatMoney(each.refunded))}`
              : null}
          </span>
        </p>
      ))}
    </section>
  );
}
