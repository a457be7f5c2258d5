import { and, eq, sql } from "drizzle-orm";
import type { Consumer } from "../../core/consumer/consumer.ts";
import type { ConsumerStore, ConsumerWithCards } from "../../core/consumer/consumer_store.ts";
import type { ConsumerId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { consumerCards, consumers } from "./table.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { identities } from "../identity/table.ts";

export function readConsumer(row: Row, prefix = ""): Consumer {
  const columns = new Columns(row, prefix);
  return {
    consumerId: columns.text("consumer_id") as ConsumerId,
    sealedName: columns.text("sealed_name"),
    sealedPhone: columns.text("sealed_phone"),
    sealedIdNumber: columns.text("sealed_id_number"),
    phoneDigest: columns.textOrNone("phone_digest"),
    idNumberDigest: columns.textOrNone("id_number_digest"),
    tellAfterCharge: columns.int("tell_after_charge") === 1,
    chargingClosedAt: columns.intOrNone("charging_closed_at") as Consumer["chargingClosedAt"],
    phoneLostAt: columns.intOrNone("phone_lost_at") as Consumer["phoneLostAt"],
    phoneLosses: columns.int("phone_losses"),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
  };
}

export function readWithCards(row: Row): ConsumerWithCards {
  return {
    consumer: readConsumer(row),
    sealedCards: new Columns(row, "k_").textOrNone("sealed"),
  };
}

const at = sql.placeholder;

const withCards = pack([consumers, ""], [consumerCards, "k_"]);
const bareRow = pack([consumers, ""]);

const byId = prepare(
  build.select(withCards.fields).from(consumers)
    .leftJoin(consumerCards, eq(consumerCards.consumerId, consumers.consumerId))
    .where(eq(consumers.consumerId, at("consumerId"))),
);
const undigested = prepare(
  build.select(bareRow.fields).from(consumers).where(sql`${consumers.phoneDigest} is null`)
    .limit(at("max")),
);
const keepDigests = prepare(
  build.update(consumers).set({
    phoneDigest: sql`${at("phoneDigest")}`,
    idNumberDigest: sql`${at("idNumberDigest")}`,
  }).where(sql`${consumers.consumerId} = ${at("consumerId")} and ${consumers.phoneDigest} is null`),
);
const IN_USE = `select exists (select 1 from contracts where consumer_id = ?1)
    or exists (select 1 from card_bindings where consumer_id = ?1
      and state in ('opening', 'bound', 'deleting'))
    or exists (select 1 from payment_consumers where consumer_id = ?1)
    or exists (select 1 from identities where consumer_id = ?1 and issuer <> 'phone')
    or exists (select 1 from consumer_passkeys where consumer_id = ?1)
    or exists (select 1 from payment_pins where consumer_id = ?1) as in_use`;
const lossesOfPhone = prepare(
  build.select(bareRow.fields).from(identities)
    .innerJoin(consumers, eq(consumers.consumerId, identities.consumerId))
    .where(and(eq(identities.issuer, sql`'phone'`), eq(identities.subject, at("phoneDigest")))),
);
export const consumerStore: ConsumerStore = {
  byId: (consumerId) => first(withCards, byId({ consumerId }), readWithCards),
  isInUse: (consumerId) => ({
    statement: { sql: IN_USE, args: [consumerId] },
    read: ([row]) => row !== undefined && new Columns(row).int("in_use") === 1,
  }),
  undigested: (max) => all(bareRow, undigested({ max }), (found) => readConsumer(found)),
  keepDigests: (digested) => ({ statements: digested.map((each) => keepDigests({ ...each })) }),
  lossesOfPhone: (phoneDigest) =>
    first(
      bareRow,
      lossesOfPhone({ phoneDigest }),
      (found) => new Columns(found).int("phone_losses"),
    ),
};
