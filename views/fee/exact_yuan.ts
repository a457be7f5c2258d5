import { EXACT_UNIT } from "../../core/fee/fee_of.ts";

const UNITS_IN_A_YUAN = EXACT_UNIT * 100n;
const DECIMALS = UNITS_IN_A_YUAN.toString().length - 1;

/** `¥0.0286`: what has not been rounded, with every decimal that it has. */
export function exactYuan(exact: bigint): string {
  const whole = (exact / UNITS_IN_A_YUAN).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = (exact % UNITS_IN_A_YUAN).toString().padStart(DECIMALS, "0");
  return `¥${whole}.${decimals.replace(/0+$/, "").padEnd(2, "0")}`;
}

/** `0.0325%`: a rate in millionths. */
export function percent(millionths: number): string {
  return `${hundredth(millionths, 10_000)}%`;
}

/** A number of parts of a whole as a decimal without needless zeros. */
export function hundredth(parts: number, whole: number): string {
  const digits = String(whole).length - 1;
  const decimals = String(parts % whole).padStart(digits, "0").replace(/0+$/, "");
  return `${Math.floor(parts / whole)}${decimals === "" ? "" : `.${decimals}`}`;
}
