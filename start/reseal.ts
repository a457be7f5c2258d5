import process from "node:process";
import { CommitUnknown, Overloaded } from "../core/conflict.ts";
import { retiredText } from "../core/secret/parse_secrets.ts";
import { type KeyUses, keyUses } from "../db/secret/key_uses.ts";
import { reseal } from "../db/secret/reseal.ts";
import { ConfigError, type Settings } from "./config.ts";
import { openPortal } from "./open_portal.ts";

/**
 * Seals everything under the first of SECRETS while the portal serves, and says what the others are still needed for.
 * The exit code is 1 when something is left that it could not reseal.
 */
export async function resealOnly(settings: Settings): Promise<void> {
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  const { reader, deps: { vault, write } } = portal;
  try {
    const { count, unopened } = await reseal({ reader, write, vault });
    const [current, ...old] = await keyUses(reader, vault.keys);
    console.log(`resealed ${count} values: "${current?.key.id}" seals ${current?.sealed}`);
    for (const { where, sealedBy } of unopened) {
      console.log(`NOT resealed: ${where}, sealed by "${sealedBy}": no key of SECRETS opens it`);
    }
    for (const uses of old) console.log(adviceOn(uses));
    if (unopened.length > 0 || old.some(({ sealed }) => sealed > 0)) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof CommitUnknown || error instanceof Overloaded)) throw error;
    throw new ConfigError("reseal stopped, because the database did not answer: run it again");
  } finally {
    await portal.close();
  }
}

function adviceOn({ key, sealed, signed }: KeyUses): string {
  const { id } = key;
  if (sealed > 0) {
    return `"${id}" still seals ${sealed} values: restart every portal that has it first in SECRETS, then run this again`;
  }
  if (signed > 0) {
    return `"${id}" is no longer used by any sealed row; it signed ${signed} texts, evidence of contracts or audit heads. ` +
      `In SECRETS, put ${
        retiredText(key)
      } in its place, so that they still verify; if it has leaked, remove it`;
  }
  return `"${id}" is no longer used by any row: remove it from SECRETS`;
}
