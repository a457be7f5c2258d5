import { eq, sql } from "drizzle-orm";
import type { Access, Connection, Credential } from "../../core/connection/connection.ts";
import type { ConnectionStore } from "../../core/connection/connection_store.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { connections, credentials } from "./table.ts";

function readCredential(row: Row): Credential {
  const columns = new Columns(row);
  return {
    name: columns.text("name"),
    mode: columns.text("mode") as Credential["mode"],
    gatewayUrl: columns.text("gateway_url"),
    roots: columns.text("roots"),
    sealedKeys: columns.text("sealed_keys"),
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
  };
}

const at = sql.placeholder;
const connectionRow = pack([connections, ""]);
const credentialRow = pack([credentials, ""]);

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

export const connectionStore: ConnectionStore = {
  of: (merchantNo) => first(connectionRow, of({ merchantNo }), readConnection),
  credentialOf: (merchantNo) => first(credentialRow, ofMerchant({ merchantNo }), readCredential),
  credential: (name) => first(credentialRow, byName({ name }), readCredential),
};
