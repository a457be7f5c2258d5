import type { Checkout } from "../../core/order/checkout.ts";
import type { Transfer } from "../../core/transfer/transfer.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { LongNo } from "../parts/long_no.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatMoney } from "../parts/money.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { transferWords } from "./transfer_words.ts";

interface Props {
  readonly checkout: Checkout;
  readonly transfer: Transfer;
  readonly lang: Lang;
}

/** Exactly what a company transfers, to whom, with which code, how, and when it will be here. */
export function TransferFacts({ checkout, transfer, lang }: Props) {
  const { order, rails } = checkout;
  const { payee, remittanceCode, buyerName, payerMustBeBuyer } = transfer;
  const w = transferWords(lang);
  // What is open now is better than what is better once it opens.
  const best = Math.max(0, rails.findIndex(({ openNow }) => openNow));
  return (
    <>
      <p>{w.exactly}</p>
      <Facts
        rows={[
          fact(w.code, <b class="mono">{remittanceCode}</b>),
          fact(w.amount, <b>{formatMoney(order.amount)}</b>),
          fact(w.payee, <bdi class="whole">{payee.accountName}</bdi>),
          fact(w.account, <LongNo no={payee.accountNo} />),
          fact(w.bank, <bdi class="whole">{payee.bankName}</bdi>),
          fact(w.bankCode, <span class="mono">{payee.bankCode}</span>),
          fact(w.buyer, buyerName === undefined ? undefined : <bdi class="whole">{buyerName}</bdi>),
        ]}
      />
      {buyerName !== undefined && payerMustBeBuyer ? <p>{w.onlyFrom(buyerName)}</p> : null}
      <h2 class="small">{w.railsHeading}</h2>
      {rails.length === 0 ? <p>{w.noRail}</p> : (
        <Facts
          rows={rails.map(({ name, openNow, arrivesBy }, i) => {
            const arrives = withMoments(w.arrives(formatTime(arrivesBy, lang)));
            return fact(
              w.rails[name],
              <>
                {i === best ? <b>{w.recommended}</b> : null}
                {i === best ? " · " : null}
                {openNow ? null : `${w.closed} · `}
                {arrives}
              </>,
            );
          })}
        />
      )}
      <p class="small quiet-text">{w.afterwards}</p>
    </>
  );
}
