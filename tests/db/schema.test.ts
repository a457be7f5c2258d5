import { type Client, createClient } from "@libsql/client";
import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import * as sandboxSchema from "../../sandbox/tables/schema.ts";
import * as app from "../../db/app/table.ts";
import * as application from "../../db/application/table.ts";
import * as audit from "../../db/audit/table.ts";
import * as alarm from "../../db/alarm/table.ts";
import * as alert from "../../db/alert/table.ts";
import * as block from "../../db/block/table.ts";
import * as book from "../../db/book/table.ts";
import * as brand from "../../db/brand/table.ts";
import * as budget from "../../db/budget/table.ts";
import * as cardBinding from "../../db/card_binding/table.ts";
import * as cardholder from "../../db/cardholder/table.ts";
import * as channel from "../../db/channel/table.ts";
import * as channelFile from "../../db/channel_file/table.ts";
import * as claim from "../../db/claim/table.ts";
import * as complaint from "../../db/complaint/table.ts";
import * as connection from "../../db/connection/table.ts";
import * as consumer from "../../db/consumer/table.ts";
import * as contract from "../../db/contract/table.ts";
import * as deduction from "../../db/deduction/table.ts";
import * as dynamicCode from "../../db/dynamic_code/table.ts";
import * as engine from "../../db/engine/table.ts";
import * as enterprise from "../../db/enterprise/table.ts";
import * as walletApp from "../../db/wallet_app/table.ts";
import * as consent from "../../db/consent/table.ts";
import * as factor from "../../db/factor/table.ts";
import * as fee from "../../db/fee/table.ts";
import * as settlement from "../../db/settlement/table.ts";
import * as sharing from "../../db/sharing/table.ts";
import * as event from "../../db/event/table.ts";
import * as erasure from "../../db/erasure/table.ts";
import * as recovery from "../../db/recovery/table.ts";
import * as identity from "../../db/identity/table.ts";
import * as institution from "../../db/institution/table.ts";
import * as limit from "../../db/limit/table.ts";
import * as ownLimit from "../../db/own_limit/table.ts";
import * as link from "../../db/link/table.ts";
import * as merchant from "../../db/merchant/table.ts";
import * as message from "../../db/message/table.ts";
import * as openPlatform from "../../db/open_platform/table.ts";
import * as order from "../../db/order/table.ts";
import * as passkey from "../../db/passkey/table.ts";
import * as payment from "../../db/payment/table.ts";
import * as plan from "../../db/plan/table.ts";
import * as proposal from "../../db/proposal/table.ts";
import * as redelivery from "../../db/redelivery/table.ts";
import * as refund from "../../db/refund/table.ts";
import * as secret from "../../db/secret/table.ts";
import * as screen from "../../db/screen/table.ts";
import * as session from "../../db/session/table.ts";
import * as signature from "../../db/signature/table.ts";
import * as signing from "../../db/signing/table.ts";
import * as till from "../../db/till/table.ts";
import * as reconciliation from "../../db/reconciliation/table.ts";
import * as arrear from "../../db/arrear/table.ts";
import * as dispute from "../../db/dispute/table.ts";
import * as difference from "../../db/difference/table.ts";
import * as calendar from "../../db/calendar/table.ts";
import * as hold from "../../db/hold/table.ts";
import * as receipt from "../../db/receipt/table.ts";
import * as settlementBatch from "../../db/settlement_batch/table.ts";
import * as settlementTerms from "../../db/settlement_terms/table.ts";
import * as statement from "../../db/statement/table.ts";
import * as bankLine from "../../db/bank_line/table.ts";
import * as statementFile from "../../db/statement_file/table.ts";
import * as staff from "../../db/staff/table.ts";
import * as webhook from "../../db/webhook/table.ts";

/** Kept by what applies the migrations, not by the domain. */
const OWN_TABLES = new Set(["migrations"]);

let client: Client;

beforeAll(async () => {
  client = createClient({ url: ":memory:" });
  await migrate(client, await allMigrations(sandbox));
});

afterAll(() => client.close());

describe("schema", () => {
  it("has the tables and columns of the migrated database, with the same types", async () => {
    const { rows } = await client.execute(
      `SELECT t.name AS table_name, c.name, c.type, c."notnull" AS required, c.pk
       FROM pragma_table_list t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
    );
    const migrated = rows.filter((row) => !OWN_TABLES.has(String(row["table_name"]))).map((row) => {
      // The rowid of a table cannot be null though it does not say so.
      const required = row["required"] === 1 || (row["pk"] === 1 && row["type"] === "INTEGER");
      return `${row["table_name"]}.${row["name"]} ${row["type"]}${required ? " NOT NULL" : ""}`;
    });
    expect([...new Set(declaredColumns())].sort()).toEqual(migrated.sort());
  });

  it("consists of STRICT tables, so that no integer ever becomes something else", async () => {
    const { rows } = await client.execute(
      `SELECT name FROM pragma_table_list
       WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(rows.map((row) => row["name"])).toEqual([]);
  });

  it("has no REAL and no ANY column", async () => {
    const { rows } = await client.execute(
      `SELECT t.name || '.' || c.name AS name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.type NOT IN ('TEXT', 'INTEGER', 'BLOB')`,
    );
    expect(rows.map((row) => row["name"])).toEqual([]);
  });
});

function declaredColumns(): string[] {
  const tables = {
    ...channel,
    ...connection,
    ...channelFile,
    ...openPlatform,
    ...audit,
    ...consumer,
    ...identity,
    ...erasure,
    ...recovery,
    ...walletApp,
    ...consent,
    ...factor,
    ...session,
    ...contract,
    ...deduction,
    ...dynamicCode,
    ...engine,
    ...app,
    ...application,
    ...enterprise,
    ...settlement,
    ...fee,
    ...sharing,
    ...event,
    ...alarm,
    ...alert,
    ...block,
    ...book,
    ...brand,
    ...budget,
    ...cardBinding,
    ...claim,
    ...cardholder,
    ...complaint,
    ...institution,
    ...limit,
    ...ownLimit,
    ...link,
    ...merchant,
    ...message,
    ...order,
    ...passkey,
    ...payment,
    ...plan,
    ...proposal,
    ...redelivery,
    ...refund,
    ...secret,
    ...screen,
    ...till,
    ...signature,
    ...signing,
    ...staff,
    ...statement,
    ...statementFile,
    ...difference,
    ...calendar,
    ...hold,
    ...receipt,
    ...settlementBatch,
    ...settlementTerms,
    ...arrear,
    ...dispute,
    ...reconciliation,
    ...bankLine,
    ...webhook,
    ...sandboxSchema,
  };
  return Object.values(tables).flatMap((table) => {
    if (!is(table, SQLiteTable)) return [];
    const { name, primaryKeys } = getTableConfig(table);
    const keyed = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
    return Object.values(getTableColumns(table)).map((column) => {
      const required = column.notNull || column.primary || keyed.has(column.name);
      return `${name}.${column.name} ${column.getSQLType().toUpperCase()}${
        required ? " NOT NULL" : ""
      }`;
    });
  });
}
