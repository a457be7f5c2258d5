import { and, eq, type SQL, sql } from "drizzle-orm";
import type { KeyWithActor, MerchantStore, TreeStore } from "../../core/merchant/merchant_store.ts";
import type { AppId, EnterpriseId, MerchantNo } from "../../core/id.ts";
import type { Merchant, MerchantStanding, Product } from "../../core/merchant/merchant.ts";
import type { MerchantKey, Scope } from "../../core/merchant/merchant_key.ts";
import { KEY_ID_DIGITS, type SecretKeyHint } from "../../core/merchant/secret_key.ts";
import type { Query, Row } from "../../core/query.ts";
import { instant, milliseconds } from "../../core/time.ts";
import { forCaller } from "./caller.ts";
import { events } from "../event/table.ts";
import { forClock } from "./clock.ts";
import { searching, stretchOf } from "./searching.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, nested, pack, type Packing, packWith } from "../engine/packed.ts";
import { merchantKeys, merchants, secretKeys } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

export function readMerchant(row: Row, prefix = ""): Merchant {
  const columns = new Columns(row, prefix);
  return {
    merchantNo: columns.text("merchant_no") as MerchantNo,
    parentNo: columns.textOrNone("parent_no") as MerchantNo | undefined,
    appId: columns.text("app_id") as AppId,
    testOf: columns.textOrNone("test_of") as MerchantNo | undefined,
    enterpriseId: columns.textOrNone("enterprise_id") as EnterpriseId | undefined,
    reference: columns.textOrNone("reference"),
    name: columns.text("name"),
    mode: columns.text("mode") as Merchant["mode"],
    channel: columns.textOrNone("channel") as Merchant["channel"],
    ...(columns.int("on_trial") === 1 ? { onTrial: true } : {}),
    products: columns.list("products") as readonly Product[],
    returnUrls: columns.list("return_urls"),
    embedOrigins: columns.list("embed_origins"),
    brand: columns.jsonOrNone("brand"),
    clockOffset: milliseconds(columns.int("clock_offset_ms")),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    ...readStanding(columns),
  };
}

function readStanding(columns: Columns): MerchantStanding {
  const state = columns.text("state") as MerchantStanding["state"];
  if (state === "active") return { state };
  const [reason, at] = [columns.text("state_reason"), instant(columns.int("state_at"))];
  return state === "suspended"
    ? { state, reason, suspendedAt: at }
    : { state, reason, closedAt: at };
}

