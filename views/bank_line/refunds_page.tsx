import type { Payer } from "../../core/bank_line/bank_line.ts";
import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { Refund } from "../../core/refund/refund.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type BankLineFormError, bankLineWords } from "./words.ts";

/** A refund by transfer, and the accounts that the money came from, with how much. */
export interface RefundToMake {
  readonly refund: Refund;
  readonly payers: readonly { readonly payer: Payer; readonly amount: Money }[];
}

interface Props {
  readonly lang: Lang;
  readonly refunds: readonly RefundToMake[];
  readonly mayWrite: boolean;
  readonly formError?: BankLineFormError | undefined;
}

/** Refunds that a person makes at the bank and records here. */
export function TransferRefundsPage({ lang, refunds, mayWrite, formError }: Props) {
  const w = bankLineWords(lang);
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <h1>{w.refunds}</h1>
      <p class="quiet-text">{w.refundsHelp}</p>
      {refunds.length === 0 ? <p class="card">{w.noRefunds}</p> : null}
      {refunds.map(({ refund, payers }) => (
        <section class="card stack" key={refund.refundId}>
          <h2>
            <Amount money={refund.amount} size="large" />
          </h2>
          <Facts
            rows={[
              fact(w.order, <span class="mono">{refund.of.orderId}</span>),
              ...payers.map(({ payer, amount }) =>
                fact(
                  `${w.payer} (${formatMoney(amount)})`,
                  <>
                    <bdi>{payer.name}</bdi>
                    <span class="line mono">{payer.account}</span>
                    <span class="line">{payer.bank}</span>
                  </>,
                )
              ),
            ]}
          />
          {mayWrite ? <RefundForm lang={lang} refund={refund} /> : null}
        </section>
      ))}
    </>
  );
}

function RefundForm({ lang, refund }: { readonly lang: Lang; readonly refund: Refund }) {
  const w = bankLineWords(lang);
  const action = paths.opsTransferRefund(refund.refundId);
  if (refund.state === "requested") {
    return (
      <form method="post" action={action}>
        <button class="button" type="submit" name="act" value="taken_on">{w.takeOn}</button>
      </form>
    );
  }
  const id = `reference-${refund.refundId}`;
  return (
    <form class="stack" method="post" action={action}>
      <p>{w.takenOn}</p>
      <p class="field">
        <label for={id}>{w.reference}</label>
        <input id={id} name="reference" class="mono" maxlength={64} autocomplete="off" />
      </p>
      <div class="actions">
        <button class="button" type="submit" name="act" value="made">{w.made}</button>
        <button class="button quiet" type="submit" name="act" value="refused">{w.refused}</button>
      </div>
    </form>
  );
}
