import { cny, type Money, noMoney } from "../money.ts";
import { type BusinessDay, days, parseBusinessDay } from "../time.ts";

const AMOUNT = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?0*$/;
/** What spreadsheets count days from. */
const SERIAL_START = Date.UTC(1899, 11, 30);

/** `1,234.50` as fen; nothing, a dash and zero are no money. Undefined when it is no amount. */
export function readAmount(text: string): Money | undefined {
  const plain = text.normalize("NFKC").replace(/[\s¥￥]/g, "").replace(/^\+/, "");
  if (plain === "" || /^-+$/.test(plain)) return noMoney;
  const [, sign, yuan = "", fraction = ""] = AMOUNT.exec(plain) ?? [];
  if (sign === undefined) return undefined;
  const fen = Number(yuan.replaceAll(",", "")) * 100 + Number(fraction.padEnd(2, "0"));
  return Number.isSafeInteger(fen) ? cny(sign === "-" && fen !== 0 ? -fen : fen) : undefined;
}

/** `2026-11-20 09:30:00`, `2026/11/20`, `20261120`, `2026年11月20日` or a spreadsheet's serial number. */
export function readDay(text: string): BusinessDay | undefined {
  const plain = text.normalize("NFKC").trim();
  const [, year, month = "", day = ""] =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[\sT].*)?$/.exec(plain) ??
      /^(\d{4})(\d{2})(\d{2})(?:\s.*|\d{6})?$/.exec(plain) ?? [];
  if (year !== undefined) {
    return parseBusinessDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  }
  if (!/^[2-9]\d{4}(?:\.\d+)?$/.test(plain)) return undefined;
  const at = SERIAL_START + Math.floor(Number(plain)) * days(1);
  return parseBusinessDay(new Date(at).toISOString().slice(0, 10));
}
