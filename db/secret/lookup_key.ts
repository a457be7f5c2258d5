import { eq, sql } from "drizzle-orm";
import type { Deps } from "../../core/deps.ts";
import type { Sealing } from "../../core/secret/vault.ts";
import type { Reader } from "../engine/reader.ts";
import { inStatement } from "../engine/query.ts";
import { build, prepare } from "../engine/statement.ts";
import { lookupKeys } from "./table.ts";

/** The database has a lookup key, and none of the secrets opens it: they belong to another database. */
export class LookupKeyLocked extends Error {
  override readonly name = "LookupKeyLocked";
}

const KEY_BYTES = 32;
const NAME = "digests";

const at = sql.placeholder;
const insert = prepare<{ name: string; sealed: string }>(
  build.insert(lookupKeys).values({ name: at("name"), sealed: at("sealed") }).onConflictDoNothing(),
);
const byName = prepare<{ name: string }>(
  build.select().from(lookupKeys).where(eq(lookupKeys.name, at("name"))),
);

/**
 * The key of all digests in this database, for `createVault`; the first portal on it makes the key. Throws
 * LookupKeyLocked when it was sealed with a secret that is not listed.
 */
export function lookupKeyOf(
  { reader, write }: { readonly reader: Reader; readonly write: Deps["write"] },
): (sealing: Sealing) => Promise<Uint8Array<ArrayBuffer>> {
  return async (sealing) => {
    const sealed = await read(reader) ?? await make(reader, write, sealing);
    const id = sealed.slice(0, sealed.indexOf("."));
    try {
      return Uint8Array.fromBase64(await sealing.open(sealed, lookupKeyContext(NAME)));
    } catch {
      throw new LookupKeyLocked(
        `the database was sealed with "${id}", and SECRETS has not that key`,
      );
    }
  };
}

/** Where the sealed key is stored: it can't be opened anywhere else. */
export function lookupKeyContext(name: string): string {
  return `lookup_keys.sealed.${name}`;
}

/** Of several first portals one makes the key, and all of them read what that one wrote. */
async function make(reader: Reader, write: Deps["write"], sealing: Sealing): Promise<string> {
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES)).toBase64();
  const sealed = await sealing.seal(key, lookupKeyContext(NAME));
  await write({ statements: [insert({ name: NAME, sealed })] });
  const kept = await read(reader);
  if (kept === undefined) throw new TypeError("Cannot keep the lookup key: the write was lost");
  return kept;
}

async function read(reader: Reader): Promise<string | undefined> {
  const { rows: [row] } = await reader.execute(inStatement(byName({ name: NAME })));
  return row === undefined ? undefined : String(row["sealed"]);
}
