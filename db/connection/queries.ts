import { eq, sql } from "drizzle-orm";
import type { Access, Connection, Credential } from "../../core/connection/connection.ts";
import type { ConnectionStore } from "../../core/connection/connection_store.ts";
import type { Sample } from "../../core/connection/sample.ts";
import type { MerchantNo, OrderId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { orders } from "../order/table.ts";
import { connections, credentials } from "./table.ts";

function readCredential(row: Row): Credential {
  const columns = new Columns(row);
  return {
    name: columns.text("name"),
    mode: columns.text("mode") as Credential["mode"],
    gatewayUrl: columns.text("gateway_url"),
    roots: columns.text("roots"),
    sealedKeys: columns.text("sealed_keys"),
    endsAt: columns.intOrNone("ends_at") as Credential["endsAt"],
    version: columns.int("version"),
  };
}

function readConnection(row: Row): Connection {
  const columns = new Columns(row);
  return {
    merchantNo: columns.text("merchant_no") as MerchantNo,
    credential: columns.text("credential"),
    merId: columns.text("mer_id"),
    access: columns.json<Access>("access"),
    openApp: columns.textOrNone("open_app"),
    tokenRequestor: columns.textOrNone("token_requestor"),
  };
}

const at = sql.placeholder;
const connectionRow = pack([connections, ""]);
const credentialRow = pack([credentials, ""]);
const orderRow = pack([orders, ""]);

const of = prepare(
  build.select(connectionRow.fields).from(connections)
    .where(eq(connections.merchantNo, at("merchantNo"))),
);
const byName = prepare(
  build.select(credentialRow.fields).from(credentials).where(eq(credentials.name, at("name"))),
);
const ofMerchant = prepare(
  build.select(credentialRow.fields).from(credentials).where(
    sql`${credentials.name} = (
      select credential from connections where merchant_no = ${at("merchantNo")}
    )`,
  ),
);

const ENDS_MAX = 200;
const ends = prepare(
  build.select(credentialRow.fields).from(credentials).where(sql`${credentials.endsAt} is not null
    and exists (select 1 from connections where credential = ${credentials.name})`)
    .limit(ENDS_MAX),
);
// A range of the numbers, so that it stays one look however many orders there are.
const trial = prepare(
  build.select(orderRow.fields).from(orders).where(sql`${orders.merchantNo} = ${at("merchantNo")}
    and ${orders.merchantOrderNo} >= 'trial-' and ${orders.merchantOrderNo} < 'trial.'
    and ${orders.amount} = 1`)
    .orderBy(sql`${orders.merchantOrderNo} desc`).limit(1),
);
const LOOK_BACK = 500;
const SAMPLES = `with paid as (
  select flow as kind, channel_order_no, channel_txn_no, amount, sent_at from (
    select * from payments where merchant_no = ?1 order by payment_id desc limit ${LOOK_BACK})
  where channel = 'unionpay' and state = 'succeeded'
  union all select 'refund', channel_order_no, channel_txn_no, amount, sent_at from (
    select * from refunds where merchant_no = ?1 order by refund_id desc limit ${LOOK_BACK})
  where channel = 'unionpay' and state = 'succeeded'
  union all select 'deduction', channel_order_no, channel_txn_no, amount, sent_at from (
    select * from deductions where merchant_no = ?1 order by deduction_id desc limit ${LOOK_BACK})
  where channel = 'unionpay' and state = 'succeeded')
select kind, channel_order_no, channel_txn_no, amount, max(sent_at) as sent_at
from paid group by kind order by kind`;

function readSample(row: Row): Sample {
  const columns = new Columns(row);
  return {
    kind: columns.text("kind"),
    channelOrderNo: columns.text("channel_order_no"),
    channelTxnNo: columns.textOrNone("channel_txn_no") ?? "",
    amount: cny(columns.int("amount")),
    at: instant(columns.intOrNone("sent_at") ?? 0),
  };
}

export const connectionStore: ConnectionStore = {
  of: (merchantNo) => first(connectionRow, of({ merchantNo }), readConnection),
  credentialOf: (merchantNo) => first(credentialRow, ofMerchant({ merchantNo }), readCredential),
  credential: (name) => first(credentialRow, byName({ name }), readCredential),
  ends: () =>
    all(credentialRow, ends({}), (row) => {
      const { name, endsAt } = readCredential(row);
      return { name: `UnionPay ${name}`, endsAt: endsAt ?? instant(0) };
    }),
  trial: (merchantNo) =>
    first(orderRow, trial({ merchantNo }), (row) => new Columns(row).text("order_id") as OrderId),
  samples: (merchantNo) => ({
    statement: { sql: SAMPLES, args: [merchantNo] },
    read: (rows) => rows.map(readSample),
  }),
};
