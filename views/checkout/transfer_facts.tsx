import type { Checkout } from "../../core/order/checkout.ts";
import type { Transfer } from "../../core/transfer/transfer.ts";
import { Facts } from "../parts/facts.tsx";
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
  return (
    <>
      <p>{w.exactly}</p>
      <Facts
        rows={[
          [
            w.code,
            <>
              <b class="mono">{remittanceCode}</b>
              <span class="line small quiet-text">{w.codeHelp}</span>
            </>,
          ],
          [w.amount, <b>{formatMoney(order.amount)}</b>],
          [w.payee, <bdi>{payee.accountName}</bdi>],
          [w.account, <LongNo no={payee.accountNo} />],
          [w.bank, <bdi>{payee.bankName}</bdi>],
          [w.bankCode, <span class="mono">{payee.bankCode}</span>],
        ]}
      />
      {buyerName === undefined ? null : <p>{w.from(buyerName, payerMustBeBuyer)}</p>}
      <h2>{w.railsHeading}</h2>
      {rails.length === 0 ? <p>{w.noRail}</p> : (
        <ul class="rows">
          {rails.map(({ name, openNow, arrivesBy }, i) => (
            <li>
              <span>
                {i === 0 ? <b>{w.rails[name]}</b> : w.rails[name]}
                <span class="small quiet-text">
                  {i === 0 ? `${w.recommended} · ` : ""}
                  {openNow ? "" : `${w.closed} · `}
                  {withMoments(w.arrives(formatTime(arrivesBy, lang)))}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="small quiet-text">{w.afterwards}</p>
    </>
  );
}
