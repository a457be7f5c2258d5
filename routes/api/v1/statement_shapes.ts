import * as z from "zod";
import { statementFormats, statementScopes } from "../../../core/statement/statement.ts";

const fen = z.int().meta({ description: "Integer, in fen: 100 is ¥1.00." });
const sums = {
  lines: z.int(),
  amount: fen.meta({ description: "What was paid less what went back." }),
  fee: fen.meta({ description: "What you paid less what you got back." }),
  net: fen.meta({ description: "The amount less the fee." }),
};

export const statementShape = z.object({
  statement_id: z.string(),
  merchant_no: z.string(),
  scope: z.enum(statementScopes),
  day: z.string().meta({ format: "date", description: "In Asia/Shanghai." }),
  currency: z.literal("CNY"),
  opening_balance: fen,
  ...sums,
  closing_balance: fen,
  fee_parts: z.object({
    issuer: fen,
    network_of_issuer: fen,
    network_of_acquirer: fen,
    acquirer: fen,
  }).meta({ description: "Who gets how much of the fee." }),
  totals: z.array(z.object({ kind: z.string(), ...sums })).meta({
    description: "By kind of line: `payment`, `deduction`, `refund`, and what else was booked.",
  }),
  files: z.array(z.object({
    format: z.enum(statementFormats),
    name: z.string(),
    bytes: z.int(),
    sha256: z.string().meta({ description: "In hex." }),
    ...sums,
  })),
  manifest: z.string().meta({
    description:
      "All this as a JWS that anyone can verify with the public keys, with the end of the audit chain.",
  }),
  issued_at: z.string().meta({ format: "date-time", description: "RFC 3339, UTC." }),
}).meta({ id: "Statement" });
