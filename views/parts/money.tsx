import { type Money, yuan } from "../../core/money.ts";

/** How pages write money: as messages and the evidence do. */
export function formatMoney(money: Money): string {
  return yuan(money);
}

/** As a field has it, for a person to change: `1234.50`. */
export function typedAmount(money: Money): string {
  return yuan(money).replace(/[¥,]/g, "");
}

// Above these many characters the amount no longer fits a 320 px card at full size.
const LARGE_CHARACTERS_MAX = 10;
const LONG_CHARACTERS_MAX = 14;

interface Props {
  readonly money: Money;
  /** `large` is the one amount a page is about; the default flows with text. */
  readonly size?: "large";
}

/** An amount in tabular figures that never wraps, with a small ¥. */
export function Amount({ money, size }: Props) {
  const text = formatMoney(money);
  const [sign = "", figures = ""] = text.split("¥");
  const long = text.length > LONG_CHARACTERS_MAX
    ? " longer"
    : text.length > LARGE_CHARACTERS_MAX
    ? " long"
    : "";
  return (
    <span class={size === "large" ? `money large${long}` : "money"}>
      {sign}
      <span class="yuan">¥</span>
      {figures}
    </span>
  );
}
