import { parseSecrets, type Secrets } from "../core/secret/parse_secrets.ts";
import { ConfigError, type Settings } from "./config.ts";
import type { Extension } from "./extension.ts";
import { newSecret } from "./new_secret.ts";

/** Throws ConfigError when they cannot be read. Only a demo may be without: it keeps its own. */
export async function readSecrets(
  settings: Settings,
  extension: Extension | undefined,
): Promise<Secrets> {
  const text = settings.secrets ?? await extension?.demoSecrets(newSecret) ?? "";
  try {
    return parseSecrets(text);
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(`Cannot start: ${error.message}`);
    throw error;
  }
}
