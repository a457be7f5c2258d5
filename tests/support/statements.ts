import { expect } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { merchantNo } from "../../core/id.ts";
import type { statementResource } from "../../core/statement/statement_resource.ts";
import { manifestNameOf } from "../../core/statement/statement_names.ts";
import type { Folder } from "../../core/statement/verify/verify_statements.ts";
import { businessDay, days } from "../../core/time.ts";
import type { ApiInit, TestApp, TestMerchant } from "./test_app.ts";

/** What the acquirer takes of any card: 0.2 %. */
const acquirer = {
  debit: { millionths: 2_000, capFen: undefined },
  credit: { millionths: 2_000, capFen: undefined },
};

/** From today on at this number. */
export async function agreedOnFees(app: TestApp, of: TestMerchant = app.merchant): Promise<void> {
  const agreed = await agreeFees(app.deps, {
    merchantNo: merchantNo(of.merchantNo),
    from: businessDay(app.clock.now()),
    feeClass: "standard",
    acquirer,
    by: byOperator,
  });
  expect(agreed.ok).toBe(true);
}

interface Sale {
  readonly no: string;
  readonly amount: number;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly key?: string;
}

/** An order that is paid; its id. */
export async function sold(app: TestApp, { no, amount, key, ...more }: Sale): Promise<string> {
  const body = {
    merchant_order_no: no,
    amount,
    subject: more.subject ?? "龙井",
    ...(more.metadata ? { metadata: more.metadata } : {}),
  };
  const caller: ApiInit = key === undefined ? {} : { key };
  const placed = await app.api("/v1/orders", { ...caller, body });
  expect(placed.status).toBe(201);
  const { order_id: orderId } = await placed.json();
  const paid = { body: { outcome: "succeeded" }, ...caller };
  expect((await app.api(`/v1/test_helpers/orders/${orderId}/payment`, paid)).status).toBe(200);
  return orderId;
}

export async function refunded(
  app: TestApp,
  orderId: string,
  { no, amount }: { readonly no: string; readonly amount: number },
): Promise<void> {
  const body = { merchant_refund_no: no, amount };
  expect((await app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
  await app.settle();
}

/** The day that is over then, in Asia/Shanghai. */
export async function dayOver(app: TestApp): Promise<string> {
  const day = businessDay(app.clock.now());
  app.clock.advance(days(1));
  await app.settle();
  return day;
}

type StatementAnswer = ReturnType<typeof statementResource>;

/** What the API says of the statement of a day. */
export async function statementOf(
  app: TestApp,
  day: string,
  query = "",
  key?: string,
): Promise<StatementAnswer> {
  const answer = await app.api(`/v1/statements/${day}${query}`, key === undefined ? {} : { key });
  expect(answer.status).toBe(200);
  return await answer.json();
}

/** The bytes of each of its files by its name, its manifest and the keys that verify it, as a merchant keeps them. */
export async function downloaded(
  app: TestApp,
  day: string,
  { scope = "own", key }: { readonly scope?: "own" | "rolled_up"; readonly key?: string } = {},
): Promise<Map<string, Uint8Array>> {
  const statement = await statementOf(app, day, `?scope=${scope}`, key);
  const kept = new Map<string, Uint8Array>();
  for (const { format, name } of statement.files) {
    const path = `/v1/statements/${day}?scope=${scope}&format=${format}`;
    const file = await app.api(path, key === undefined ? {} : { key });
    kept.set(name, new Uint8Array(await file.arrayBuffer()));
  }
  const name = manifestNameOf({ ...statement, merchantNo: statement.merchant_no });
  kept.set(name, new TextEncoder().encode(statement.manifest));
  return kept;
}

/** Such files as `verify_statement` reads them, in pieces. */
export function folderOf(files: ReadonlyMap<string, Uint8Array>, piece = 65_536): Folder {
  return {
    names: [...files.keys()],
    text: (name) => Promise.resolve(new TextDecoder().decode(files.get(name))),
    bytes: async function* (name) {
      const bytes = files.get(name) ?? new Uint8Array(0);
      for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
    },
  };
}
