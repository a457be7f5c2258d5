import { byOperator } from "../../core/actor.ts";
import type { ImportedStatement } from "../../core/statement_file/import_statement.ts";
import { importStatement } from "../../core/statement_file/import_statement.ts";
import { must } from "./fixtures.ts";
import { fileOf, given, type Line, zmRecord } from "./statement_files.ts";
import type { TestApp } from "./test_app.ts";

export interface SentPayment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly amount: number;
  /** What the channel knows it by. */
  readonly no: string;
}

let placed = 0;

/** An order of so many fen whose payment has this outcome. */
export async function sentPayment(
  app: TestApp,
  amount: number,
  outcome = "succeeded",
): Promise<SentPayment> {
  const body = { merchant_order_no: `F-${++placed}`, amount, subject: "茶" };
  const { order_id: orderId } = await (await app.api("/v1/orders", { body })).json();
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
  const [paymentId] = await app.deps.load({
    statement: { sql: "select payment_id from payments where order_id = ?", args: [orderId] },
    read: ([row]) => String(row?.["payment_id"]),
  });
  return { orderId, paymentId, amount, no: paymentId.slice(4) };
}

/** A merchant's detail file of that day (YYMMDD), as bytes. */
export function zmBytes(app: TestApp, lines: readonly Line[]): Uint8Array {
  const { merchantNo } = app.merchant;
  return fileOf(lines.map((line) => zmRecord({ merchantNo, ...line })));
}

export function zmName(app: TestApp, day = "261120"): string {
  return `INN${day}88ZM_${app.merchant.merchantNo}`;
}

export function importZm(
  app: TestApp,
  lines: readonly Line[],
  day?: string,
): Promise<ImportedStatement> {
  return importAs(app, { name: zmName(app, day), lines });
}

export async function importAs(
  app: TestApp,
  { name, lines }: { readonly name: string; readonly lines: readonly Line[] },
): Promise<ImportedStatement> {
  const done = await importStatement(app.deps, {
    file: given(name, zmBytes(app, lines), 100_000),
    beside: [],
    merchantNo: undefined,
    by: byOperator,
  });
  return must(done)[0]!;
}
