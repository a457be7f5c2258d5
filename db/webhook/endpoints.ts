import { and, asc, eq, getTableColumns, ne, type SQL, sql } from "drizzle-orm";
import type { EndpointId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import {
  ATTEMPTS_LOOKED_MAX,
  type EndpointHealth,
  WAITING_MAX,
} from "../../core/webhook/endpoint_health.ts";
import type { DisabledReason, Endpoint, EndpointSecret } from "../../core/webhook/endpoint.ts";
import type { EndpointStore, Subscriber, Subscription } from "../../core/webhook/endpoint_store.ts";
import { forCaller } from "../merchant/caller.ts";
import { Columns } from "../engine/columns.ts";
import { readMerchant } from "../merchant/queries.ts";
import { all, first } from "../engine/query.ts";
import { merchants } from "../merchant/table.ts";
import { endpoints } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

function readEndpoint(row: Row): Endpoint {
  const columns = new Columns(row);
  const failingSince = columns.intOrNone("failing_since");
  return {
    ...readSubscriber(row),
    url: columns.text("url"),
    failingSince: failingSince === undefined ? undefined : instant(failingSince),
    failuresInRow: columns.int("failures_in_row"),
    disabledReason: columns.textOrNone("disabled_reason") as DisabledReason | undefined,
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    secrets: columns.json<readonly SecretRow[]>("secrets").map(readSecret),
  };
}

function readSubscriber(row: Row): Subscriber {
  const columns = new Columns(row);
  return {
    endpointId: columns.text("endpoint_id") as EndpointId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    eventTypes: columns.json("event_types"),
    merchantNos: columns.json("merchant_nos"),
    state: columns.text("state") as Endpoint["state"],
  };
}

type SecretRow = readonly [
  number: number,
  sealedSecret: string,
  sealedPrivateKey: string,
  publicKey: string,
  createdAt: number,
  expiresAt: number | null,
];

function readSecret(row: SecretRow): EndpointSecret {
  const [number, sealedSecret, sealedPrivateKey, publicKey, createdAt, expiresAt] = row;
  return {
    number,
    sealedSecret,
    sealedPrivateKey,
    publicKey,
    createdAt: instant(createdAt),
    expiresAt: expiresAt === null ? undefined : instant(expiresAt),
  };
}

// The newest few: older ones never sign, and a merchant that rotates daily should not be loaded with all of them.
const secrets = sql<string>`(
  select json_group_array(json_array(
    number, sealed_secret, sealed_private_key, public_key, created_at, expires_at
  )) from (
    select * from endpoint_secrets s where s.endpoint_id = endpoints.endpoint_id
    order by s.number desc limit 10
  )
)`.as("secrets");

const at = sql.placeholder;
const select = (where: SQL | undefined) =>
  build.select({ ...getTableColumns(endpoints), secrets }).from(endpoints).where(where)
    .orderBy(asc(endpoints.endpointId));

const present = ne(endpoints.state, sql`'deleted'`);
const ownById = forCaller<{ endpointId: string }>((merchantNo) =>
  select(and(
    eq(endpoints.endpointId, at("endpointId")),
    eq(endpoints.merchantNo, merchantNo),
    present,
  ))
);
const byId = prepare(select(eq(endpoints.endpointId, at("endpointId"))));
const byIds = prepare(
  select(sql`${endpoints.endpointId} in (select value from json_each(${at("endpointIds")}))`),
);
const list = forCaller((merchantNo) => select(and(eq(endpoints.merchantNo, merchantNo), present)));
const owner = prepare(
  build.select().from(merchants).where(
    sql`${merchants.merchantNo} = (select merchant_no from endpoints where endpoint_id = ${
      at("endpointId")
    })`,
  ),
);

const newest = sql`select a.at, a.took_ms, a.state from delivery_attempts a
  where a.endpoint_id = endpoints.endpoint_id order by a.seq desc limit ${at("looked")}`;
const health = forCaller<{ since: number; looked: number; waiting: number }>((merchantNo) =>
  build.select({
    endpointId: endpoints.endpointId,
    lastSuccess: sql`(
      select at from (${newest}) where state = 'delivered' limit 1
    )`.as("last_success"),
    p95: sql`(
      select took_ms from (
        select took_ms, row_number() over (order by took_ms) as place, count(*) over () as n
        from (${newest}) where at >= ${at("since")}
      ) where place = (n * 95 + 99) / 100
    )`.as("p95"),
    waiting: sql`(
      select count(*) from (
        select 1 from deliveries d where d.endpoint_id = endpoints.endpoint_id and d.state = 'due'
        limit ${at("waiting")}
      )
    )`.as("waiting"),
  }).from(endpoints).where(and(eq(endpoints.merchantNo, merchantNo), present))
);

function readHealth(row: Row): EndpointHealth {
  const columns = new Columns(row);
  const lastSuccessAt = columns.intOrNone("last_success");
  return {
    endpointId: columns.text("endpoint_id") as EndpointId,
    lastSuccessAt: lastSuccessAt === undefined ? undefined : instant(lastSuccessAt),
    p95: columns.intOrNone("p95"),
    waiting: columns.int("waiting"),
  };
}

function subscriptions(merchantNos: readonly MerchantNo[]): Statement {
  return {
    sql: `with recursive line (about, merchant_no) as (
        select value, value from json_each(?1)
        union
        select line.about, m.parent_no from line
        join merchants m on m.merchant_no = line.merchant_no
        where m.parent_no is not null
      )
      select line.about, e.endpoint_id, e.merchant_no, e.event_types, e.merchant_nos, e.state
      from line cross join endpoints e on e.merchant_no = line.merchant_no
      where e.state <> 'deleted' and e.state = 'enabled'
      order by e.endpoint_id`,
    args: [JSON.stringify(merchantNos)],
  };
}

const family = forCaller<{ nos: string }>((merchantNo) =>
  build.select({ about: sql`line.about`.as("about") }).from(
    sql`(with recursive line (about, merchant_no) as (
      select value, value from json_each(${at("nos")})
      union
      select line.about, m.parent_no from line
      join merchants m on m.merchant_no = line.merchant_no
      where m.parent_no is not null
    ) select * from line) as line`,
  ).where(sql`line.merchant_no = ${merchantNo}`)
);

export const endpointStore: EndpointStore = {
  ownById: (caller, endpointId) => first(ownById(caller, { endpointId }), readEndpoint),
  byId: (endpointId) => first(byId({ endpointId }), readEndpoint),
  byIds: (endpointIds) => all(byIds({ endpointIds: JSON.stringify(endpointIds) }), readEndpoint),
  owner: (endpointId) => first(owner({ endpointId }), readMerchant),
  list: (caller) => all(list(caller, {}), readEndpoint),
  health: (caller, since) => {
    const bounds = { looked: ATTEMPTS_LOOKED_MAX, waiting: WAITING_MAX + 1 };
    return all(health(caller, { since, ...bounds }), readHealth);
  },
  family: (caller, merchantNos) =>
    all(
      family(caller, { nos: JSON.stringify(merchantNos) }),
      (row) => new Columns(row).text("about") as MerchantNo,
    ),
  subscriptions: (merchantNos) =>
    all(subscriptions(merchantNos), (row): Subscription => ({
      about: new Columns(row).text("about") as MerchantNo,
      endpoint: readSubscriber(row),
    })),
};
