import type { LastSale } from "../../core/screen/last_sale.ts";
import { Amount, formatMoney } from "../parts/money.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import type { Lang } from "../words.ts";
import { screenWords } from "./words.ts";

/** A band above the next order: the last one was paid, and nobody has had the time to read it. */
export function LastReceived({ sale, lang }: { readonly sale: LastSale; readonly lang: Lang }) {
  const amount = formatMoney(sale.amount);
  const [before, after] = screenWords(lang).lastOrder(amount).split(amount);
  return (
    <p class="last">
      <StateMark mark="paid" />
      <span>
        {before}
        <Amount money={sale.amount} />
        {after}
      </span>
    </p>
  );
}
