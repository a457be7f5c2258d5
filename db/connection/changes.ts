import { sql } from "drizzle-orm";
import type { Connection } from "../../core/connection/connection.ts";
import type { ConnectionEvent } from "../../core/connection/connection_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { setChannel } from "../merchant/changes.ts";
import { connections, credentials } from "./table.ts";

export const connectionChanges = {
  "credential.set": (
    { credential },
  ) => [saveCredential({ ...credential, endsAt: credential.endsAt ?? null })],
  "merchant.connected": ({ merchant, connection }) => [
    setChannel({ ...merchant, onTrial: merchant.onTrial === true }),
    ...(connection ? [saveConnection(connectionRow(connection))] : []),
  ],
} satisfies Changes<ConnectionEvent>;

function connectionRow({ openApp, tokenRequestor, access, ...connection }: Connection) {
  return {
    ...connection,
    openApp: openApp ?? null,
    tokenRequestor: tokenRequestor ?? null,
    access: JSON.stringify(access),
  };
}

const at = sql.placeholder;

const saveCredential = prepare(
  build.insert(credentials).values({
    name: at("name"),
    mode: at("mode"),
    gatewayUrl: at("gatewayUrl"),
    roots: at("roots"),
    sealedKeys: at("sealedKeys"),
    version: at("version"),
    endsAt: at("endsAt"),
  }).onConflictDoUpdate({
    target: credentials.name,
    set: {
      gatewayUrl: sql`excluded.gateway_url`,
      roots: sql`excluded.roots`,
      sealedKeys: sql`excluded.sealed_keys`,
      version: sql`excluded.version`,
      endsAt: sql`excluded.ends_at`,
    },
  }),
);

const saveConnection = prepare(
  build.insert(connections).values({
    merchantNo: at("merchantNo"),
    credential: at("credential"),
    merId: at("merId"),
    access: at("access"),
    openApp: at("openApp"),
    tokenRequestor: at("tokenRequestor"),
  }).onConflictDoUpdate({
    target: connections.merchantNo,
    set: {
      credential: sql`excluded.credential`,
      merId: sql`excluded.mer_id`,
      access: sql`excluded.access`,
      openApp: sql`excluded.open_app`,
      tokenRequestor: sql`excluded.token_requestor`,
    },
  }),
);
