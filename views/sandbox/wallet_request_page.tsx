import { type PayerBehaviour, type TestCard, testCards } from "../../core/channel/sandbox/magic.ts";
import type { BankPayment } from "../../core/channel/sandbox/bank_payment.ts";
import type { LoggedLine } from "../../core/channel/sandbox/sandbox_store.ts";
import { paths } from "../../routes/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band } from "../parts/band.tsx";
import { formatMoney } from "../parts/money.tsx";
import { words } from "../words.ts";
import { BankResult } from "./bank_result.tsx";
import { EventLog } from "./event_log.tsx";
import { OutcomeButtons } from "./outcome_buttons.tsx";
import { RequestFacts } from "./request_facts.tsx";
import { type SandboxWords, sandboxWords } from "./words.ts";

/** Why a press was refused. */
export type PressTrouble = "card" | "choice" | "decided";

interface Props {
  readonly frame: Frame;
  readonly payment: BankPayment;
  /** Nobody can pay it any more. */
  readonly over: boolean;
  readonly log: readonly LoggedLine[];
  readonly trouble?: PressTrouble | undefined;
}

/** The cards of this wallet; the cashier knows all of them. */
const walletCards: readonly PayerBehaviour[] = [
  "approve_debit",
  "approve_credit",
  "insufficient_funds",
  "card_expired",
];

/** One payment request in the simulated app: payee, amount, card and factor before anything can be paid. */
export function WalletRequestPage({ frame, payment, over, log, trouble }: Props) {
  const w = sandboxWords(frame.lang);
  const title = w.requestTitle(formatMoney(payment.amount), payment.payee);
  const open = payment.state === "waiting" && !over;
  return (
    <Layout frame={frame} title={title} mode="test" width="pair" script={false}>
      <div class="columns">
        <div class="stack">
          {open
            ? <RequestForm frame={frame} payment={payment} trouble={trouble} />
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
  readonly trouble: PressTrouble | undefined;
}

function RequestForm({ frame: { lang }, payment, trouble }: FormProps) {
  const w = sandboxWords(lang);
  const common = words(lang);
  return (
    <form class="card stack" method="post" action={paths.sandboxWalletRequest(payment.token)}>
      <Summary trouble={trouble} w={w} />
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
  { trouble, w }: { readonly trouble: PressTrouble | undefined; readonly w: SandboxWords },
) {
  if (!trouble) return null;
  const text = { card: w.cardMissing, choice: w.choiceWrong, decided: w.decided }[trouble];
  const field = trouble === "card" ? "#card-approve_debit" : "#reason";
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      <a href={field}>{text}</a>
    </div>
  );
}
