import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { settlementChecks } from "../../db/verify/settlement_checks.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";

it("a payout that one person recorded is one that can come back, and those of batches stay", async () => {
  const client = createClient({ url: ":memory:" });
  const all = await allMigrations(sandbox);
  const place = all.findIndex(({ name }) => name.startsWith("0044_"));
  expect(place).toBeGreaterThan(0);
  await migrate(client, all.slice(0, place));
  const act = JSON.stringify({
    kind: "pay_out_refund",
    of: "rfd_1",
    version: 4,
    amount: 500,
    masked: { bank: "江湾银行", lastFour: "0033", holder: "测**" },
    why: "付款人提供",
  });
  await client.executeMultiple(`
    pragma foreign_keys = off;
    insert into payouts (payout_id, settlement_id, run, account_id, fen, state, sent_at)
    values ('pyo_9', 'stl_9', 'prp_9', 'sac_9', 100, 'sent', 1);
    insert into refunds (refund_id, order_id, payment_id, merchant_no, merchant_refund_no, amount, cause,
      channel, channel_order_no, created_at, state, queries, ended_at, payout_reference, version, chain)
    values ('rfd_1', 'ord_1', 'pay_1', '888000000000001', 'R-1', 500, 'merchant', 'sandbox', '1', 0,
      'succeeded', 0, 5, 'BK-1', 6, 'x');
    insert into proposals (proposal_id, act, digest, proposed_by, proposed_at, expires_at, state,
      decided_by, decided_at, version)
    values ('prp_1', '${act}', 'd', 'stf_1', 1, 9, 'confirmed', 'stf_2', 2, 2);
    insert into events (seq, subject_id, version, event_id, type, merchant_no, sequence, at, by, data)
    values (1, 'rfd_1', 6, 'evt_1', 'refund.delivered', '888000000000001', 1, 1763600000000, 'clock',
      '{"delivered_by":"bank"}');`);
  await migrate(client, all);
  const { rows } = await client.execute(
    "select payout_id, refund_id, run, state, paid_on, reference, fen from payouts order by payout_id",
  );
  const check = Object.entries(settlementChecks).find(([name]) => name.includes("as its payouts"));
  const broken = (await client.execute(check?.[1] ?? "")).rows;
  client.close();
  expect(rows.map((row) => Object.values({ ...row }))).toEqual([
    ["pyo_1", "rfd_1", "prp_1", "paid", "2025-11-20", "BK-1", 500],
    ["pyo_9", null, "prp_9", "sent", null, null, 100],
  ]);
  expect(broken).toEqual([]);
});
