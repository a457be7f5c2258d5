import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { deliveryChecks } from "../../db/verify/delivery_checks.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";

it("the migration to rounds keeps every delivery and attempt, and says what each attempt made of it", async () => {
  const client = createClient({ url: ":memory:" });
  const all = await allMigrations(sandbox);
  const place = all.findIndex(({ name }) => name.startsWith("0011_"));
  expect(place).toBeGreaterThan(0);
  await migrate(client, all.slice(0, place));
  await client.executeMultiple(`
    insert into merchants (merchant_no, app_id, name, mode, products, return_urls, embed_origins,
      created_at, version)
    values ('888000000000001', 'app_1', '茶馆', 'test', '[]', '[]', '[]', 0, 1);
    insert into endpoints (endpoint_id, merchant_no, url, event_types, merchant_nos, state,
      created_at, version)
    values ('whe_1', '888000000000001', 'https://shop.example', '[]', '[]', 'enabled', 0, 1);
    insert into events (seq, subject_id, version, event_id, type, merchant_no, sequence, at, by, data)
    values (7, 'ctr_1', 1, 'evt_1', 'contract.resumed', '888000000000001', 1, 0, 'clock', '{}'),
      (8, 'ctr_1', 2, 'evt_2', 'contract.suspended', '888000000000001', 2, 0, 'clock', '{}');
    insert into deliveries (delivery_id, event_seq, event_id, endpoint_id, merchant_no, subject_id,
      state, attempts, tries, replay, next_attempt_at, last_status, created_at)
    values ('dlv_1', 7, 'evt_1', 'whe_1', '888000000000001', 'ctr_1', 'exhausted', 2, 2, 0, null, 500, 1),
      ('dlv_2', 8, 'evt_2', 'whe_1', '888000000000001', 'ctr_1', 'due', 2, 1, 1, 9, 500, 2);
    insert into delivery_attempts (delivery_id, number, at, took_ms, status, answer)
    values ('dlv_1', 1, 10, 5, 500, 'busy'), ('dlv_1', 2, 20, 5, 500, null),
      ('dlv_2', 1, 15, 5, 204, null), ('dlv_2', 2, 30, 5, 500, null);`);
  await migrate(client, all);
  const { rows: deliveries } = await client.execute(
    `select delivery_id, round, trigger, original_id, late, state, attempts, next_attempt_at
      from deliveries order by delivery_id`,
  );
  const { rows: attempts } = await client.execute(
    `select delivery_id, number, merchant_no, endpoint_id, event_type, state, at, status, answer
      from delivery_attempts order by seq`,
  );
  const broken: string[] = [];
  for (const [promise, sql] of Object.entries(deliveryChecks)) {
    if ((await client.execute(sql)).rows.length > 0) broken.push(promise);
  }
  client.close();
  const first = { round: 1, trigger: "automatic", original_id: null, late: 0, attempts: 2 };
  expect(deliveries).toMatchObject([
    { delivery_id: "dlv_1", ...first, state: "exhausted", next_attempt_at: null },
    { delivery_id: "dlv_2", ...first, state: "due", next_attempt_at: 9 },
  ]);
  const of = { merchant_no: "888000000000001", endpoint_id: "whe_1" };
  const [resumed, suspended] = ["contract.resumed", "contract.suspended"];
  expect(attempts).toMatchObject([
    { ...of, delivery_id: "dlv_1", number: 1, event_type: resumed, state: "due", answer: "busy" },
    { ...of, delivery_id: "dlv_2", number: 1, event_type: suspended, state: "delivered" },
    { ...of, delivery_id: "dlv_1", number: 2, event_type: resumed, state: "exhausted" },
    { ...of, delivery_id: "dlv_2", number: 2, event_type: suspended, state: "due" },
  ]);
  expect(broken).toEqual([]);
});
