import { type PayerBehaviour, type TestCard, testCards } from "../bank/magic.ts";
import type { BankPayment } from "../bank/bank_payment.ts";
import type { LoggedLine } from "../bank/bank_store.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { Band } from "../../views/parts/band.tsx";
import { formatMoney } from "../../views/parts/money.tsx";
import { words } from "../../views/words.ts";
import { BankResult } from "./bank_result.tsx";
import { EventLog } from "./event_log.tsx";
import { OutcomeButtons } from "./outcome_buttons.tsx";
import { RequestFacts } from "./request_facts.tsx";
import { type SandboxWords, sandboxWords } from "./words.ts";

/** Why a press was refused. */
export type PressFormError = "card" | "choice" | "decided";

interface Props {
  readonly frame: Frame;
  readonly payment: BankPayment;
  /** Nobody can pay it any more. */
  readonly over: boolean;
  readonly log: readonly LoggedLine[];
  readonly formError?: PressFormError | undefined;
}

/** The cards of this wallet; the cashier knows all of them. */
const walletCards: readonly PayerBehaviour[] = [
  "approve_debit",
  "approve_credit",
  "insufficient_funds",
  "card_expired",
];

/** One payment request in the simulated app: payee, amount, card and factor before anything can be paid. */
export function WalletRequestPage({ frame, payment, over, log, formError }: Props) {
  const w = sandboxWords(frame.lang);
  const title = w.requestTitle(formatMoney(payment.amount), payment.payee);
  const open = payment.state === "waiting" && !over;
  return (
    <Layout frame={frame} title={title} mode="test" width="pair" script={false}>
      <div class="columns">
        <div class="stack">
          {open
            ? <RequestForm frame={frame} payment={payment} formError={formError} />
            : <BankResult lang={frame.lang} payment={payment} over={over} />}
          <a class="link" href={paths.sandboxWallet()}>{w.backToWallet}</a>
        </div>
        <EventLog lang={frame.lang} lines={log} />
      </div>
    </Layout>
  );
}

interface FormProps {
  readonly frame: Frame;
  readonly payment: BankPayment;
  readonly formError: PressFormError | undefined;
}

function RequestForm({ frame: { lang }, payment, formError }: FormProps) {
  const w = sandboxWords(lang);
  const common = words(lang);
  return (
    <form class="card stack" method="post" action={paths.sandboxWalletRequest(payment.token)}>
      <Summary formError={formError} w={w} />
      {payment.voice.type === "silent" ? <Band mark="unclear">{w.silent}</Band> : null}
      <h1>{w.request}</h1>
      <RequestFacts lang={lang} payment={payment} factor />
      <fieldset class="choices" aria-labelledby="cards">
        <h2 id="cards">{w.card}</h2>
        {testCards.filter((each) => walletCards.includes(each.behaviour)).flatMap((card) => (
          <CardChoice card={card} w={w} />
        ))}
      </fieldset>
      <button class="button" type="submit" name="action" value="pay">
        {common.pay(common.methods.quickpass.inPay, formatMoney(payment.amount))}
      </button>
      <OutcomeButtons w={w} />
    </form>
  );
}

function CardChoice({ card, w }: { readonly card: TestCard; readonly w: SandboxWords }) {
  const id = `card-${card.behaviour}`;
  const usual = card.behaviour === "approve_debit";
  return (
    <>
      <input type="radio" id={id} name="card" value={card.number} checked={usual} />
      <label for={id}>
        <b>{w.cards[card.behaviour]}</b>
        <span>{w.ending(card.number.slice(-4))}</span>
      </label>
    </>
  );
}

function Summary(
  { formError, w }: { readonly formError: PressFormError | undefined; readonly w: SandboxWords },
) {
  if (!formError) return null;
  const text = { card: w.cardMissing, choice: w.choiceWrong, decided: w.decided }[formError];
  const field = formError === "card" ? "#card-approve_debit" : "#reason";
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      <a href={field}>{text}</a>
    </div>
  );
}
