import { ConfigError, readSettings } from "./routes/config.ts";
import { newSecret } from "./start/new_secret.ts";
import { migrateOnly, openMerchantOnly } from "./start/commands.ts";
import { serve } from "./start/serve.ts";

/** What this file does when asked by name; serving is what it does when not asked. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void> | void>> = {
  serve: () => serve(readSettings(Deno.env.toObject())),
  migrate: () => migrateOnly(readSettings(Deno.env.toObject())),
  open_merchant: (args) => openMerchantOnly(readSettings(Deno.env.toObject()), args),
  new_secret: () => console.log(newSecret(new Date().toISOString().slice(0, 10))),
};

const [name = "serve", ...args] = Deno.args;
const command = commands[name];
try {
  if (!command) throw new ConfigError(`No command "${name}": ${Object.keys(commands).join(", ")}`);
  await command(args);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