function readKey(row: Row): MerchantKey {
  const columns = new Columns(row);
  const retireAt = columns.intOrNone("retire_at");
  const lastSignedAt = columns.intOrNone("last_signed_at");
  return {
    kid: columns.text("kid"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    alg: columns.text("alg") as MerchantKey["alg"],
    jwk: columns.text("jwk"),
    state: columns.text("state") as MerchantKey["state"],
    scopes: columns.list("scopes") as readonly Scope[],
    lastSignedAt: lastSignedAt === undefined ? undefined : instant(lastSignedAt),
    notBefore: instant(columns.int("not_before")),
    retireAt: retireAt === undefined ? undefined : instant(retireAt),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
  };
}

const OWN_CLOCKS_MAX = 10_000;
const KEYS_MAX = 1_000;

const merchantRow = pack([merchants, ""]);
const keyRow = pack([merchantKeys, ""]);

const where = (condition: SQL) => build.select(merchantRow.fields).from(merchants).where(condition);
const at = sql.placeholder;

const calling = forCaller((merchantNo) => where(eq(merchants.merchantNo, merchantNo)));
const byNo = prepare(where(eq(merchants.merchantNo, at("merchantNo"))));
const ofOrder = prepare(where(
  sql`${merchants.merchantNo} = (select merchant_no from orders where order_id = ${at("orderId")})`,
));
const ofPayment = prepare(where(
  sql`${merchants.merchantNo} = (select merchant_no from payments where channel_order_no = ${
    at("no")
  })`,
));
const ofRefund = prepare(where(
  sql`${merchants.merchantNo} = (select merchant_no from refunds where channel_order_no = ${
    at("no")
  })`,
));
const ofKey = prepare(where(
  sql`${merchants.merchantNo} = (select merchant_no from merchant_keys where kid = ${at("kid")})`,
));
const withOwnClock = prepare(
  where(sql`${merchants.clockOffsetMs} <> 0`).limit(OWN_CLOCKS_MAX),
);
const windingUp = prepare(where(sql`winding_up = 1`).limit(at("max")));
const openChild = prepare(
  where(sql`${merchants.parentNo} = ${at("merchantNo")} and state <> 'closed'`).limit(1),
);
const woundUp = prepare(
  build.update(merchants).set({ windingUp: sql`0` })
    .where(eq(merchants.merchantNo, at("merchantNo"))),
);
const testNumberOf = prepare(where(sql`test_of = ${at("merchantNo")}`));
const countAll = prepare(build.select({ n: sql`count(*)`.as("n") }).from(merchants));
const key = prepare(
  build.select(keyRow.fields).from(merchantKeys).where(eq(merchantKeys.kid, at("kid"))),
);
const keysOf = forCaller((merchantNo) =>
  build.select(keyRow.fields).from(merchantKeys).where(eq(merchantKeys.merchantNo, merchantNo))
    .orderBy(sql`kid desc`).limit(KEYS_MAX)
);
const sameKey = forCaller<{ jwk: string }>((merchantNo) =>
  build.select(keyRow.fields).from(merchantKeys)
    .where(and(eq(merchantKeys.merchantNo, merchantNo), eq(merchantKeys.jwk, at("jwk"))))
);
const byRow: Packing = {
  columns: ["by"],
  fields: { row: sql`json_array(${events.by})`.as("row") },
};
const keyWithActor = packWith(
  [[merchantKeys, ""]],
  "added",
  build.select(byRow.fields).from(events)
    .where(sql`${events.subjectId} = ${merchantKeys.kid} and ${events.version} = 1`),
);
const searchKeys = searching({
  select: (condition, order) =>
    build.select(keyWithActor.fields).from(merchantKeys).where(condition).orderBy(order)
      .limit(at("limit")),
  id: merchantKeys.kid,
  createdAt: merchantKeys.createdAt,
  merchantNo: merchantKeys.merchantNo,
  ofMerchant: {},
  ofParent: {},
  state: merchantKeys.state,
  looked: {},
});

function readKeyWithActor(row: Row): KeyWithActor {
  const [added] = nested(byRow, row, "added");
  return { key: readKey(row), addedBy: added ? new Columns(added).text("by") : "" };
}

const SECRET_KEYS_READ_MAX = 100;
const secretKeyRow = pack([secretKeys, ""]);
const secretKeysOf = prepare<{ merchantNo: string }>(
  build.select(secretKeyRow.fields).from(secretKeys)
    .where(sql`merchant_no = ${at("merchantNo")} and revoked_at is null`)
    .orderBy(sql`rowid desc`).limit(SECRET_KEYS_READ_MAX),
);

function readSecretKey(row: Row): SecretKeyHint {
  const columns = new Columns(row);
  const digest = columns.text("digest");
  return {
    keyId: digest.slice(0, KEY_ID_DIGITS),
    digest,
    hint: columns.text("hint"),
    createdAt: instant(columns.int("created_at")),
  };
}

const toRetire = forClock(
  merchantKeys.merchantNo,
  (whose) =>
    build.select(keyRow.fields).from(merchantKeys)
      .where(sql`state = 'active' and retire_at <= ${at("now")} and ${whose}`)
      .orderBy(sql`retire_at`).limit(at("max")),
);

export const merchantStore: Omit<MerchantStore, keyof TreeStore> = {
  calling: (caller) => first(merchantRow, calling(caller, {}), readMerchant),
  byNo: (merchantNo) => first(merchantRow, byNo({ merchantNo }), readMerchant),
  ofOrder: (orderId) => first(merchantRow, ofOrder({ orderId }), readMerchant),
  ofPayment: (no) => first(merchantRow, ofPayment({ no }), readMerchant),
  ofRefund: (no) => first(merchantRow, ofRefund({ no }), readMerchant),
  ofKey: (kid) => first(merchantRow, ofKey({ kid }), readMerchant),
  withOwnClock: () => all(merchantRow, withOwnClock({}), readMerchant),
  windingUp: (max) => all(merchantRow, windingUp({ max }), readMerchant),
  woundUp: (merchantNo) => ({ statements: [woundUp({ merchantNo })], fleeting: true }),
  openChild: (merchantNo) => first(merchantRow, openChild({ merchantNo }), readMerchant),
  testNumberOf: (merchantNo) => first(merchantRow, testNumberOf({ merchantNo }), readMerchant),
  count: (): Query<number> => ({
    statement: countAll({}),
    read: (rows) => Number(rows[0]?.["n"] ?? 0),
  }),
  key: (kid) => first(keyRow, key({ kid }), readKey),
  keysOf: (caller) => all(keyRow, keysOf(caller, {}), readKey),
  sameKey: (caller, jwk) => first(keyRow, sameKey(caller, { jwk }), readKey),
  secretKeysOf: (merchantNo) => all(secretKeyRow, secretKeysOf({ merchantNo }), readSecretKey),
  searchKeys: (caller, page, state) =>
    stretchOf(searchKeys(caller, page, { state }), keyWithActor, readKeyWithActor),
  keysToRetire: (now, merchantNo, max) => all(keyRow, toRetire(merchantNo, { now, max }), readKey),
};
