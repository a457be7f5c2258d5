import * as z from "zod";
import type { Mode } from "../core/merchant/merchant.ts";
import { railNames, type RailTable } from "../core/transfer/rail.ts";
import { rails as comesWith } from "../core/transfer/rails.ts";
import type { BankAccount, TransferAccount } from "../core/transfer/transfer.ts";
import { parseBusinessDay } from "../core/time.ts";

/** Invented, and seen to be. */
export const demoAccount: BankAccount = {
  accountName: "示例支付有限公司（演示）",
  accountNo: "0000000000000000001",
  bankName: "示例银行营业部",
  bankCode: "000000000000",
};

const MINUTES_PER_DAY = 1_440;

const payers = z.array(z.string().regex(/^\d{8,32}$/, "expected 8 to 32 digits"));

const account = z.strictObject({
  mode: z.enum(["test", "live"]).optional(),
  account_name: z.string().min(1).max(120),
  account_no: z.string().regex(/^\d{8,32}$/, "expected 8 to 32 digits"),
  bank_name: z.string().min(1).max(120),
  bank_code: z.string().regex(/^\d{12}$/, "expected 12 digits"),
  channel_payers: payers.optional(),
  wallet_payers: z.record(z.string().min(1), payers).optional(),
});

/** 24:00 is the end of the day. */
const clock = z.string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "expected a time such as 08:30")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const rail = z.strictObject({
  name: z.enum(railNames),
  most_fen: z.int().positive().optional(),
  open: z.strictObject({ from: clock, to: clock })
    .refine(({ from, to }) => from < to, "expected it to open before it closes").optional(),
  arrives_in_minutes: z.int().positive().max(30 * MINUTES_PER_DAY),
});

const table = z.strictObject({
  from: z.string().transform((text, context) => {
    const day = parseBusinessDay(text);
    if (day) return day;
    context.addIssue("expected a day such as 2026-01-01");
    return z.NEVER;
  }),
  rails: z.array(rail).min(1).refine(
    (rails) => new Set(rails.map(({ name }) => name)).size === rails.length,
    "expected each rail once",
  ),
});

const tables = z.array(table).min(1).refine(
  (all) => new Set(all.map(({ from }) => from)).size === all.length,
  "expected one table from a day on",
);

/** `{"mode"?, "account_name", "account_no", "bank_name", "bank_code", "channel_payers"?, "wallet_payers"?}` as JSON. */
export function readTransferAccount(
  text: string,
  context: z.RefinementCtx,
): Omit<TransferAccount, "mode"> & { readonly mode?: Mode } {
  const read = account.safeParse(parsed(text));
  if (!read.success) return flawed(read.error, context);
  const { mode, account_name, account_no, bank_name, bank_code } = read.data;
  const { channel_payers = [], wallet_payers } = read.data;
  const payee = {
    accountName: account_name,
    accountNo: account_no,
    bankName: bank_name,
    bankCode: bank_code,
  };
  const given = {
    payee,
    channelPayers: channel_payers,
    ...(wallet_payers ? { walletPayers: wallet_payers } : {}),
  };
  return mode ? { mode, ...given } : given;
}

/** A list of dated tables as JSON; the newest may stand anywhere. Before the first of them those that come with it count. */
export function readRails(text: string, context: z.RefinementCtx): readonly RailTable[] {
  const read = tables.safeParse(parsed(text));
  if (!read.success) return flawed(read.error, context);
  const set = read.data.toSorted((a, b) => a.from < b.from ? -1 : 1).map(({ from, rails }) => ({
    from,
    rails: rails.map(({ name, most_fen, open, arrives_in_minutes }) => ({
      name,
      mostFen: most_fen,
      open,
      arrivesInMinutes: arrives_in_minutes,
    })),
  }));
  return [...comesWith.filter(({ from }) => set.every((each) => from < each.from)), ...set];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function flawed(error: z.ZodError, context: z.RefinementCtx): never {
  const [issue] = error.issues;
  const where = issue?.path.join(".");
  context.addIssue(`expected JSON as docs/transfers.md has it${where ? `; ${where}` : ""}`);
  return z.NEVER;
}
