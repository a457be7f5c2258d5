import type { PasskeyId } from "../../core/id.ts";
import type { Credential } from "../../core/passkey/passkey.ts";
import { instant } from "../../core/time.ts";
import type { Columns } from "../engine/columns.ts";

/** Staff's and consumers' passkeys have the same columns, but for whose they are. */
export function readCredential(columns: Columns): Credential {
  return {
    passkeyId: columns.text("passkey_id") as PasskeyId,
    credentialId: columns.text("credential_id"),
    publicKey: columns.text("public_key"),
    counter: columns.int("counter"),
    transports: columns.list("transports"),
    name: columns.text("name"),
    createdAt: instant(columns.int("created_at")),
    usedAt: columns.isNone("used_at") ? undefined : instant(columns.int("used_at")),
  };
}

export function credentialRow<C extends Credential>({ transports, ...passkey }: C) {
  return { ...passkey, transports: JSON.stringify(transports) };
}
