import { testCards } from "../bank/magic.ts";
import type { BankPayment } from "../bank/bank_payment.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { Band } from "../../views/parts/band.tsx";
import { formatMoney } from "../../views/parts/money.tsx";
import { words } from "../../views/words.ts";
import { BankResult } from "./bank_result.tsx";
import { OutcomeButtons } from "./outcome_buttons.tsx";
import { RequestFacts } from "./request_facts.tsx";
import type { PressFormError } from "./wallet_request_page.tsx";
import { type SandboxWords, sandboxWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly payment: BankPayment;
  readonly over: boolean;
  readonly formError?: PressFormError | undefined;
}

/** The browser itself rejects any other number, so that a real one is never sent by mistake. */
const TEST_NUMBER = "6200[ \\-]?0000[ \\-]?0000[ \\-]?0[0-9]{3}";

/** The simulated hosted cashier: a test card number, or a test login. It never asks for a real card. */
export function CashierPage({ frame, payment, over, formError }: Props) {
  const w = sandboxWords(frame.lang);
  const open = payment.state === "waiting" && !over;
  return (
    <Layout frame={frame} title={w.cashierTitle} mode="test" script={false}>
      {open
        ? <CashierForm frame={frame} payment={payment} formError={formError} />
        : <BankResult lang={frame.lang} payment={payment} over={over} />}
    </Layout>
  );
}

interface FormProps {
  readonly frame: Frame;
  readonly payment: BankPayment;
  readonly formError: PressFormError | undefined;
}

function CashierForm({ frame: { lang }, payment, formError }: FormProps) {
  const w = sandboxWords(lang);
  const common = words(lang);
  const byLogin = payment.method === "account";
  const method = common.methods[byLogin ? "account" : "card"];
  return (
    <form class="card dashed stack" method="post" action={paths.sandboxCashier(payment.token)}>
      <Summary formError={formError} byLogin={byLogin} w={w} />
      {payment.voice.type === "silent" ? <Band mark="unclear">{w.silent}</Band> : null}
      <h1>{w.cashierTitle}</h1>
      <RequestFacts lang={lang} payment={payment} factor={false} />
      <p>{w.cashierIntro}</p>
      {byLogin
        ? <LoginField wrong={formError === "card"} w={w} />
        : <CardField wrong={formError === "card"} w={w} />}
      <button class="button" type="submit" name="action" value="pay">
        {common.pay(method.inPay, formatMoney(payment.amount))}
      </button>
      <TestCards byLogin={byLogin} w={w} />
      <OutcomeButtons w={w} />
    </form>
  );
}

interface FieldProps {
  readonly wrong: boolean;
  readonly w: SandboxWords;
}

/** A refused number is not shown again: it may have been a real one. */
function CardField({ wrong, w }: FieldProps) {
  return (
    <div class="field">
      <label for="card">{w.cardNumber}</label>
      <input
        id="card"
        name="card"
        required
        inputmode="numeric"
        autocomplete="off"
        maxlength={23}
        pattern={TEST_NUMBER}
        title={w.cardNumberHint}
        list="numbers"
        aria-describedby="card-hint"
        {...(wrong ? { "aria-invalid": "true" } : {})}
      />
      <p id="card-hint" class="hint">{wrong ? w.cardNumberWrong : w.cardNumberHint}</p>
      <datalist id="numbers">
        {testCards.map((card) => (
          <option key={card.number} value={card.number}>{w.cards[card.behaviour]}</option>
        ))}
      </datalist>
    </div>
  );
}

function LoginField({ wrong, w }: FieldProps) {
  return (
    <div class="field">
      <label for="login">{w.login}</label>
      <input
        id="login"
        name="login"
        required
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxlength={40}
        list="logins"
        aria-describedby="login-hint"
        {...(wrong ? { "aria-invalid": "true" } : {})}
      />
      <p id="login-hint" class="hint">{wrong ? w.loginWrong : w.loginHint}</p>
      <datalist id="logins">
        {testCards.map((card) => (
          <option key={card.number} value={card.behaviour}>{w.cards[card.behaviour]}</option>
        ))}
      </datalist>
    </div>
  );
}

function TestCards({ byLogin, w }: { readonly byLogin: boolean; readonly w: SandboxWords }) {
  return (
    <details>
      <summary class="link">{w.testCards}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{byLogin ? w.login : w.number}</th>
            <th scope="col">{w.whatHappens}</th>
          </tr>
        </thead>
        <tbody>
          {testCards.map(({ number, behaviour }) => (
            <tr key={number}>
              <td class="mono">{byLogin ? behaviour : number.replace(/(.{4})(?=.)/g, "$1 ")}</td>
              <td class="small">{w.cards[behaviour]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface SummaryProps {
  readonly formError: PressFormError | undefined;
  readonly byLogin: boolean;
  readonly w: SandboxWords;
}

function Summary({ formError, byLogin, w }: SummaryProps) {
  if (!formError) return null;
  const card = byLogin ? w.loginWrong : w.cardNumberWrong;
  const text = { card, choice: w.choiceWrong, decided: w.decided }[formError];
  const field = formError === "card" ? (byLogin ? "#login" : "#card") : "#reason";
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      <a href={field}>{text}</a>
    </div>
  );
}
