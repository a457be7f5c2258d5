import type { Money } from "../../core/money.ts";

/** `¥1,234.50`; a negative amount has a real minus sign. The only place that writes money for people. */
export function formatMoney({ fen }: Money): string {
  const absolute = Math.abs(fen);
  const yuan = Math.floor(absolute / 100).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = (absolute % 100).toString().padStart(2, "0");
  return `${fen < 0 ? "−" : ""}¥${yuan}.${rest}`;
}

// Above this many characters the figure no longer fits a 320 px card at full size.
const LARGE_CHARACTERS_MAX = 10;

interface Props {
  readonly money: Money;
  /** `large` is the one amount a page is about; the default flows with text. */
  readonly size?: "large";
}

/** An amount in tabular figures that never wraps, with a small ¥. */
export function Amount({ money, size }: Props) {
  const text = formatMoney(money);
  const [sign = "", figures = ""] = text.split("¥");
  const long = text.length > LARGE_CHARACTERS_MAX ? " long" : "";
  return (
    <span class={size === "large" ? `money large${long}` : "money"}>
      {sign}
      <span class="yuan">¥</span>
      {figures}
    </span>
  );
}
