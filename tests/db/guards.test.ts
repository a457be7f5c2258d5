import { type Client, createClient } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Guards } from "../../core/event_spec.ts";
import {
  type AppId,
  type ConsumerId,
  type ContractId,
  type LinkId,
  merchantNo,
  type OrderId,
  type PlanId,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { migrate } from "../../db/engine/migrate.ts";
import { createWriter, type Writer } from "../../db/engine/writer.ts";
import { guardStatements } from "../../db/guards.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { join } from "node:path";
import { openDatabase } from "../../db/engine/client.ts";

let folder: string;
let client: Client;
let writer: Writer;

beforeAll(async () => {
  folder = await Deno.makeTempDir({ prefix: "guards" });
  const url = `file:${join(folder, "guards.db")}`;
  client = createClient({ url });
  await migrate(client, await allMigrations(sandbox));
  await client.executeMultiple(`
    insert into merchants (merchant_no, app_id, name, mode, products, return_urls,
      embed_origins, created_at, version)
    values ('888000000000001', 'app_1', '清风茶馆', 'test', '[]', '[]', '[]', 0, 1);
    insert into links (link_id, merchant_no, subject, state, created_at, version)
    values ('lnk_active', '888000000000001', '茶', 'active', 0, 1),
      ('lnk_paused', '888000000000001', '茶', 'paused', 0, 1);`);
  const database = await openDatabase({ url, createClient });
  writer = createWriter({ kind: "file", openClient: database.openWriterClient, onAlarm: () => {} });
});

afterAll(async () => {
  await writer.close();
  client.close();
  await Deno.remove(folder, { recursive: true });
});

/** Facts about rows that are not there, and whether they hold all the same. */
const absent: { readonly [G in keyof Guards]: readonly [Guards[G], boolean] } = {
  merchants_active: [[merchantNo("888000000000001"), merchantNo("888000000000009")], false],
  products_within: [{ merchantNo: merchantNo("888000000000009"), products: ["cashier"] }, false],
  children_within: [{ merchantNo: merchantNo("888000000000009"), products: [] }, true],
  children_at_most: [{ merchantNo: merchantNo("888000000000009"), max: 1 }, true],
  enterprise_not_stopped: ["ent_none", false],
  enterprise_has_active: [{ enterpriseId: "ent_none", count: 0 }, true],
  children_closed: [merchantNo("888000000000009"), true],
  keys_revoked: [merchantNo("888000000000009"), true],
  merchant_not_closed: [merchantNo("888000000000009"), false],
  order_open: ["ord_none" as OrderId, false],
  channel_open: ["unionpay", true],
  link_active: ["lnk_none" as LinkId, false],
  plan_approved: [{ planId: "pln_none" as PlanId, version: 1 }, false],
  contract_active: ["ctr_none" as ContractId, false],
  card_bound: ["bnd_none", false],
  charging_is: [
    { consumerId: "con_none", chargingClosedAt: undefined, phoneLostAt: undefined },
    false,
  ],
  all_suspended_for: [{ consumerId: "con_none", reason: "phone_lost" }, true],
  none_suspended_for: [{ consumerId: "con_none", reason: "phone_lost" }, true],
  phone_not_lost: ["con_none", false],
  not_erased: ["con_none", true],
  cardholder_kept: ["chd_none", false],
  card_bindings_at_most: [{ consumerId: "con_none", max: 1 }, true],
  payer_not_blocked: [{ consumerId: "con_none", cards: ["none"] }, true],
  people_digested: [true, true],
  within_own_limits: [
    {
      consumerId: "con_none",
      contractId: "ctr_none" as ContractId,
      day: "2026-11-20" as BusinessDay,
      fen: 1,
    },
    true,
  ],
  within_own_payments: [
    { account: "con_none", scope: "test", day: "2026-11-20" as BusinessDay, fen: 1 },
    true,
  ],
  not_lowered: [{ account: "con_none", at: instant(0) }, true],
  nothing_left: ["con_none", true],
  identity_movable: [{ issuer: "phone", subject: "none", consumerId: "con_none" }, false],
  phone_quiet: [{ subject: "none", silentSince: instant(0) }, false],
  sharing_in_force: [{ agreementId: "agr_none", day: "2026-11-20" as BusinessDay }, false],
  acting_agreed: [{ agreementId: "agr_none", day: "2026-11-20" as BusinessDay }, false],
  not_signed_yet: [
    {
      consumerId: "con_none" as ConsumerId,
      appId: "app_none" as AppId,
      planId: "pln_none" as PlanId,
      replaces: undefined,
      channel: "sandbox",
    },
    true,
  ],
  deduction_notices_per_day: [
    { contractId: "ctr_none" as ContractId, since: instant(0), max: 1 },
    true,
  ],
  not_announced_yet: [
    {
      contractId: "ctr_none" as ContractId,
      merchantNo: merchantNo("888000000000009"),
      amount: cny(1),
      subject: "茶",
      chargeAt: undefined,
      recordedAt: instant(0),
    },
    true,
  ],
  no_key_yet: [merchantNo("888000000000009"), true],
  keys_at_most: [{ merchantNo: merchantNo("888000000000009"), max: 1 }, true],
  endpoints_at_most: [{ merchantNo: merchantNo("888000000000009"), max: 1 }, true],
  screens_at_most: [{ merchantNo: merchantNo("888000000000009"), max: 1 }, true],
  endpoint_enabled: ["whe_none", false],
  not_on_its_way: [{ endpointId: "whe_none", eventSeq: 1 }, true],
  head_remains: [
    { merchantNo: merchantNo("888000000000009"), headRole: "owner", staffId: "stf_none" },
    false,
  ],
  staff_at_most: [{ merchantNo: undefined, max: 1 }, true],
  nobody_yet: [{ merchantNo: undefined }, true],
  proposals_at_most: [{ place: undefined, now: instant(0), max: 1 }, true],
  phone_code_waits: [{ staffId: "stf_none", digest: "" }, false],
  signing_code_waits: [
    { signingId: "sgn_none", consumerId: "con_none" as ConsumerId, digest: "" },
    false,
  ],
  session_open: ["ses_none", false],
  till_unlocked: ["ses_none", false],
  till_refunds_at_most: [
    { screenId: "scr_none", from: instant(0), to: instant(1), fen: 1 },
    false,
  ],
  refund_reserved_is: [{ of: { deductionId: "ded_none" }, fen: 0 }, false],
  refunded_is: [{ of: { deductionId: "ded_none" }, fen: 0 }, false],
  refund_covered: [
    {
      payee: merchantNo("888000000000009"),
      paidId: "pay_none",
      fen: 1,
      day: "2026-11-20" as BusinessDay,
    },
    true,
  ],
  settlement_waiting_is: [
    {
      merchantNo: merchantNo("888000000000009"),
      day: "2026-11-20" as BusinessDay,
      items: 0,
      fen: 0,
      fee: 0,
    },
    true,
  ],
  hold_is: [
    { merchantNo: merchantNo("888000000000009"), holdId: undefined, taken: 0 },
    true,
  ],
  payout_allowed: [
    {
      merchantNo: merchantNo("888000000000009"),
      accountOf: merchantNo("888000000000009"),
      accountId: "sac_none",
    },
    false,
  ],
  not_being_repaid: ["arr_01KAG8M0000000000000000001", true],
  attempts_at_most: [{ orderId: "ord_none" as OrderId, max: 1 }, true],
};

describe("a guard", () => {
  it("refuses by its own name where the row it asks about is missing, unless it asks for none", async () => {
    for (const [guard, [facts, holds]] of Object.entries(absent)) {
      const verdict = await writer.write({ statements: guardStatements({ [guard]: facts }) });
      expect([guard, verdict.type === "refused" ? verdict.constraint : verdict.type])
        .toEqual([guard, holds ? "committed" : guard]);
    }
  });

  it("refuses one more than there may be", async () => {
    const limits = [
      "children_at_most",
      "keys_at_most",
      "endpoints_at_most",
      "screens_at_most",
      "staff_at_most",
      "proposals_at_most",
      "attempts_at_most",
    ];
    for (const guard of limits) {
      const [facts] = absent[guard as keyof Guards];
      const full = { [guard]: { ...facts as object, max: 0 } };
      expect(await writer.write({ statements: guardStatements(full) }))
        .toEqual({ type: "refused", constraint: guard });
    }
  });

  it("refuses what is there in another state, and leaves no row where it holds", async () => {
    const ask = async (link: LinkId) =>
      (await writer.write({ statements: guardStatements({ link_active: link }) })).type;
    expect([await ask("lnk_active"), await ask("lnk_paused")]).toEqual(["committed", "refused"]);
    const { rows } = await client.execute("select count(*) as n from guards");
    expect(rows[0]?.["n"]).toBe(0);
  });
});
