import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { cny, type Money } from "../../core/money.ts";
import type { UsedOwnLimit } from "../../core/own_limit/own_limit.ts";
import { leftOf } from "../../core/deduction/left_today.ts";
import { formatMoney } from "../parts/money.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import type { Lang } from "../words.ts";
import { walletWords } from "./words.ts";

interface Props {
  readonly found: ContractWithUse;
  /** What its consumer allows themselves. */
  readonly own?: readonly UsedOwnLimit[];
  readonly lang: Lang;
}

/** What was charged today; while more can be, a thin bar for the eye with what is left in words under it. */
export function UseToday({ found: { contract, usedToday }, own = [], lang }: Props) {
  const w = walletWords(lang);
  const used = <span class="money">{formatMoney(usedToday)}</span>;
  if (contract.state !== "active") return used;
  const left = leftWithin(own, leftOf(contract, usedToday));
  return (
    <>
      {used}
      <svg class="use" width="100%" height="4" aria-hidden="true" focusable="false">
        <rect width={`${shareOf(usedToday.fen, contract.perDayLimit.fen)}%`} height="4" />
      </svg>
      {left.fen === 0
        ? (
          <span class="small ochre outcome">
            <StateMark mark="limit" /> {w.dayIsFull}
          </span>
        )
        : <span class="small quiet-text">{w.leftToday(formatMoney(left))}</span>}
    </>
  );
}

/** The least of what the contract and the person's own limits leave. */
function leftWithin(own: readonly UsedOwnLimit[], ofContract: Money): Money {
  return own.reduce(
    (left, { perDay, used }) =>
      perDay === undefined ? left : cny(Math.max(0, Math.min(left.fen, perDay.fen - used.fen))),
    ofContract,
  );
}

// Less could not be seen.
const PERCENT_MIN = 2;

/** In percent: nothing only if nothing was used, all only if all was. */
function shareOf(used: number, limit: number): number {
  if (used >= limit) return 100;
  return used === 0 ? 0 : Math.min(Math.max(Math.floor(used / limit * 100), PERCENT_MIN), 98);
}
