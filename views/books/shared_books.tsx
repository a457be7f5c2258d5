import type { SharedBalance } from "../../core/book/book_store.ts";
import { noMoney, subtract } from "../../core/money.ts";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { bookWords, type SharedKind } from "./book_words.ts";

/** What stands in the accounts that are no merchant's; what is owed to us is shown on its own side. */
export function SharedBooks(
  { lang, balances }: { readonly lang: Lang; readonly balances: readonly SharedBalance[] },
) {
  const w = bookWords(lang);
  return (
    <>
      <h1>{w.ledger}</h1>
      <p class="quiet-text">{w.ledgerHelp}</p>
      <section class="card">
        {balances.length === 0 ? <p>{w.nothing}</p> : (
          <table class="dense list" role="table">
            <caption class="sr">{w.ledger}</caption>
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col">{w.sharedColumns.account}</th>
                <th role="columnheader" scope="col" class="end">{w.sharedColumns.balance}</th>
                <th role="columnheader" scope="col">{w.sharedColumns.mode}</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {balances.map(({ mode, account, balance }) => {
                const [kind = "", channel] = account.split(":");
                const owed = kind === "channel" || kind === "bank";
                return (
                  <tr key={`${mode} ${account}`} role="row">
                    <th role="rowheader" scope="row">
                      {w.shared[kind as SharedKind]} · <span class="mono">{channel}</span>
                    </th>
                    <td role="cell" class="end">
                      <Amount money={owed ? subtract(noMoney, balance) : balance} />
                    </td>
                    <td role="cell">{w.modes[mode]}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
