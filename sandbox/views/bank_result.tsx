import type { BankPayment } from "../bank/bank_payment.ts";
import type { Lang } from "../../views/words.ts";
import { words } from "../../views/words.ts";
import { StateHeading } from "../../views/parts/band.tsx";
import { Facts } from "../../views/parts/facts.tsx";
import { formatMoney } from "../../views/parts/money.tsx";
import { Seal } from "../../views/parts/seal.tsx";
import type { Mark } from "../../views/parts/state_mark.tsx";
import { sandboxWords } from "./words.ts";
import { isolated } from "../../core/text/isolated.ts";

interface Props {
  readonly lang: Lang;
  readonly payment: BankPayment;
  /** Nobody can pay it any more. */
  readonly over: boolean;
}

/** The result of a request, with debit or credit, and the way back to the shop's payment page. */
export function BankResult({ lang, payment, over }: Props) {
  const w = sandboxWords(lang);
  const { mark, text } = statusCopy(payment, over, lang);
  const paid = payment.state === "paid" ? payment : undefined;
  return (
    <section class={paid ? "card stack sealed" : "card stack"}>
      {paid ? <Seal kind="paid" lang={lang} /> : null}
      <StateHeading mark={mark} text={text} />
      {paid?.voice.type === "held" ? <p>{w.held}</p> : null}
      {paid?.voice.type === "from" ? <p>{w.slow}</p> : null}
      <Facts
        rows={[
          [w.subject, isolated(payment.subject)],
          [w.reason, payment.state === "declined" ? w.reasons[payment.reason] : undefined],
          [
            w.card,
            paid && w.cardWithEnding(w.cardTypes[paid.cardType], paid.card.lastFour),
          ],
          [w.txnNo, paid?.txnNo],
        ]}
      />
      <a class="button" href={payment.returnUrl}>{words(lang).backTo(payment.payee)}</a>
    </section>
  );
}

function statusCopy(
  payment: BankPayment,
  over: boolean,
  lang: Lang,
): { readonly mark: Mark; readonly text: string } {
  const w = sandboxWords(lang);
  const common = words(lang);
  switch (payment.state) {
    case "waiting":
      return over ? { mark: "expired", text: w.expired } : { mark: "unclear", text: w.silent };
    case "expired":
      return { mark: "expired", text: w.expired };
    case "cancelled":
      return { mark: "closed", text: w.cancelled };
    case "declined": {
      const text = payment.reason === "cancelled_by_payer" ? common.failed : common.declined;
      return { mark: "failed", text };
    }
    case "paid": {
      const text = common.paid(formatMoney(payment.amount), payment.payee);
      return { mark: "paid", text };
    }
  }
}
