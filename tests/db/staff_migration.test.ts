import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";

it("the migration to text messages and filed applications keeps every application and every mail", async () => {
  const client = createClient({ url: ":memory:" });
  const all = await allMigrations(sandbox);
  const place = all.findIndex(({ name }) => name.startsWith("0009_"));
  expect(place).toBeGreaterThan(0);
  await migrate(client, all.slice(0, place));
  await client.executeMultiple(`
    insert into merchants (merchant_no, app_id, name, mode, products, return_urls, embed_origins,
      created_at, version)
    values ('888000000000001', 'app_1', '总店', 'live', '[]', '[]', '[]', 0, 1);
    insert into staff (staff_id, role, state, alerts, created_at, version)
    values ('stf_1', 'admin', 'invited', '["own_account"]', 0, 1);
    insert into staff_mails (mail_id, staff_id, kind, type, subject_id, at, due_at, tries)
    values ('evt_1 stf_1', 'stf_1', 'own_account', 'staff.signed_in', 'stf_1', 1, 2, 3);
    insert into merchant_applications (application_id, version, parent_no, reference, name,
      licence_no, legal_name, products, return_urls, embed_origins, agreement_digest, masked,
      sealed, form_digest, state, rejection_reason, submitted_at, decided_at, app_name,
      app_agreement_digest, phone_digest)
    values ('apl_1', 1, '888000000000001', 'canal', '运河店', 'L', '运河', '["cashier"]', '[]', '[]',
      'a', '{}', 's', 'f', 'rejected', '执照看不清', 1, 2, '小程序', 'b', 'p'),
      ('apl_1', 2, '888000000000001', 'canal', '运河店', 'L', '运河', '[]', '[]', '[]',
      'a', '{}', 's2', 'f2', 'submitted', null, 3, null, null, null, null);`);
  const rowsOf = async (table: string) =>
    (await client.execute(`select * from ${table}`)).rows.map((row) => ({ ...row }));
  const before = await rowsOf("merchant_applications");
  await migrate(client, all);
  const after = await rowsOf("merchant_applications");
  const mails = await rowsOf("staff_alerts");
  const people = await rowsOf("staff");
  client.close();
  expect(after).toEqual(before.map((row) => ({ ...row, filed_by: null, decided_by: null })));
  expect(mails).toMatchObject([
    { alert_id: "evt_1 stf_1", way: "mail", due_at: 2, tries: 3 },
  ]);
  expect(people).toMatchObject([
    {
      alerts:
        '["own_account","credential_ends","difference_overdue","dispute_opened","dispute_due","dispute_decided","summary_differs"]',
      sms_alerts: "[]",
      sealed_phone: null,
    },
  ]);
});
