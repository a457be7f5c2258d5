import { channelName } from "../parts/channel_name.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { lastDayOf } from "../../core/contract/validity.ts";
import { paths } from "../../core/paths.ts";
import { formatMoney } from "../parts/money.tsx";
import { type Lang, words } from "../words.ts";
import { UseToday } from "./use_today.tsx";
import { walletWords } from "./words.ts";

interface Props {
  readonly contracts: readonly ContractWithUse[];
  readonly lang: Lang;
}

/**
 * Who may charge, how much, what was charged today, and a way to end it on every row. On a phone each row is a card;
 * roles are explicit, because a table laid out as blocks loses them.
 */
export function ContractTable({ contracts, lang }: Props) {
  const w = walletWords(lang);
  const heads = [w.payee, w.perTransaction, w.perDay, w.today];
  return (
    <table class="ledger contracts" role="table" aria-labelledby="in-force">
      <thead role="rowgroup">
        <tr role="row">
          {heads.map((head, place) => (
            <th key={head} role="columnheader" class={place > 0 ? "num" : ""}>{head}</th>
          ))}
          <th role="columnheader">{w.act}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {contracts.map((each) => <Row key={each.contract.contractId} found={each} lang={lang} />)}
      </tbody>
    </table>
  );
}

function Row({ found, lang }: { readonly found: ContractWithUse; readonly lang: Lang }) {
  const w = walletWords(lang);
  const { contract, owner } = found;
  const { contractId, title } = contract;
  const stopped = contract.state === "terminating";
  const { expiresAt } = contract;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <a class="link" href={paths.walletContract(contractId)}>
          <bdi>{owner.name}</bdi>
        </a>
        <span>
          <bdi>{title}</bdi>
        </span>
        {expiresAt === undefined
          ? null
          : <span class="small quiet-text">{w.validUntil(lastDayOf(expiresAt))}</span>}
        {contract.state === "suspended" ? <span class="ochre">{w.suspended}</span> : null}
      </th>
      <td role="cell" class="num" data-label={w.perTransaction}>
        <span class="money">{formatMoney(contract.perTransactionLimit)}</span>
      </td>
      <td role="cell" class="num" data-label={w.perDay}>
        <span class="money">{formatMoney(contract.perDayLimit)}</span>
      </td>
      <td role="cell" class="num" data-label={w.today}>
        <UseToday found={found} lang={lang} />
      </td>
      <td role="cell" class="act">
        {stopped ? <span>{words(lang).ending(channelName(w.channels, contract.channel))}</span> : (
          <a
            class="button quiet"
            href={paths.walletTermination(contractId)}
            aria-label={w.unsignThis(owner.name, title)}
          >
            {words(lang).endContract}
          </a>
        )}
      </td>
    </tr>
  );
}
