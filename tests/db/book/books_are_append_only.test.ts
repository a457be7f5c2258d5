import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tempFolder } from "../../support/server.ts";
import { type TestApp, testApp } from "../../support/test_app.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let app: TestApp;
let client: Client;
beforeAll(async () => {
  folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl: url });
  client = createClient({ url });
  const order = { merchant_order_no: "T-1", amount: 8_800, subject: "茶" };
  const { order_id } = await (await app.api("/v1/orders", { body: order })).json();
  const body = { outcome: "succeeded" };
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body });
  const refund = { merchant_refund_no: "R-1", amount: 800 };
  await app.api(`/v1/orders/${order_id}/refunds`, { body: refund });
});
afterAll(async () => {
  client.close();
  await app.close();
  await folder.remove();
});

const rule = (sql: string) =>
  client.execute(sql).then(() => "done", (error: Error) => error.message);

const transfer = (values: string) => `
  insert into book_transfers
  select subject_id, 9, version, ${values}, merchant_no, mode, at, of_subject_id, of_line
  from book_transfers where code = 'payment'`;
const end = (line: number, phase: string) => `
  insert into book_transfers select subject_id, ${line}, version, code, '${phase}', credit, debit, fen,
    merchant_no, mode, at, subject_id, 1
  from book_transfers where phase = 'pending'`;

describe("the books", () => {
  it.each([
    ["update book_transfers set fen = 1", "a transfer is never changed"],
    ["delete from book_transfers", "a transfer is never removed"],
    ["update book_entries set balance = 0", "an entry is never changed"],
    ["delete from book_entries", "an entry is never removed"],
    [transfer("code, phase, debit, debit, fen"), "transfer_moves"],
    [transfer("code, phase, debit, credit, 0"), "fen > 0"],
    [transfer("code, phase, debit, credit, -1"), "fen > 0"],
    [transfer("code, 'voids', debit, credit, fen"), "what_ends_has_its_pending"],
    [
      "insert into book_transfers select subject_id, 9, 99, code, phase, debit, credit, fen, merchant_no, mode, at, null, null from book_transfers",
      "FOREIGN KEY",
    ],
  ])("refuse %s", async (sql, reason) => {
    expect(await rule(sql)).toContain(reason);
  });

  it("end what is pending once", async () => {
    await app.settle();
    expect(await rule(end(7, "voids"))).toContain("UNIQUE constraint failed");
  });
});
