import { sql } from "drizzle-orm";
import type { ConnectionEvent } from "../../core/connection/connection_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { setChannel } from "../merchant/changes.ts";
import { connections, credentials } from "./table.ts";

export const connectionChanges = {
  "credential.set": ({ credential }) => [saveCredential({ ...credential })],
  "merchant.connected": ({ merchant, connection }) => [
    setChannel(merchant),
    ...(connection
      ? [saveConnection({ ...connection, access: JSON.stringify(connection.access) })]
      : []),
  ],
} satisfies Changes<ConnectionEvent>;

const at = sql.placeholder;

const saveCredential = prepare(
  build.insert(credentials).values({
    name: at("name"),
    mode: at("mode"),
    gatewayUrl: at("gatewayUrl"),
    roots: at("roots"),
    sealedKeys: at("sealedKeys"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: credentials.name,
    set: {
      gatewayUrl: sql`excluded.gateway_url`,
      roots: sql`excluded.roots`,
      sealedKeys: sql`excluded.sealed_keys`,
      version: sql`excluded.version`,
    },
  }),
);

const saveConnection = prepare(
  build.insert(connections).values({
    merchantNo: at("merchantNo"),
    credential: at("credential"),
    merId: at("merId"),
    access: at("access"),
  }).onConflictDoUpdate({
    target: connections.merchantNo,
    set: {
      credential: sql`excluded.credential`,
      merId: sql`excluded.mer_id`,
      access: sql`excluded.access`,
    },
  }),
);
