import type { Money } from "../../core/money.ts";
import { Amount, formatMoney } from "../parts/money.tsx";
import { fitClass } from "./fit.ts";

interface Props {
  readonly money: Money;
  /** It is not the main thing on the page. */
  readonly less?: boolean;
}

/** An amount as large as its line allows. */
export function Sum({ money, less }: Props) {
  return (
    <span class={`due ${fitClass(formatMoney(money))}${less ? " less" : ""}`}>
      <Amount money={money} />
    </span>
  );
}
