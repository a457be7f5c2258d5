import type { Fee } from "./fee_of.ts";
import { type FeePart, feeParts } from "./tariff.ts";
import { add, cny, type Money, noMoney, subtract } from "../money.ts";

/** `2026-11`, in Asia/Shanghai. */
export type Month = string & { readonly month: true };

export function parseMonth(text: string): Month | undefined {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text as Month : undefined;
}

/** A line of an invoice: one party's part of the fees of a month. */
export interface InvoiceLine {
  readonly part: FeePart;
  /** With tax. */
  readonly amount: Money;
  /** Undefined where the rate is not configured. */
  readonly tax: Money | undefined;
  readonly net: Money | undefined;
}

export interface Invoice {
  readonly lines: readonly InvoiceLine[];
  readonly amount: Money;
  readonly tax: Money | undefined;
  readonly net: Money | undefined;
}

/**
 * The lines of an invoice (发票) over these fees. The tax is within the amount: amount × rate ÷ (1 + rate) of each line, to
 * the nearest fen, an exact half up; its sum is that of the lines. The rate is in hundredths of a percent.
 */
export function invoiceOf(parts: Fee["parts"], rate: number | undefined): Invoice {
  const lines = feeParts.map((part) => lineOf(part, parts[part], rate));
  const sum = (of: (line: InvoiceLine) => Money) =>
    lines.reduce((all, line) => add(all, of(line)), noMoney);
  return {
    lines,
    amount: sum(({ amount }) => amount),
    tax: rate === undefined ? undefined : sum(({ tax }) => tax ?? noMoney),
    net: rate === undefined ? undefined : sum(({ net }) => net ?? noMoney),
  };
}

const WHOLE = 10_000;

function lineOf(part: FeePart, amount: Money, rate: number | undefined): InvoiceLine {
  if (rate === undefined) return { part, amount, tax: undefined, net: undefined };
  const tax = cny(share(amount.fen, rate, WHOLE + rate));
  return { part, amount, tax, net: subtract(amount, tax) };
}

/** fen × part ÷ whole, to the nearest, of an exact half the larger. */
function share(fen: number, part: number, whole: number): number {
  const size = (2n * BigInt(Math.abs(fen)) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole));
  return size === 0n ? 0 : Number(fen < 0 ? -size : size);
}
