import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { contractChecks } from "../../db/verify/contract_checks.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";

it("a contract that an operator suspended has that as its one reason, with its words and since when", async () => {
  const client = createClient({ url: ":memory:" });
  const all = await allMigrations(sandbox);
  const place = all.findIndex(({ name }) => name.startsWith("0038_"));
  expect(place).toBeGreaterThan(0);
  await migrate(client, all.slice(0, place));
  const contract = (id: string, state: string, reason: string) => `
    insert into contracts (contract_id, contract_code, signing_id, plan_id, plan_version, app_id,
      open_id, consumer_id, merchant_no, kind, title, per_transaction_limit, per_day_limit,
      fixed_merchant_nos, shared_with, channel, channel_contract_no, card_token, card_label, lang,
      signed_at, state, reason, version, chain)
    values ('${id}', 'c', 'sgn_1', 'pln_${id}', 1, 'app_1', 'o', 'con_1', '888000000000001', 'usage',
      '续杯', 1, 1, '[]', '[]', 'sandbox', 'n', 't', '卡', 'zh', 0, '${state}', ${reason}, 2, 'x');`;
  await client.executeMultiple(`
    insert into merchants (merchant_no, app_id, name, mode, products, return_urls, embed_origins,
      created_at, version)
    values ('888000000000001', 'app_1', '茶馆', 'test', '[]', '[]', '[]', 0, 1);
    insert into consumers (consumer_id, sealed_name, sealed_phone, sealed_id_number, created_at,
      version) values ('con_1', '', '', '', 0, 1);
    ${contract("ctr_1", "suspended", "'投诉处理中'")}
    ${contract("ctr_2", "active", "null")}
    insert into events (seq, subject_id, version, event_id, type, merchant_no, sequence, at, by, data)
    values (1, 'ctr_1', 1, 'evt_1', 'contract.signed', '888000000000001', 1, 5, 'clock', '{}'),
      (2, 'ctr_1', 2, 'evt_2', 'contract.suspended', '888000000000001', 2, 7, 'clock', '{}');`);
  await migrate(client, all);
  const { rows } = await client.execute(
    "select contract_id, suspensions from contracts order by contract_id",
  );
  const check = Object.entries(contractChecks).find(([name]) => name.includes("without a reason"));
  const broken = (await client.execute(check?.[1] ?? "")).rows;
  client.close();
  expect(rows.map((row) => [row["contract_id"], row["suspensions"]])).toEqual([
    ["ctr_1", JSON.stringify([{ reason: "operator", setAt: 7, text: "投诉处理中" }])],
    ["ctr_2", null],
  ]);
  expect(broken).toEqual([]);
});
