import { backupOnly } from "./start/backup.ts";
import { ConfigError, readSettings } from "./start/config.ts";
import { newSecret } from "./start/new_secret.ts";
import { migrateOnly, openMerchantOnly } from "./start/commands.ts";
import { runContractCommand } from "./start/contract_commands.ts";
import { publishHeadOnly } from "./start/publish_head.ts";
import { resealOnly } from "./start/reseal.ts";
import { inviteOperatorOnly, inviteOwnerOnly } from "./start/staff_commands.ts";
import { resumeOnly } from "./start/resume_from_copy.ts";
import { restoreOnly } from "./start/restore.ts";
import { serve } from "./start/serve.ts";
import { verifyOnly } from "./start/verify.ts";

/** The commands by name; without a name it serves. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void> | void>> = {
  serve: () => serve(settings()),
  migrate: () => migrateOnly(settings()),
  open_merchant: (args) => openMerchantOnly(settings(), args),
  approve_plan: (args) => runContractCommand("approve_plan", settings(), args),
  reject_plan: (args) => runContractCommand("reject_plan", settings(), args),
  retire_plan: (args) => runContractCommand("retire_plan", settings(), args),
  share_contracts: (args) => runContractCommand("share_contracts", settings(), args),
  suspend_contract: (args) => runContractCommand("suspend_contract", settings(), args),
  resume_contract: (args) => runContractCommand("resume_contract", settings(), args),
  terminate_contract: (args) => runContractCommand("terminate_contract", settings(), args),
  stop_channel: (args) => runContractCommand("stop_channel", settings(), args),
  resume_channel: (args) => runContractCommand("resume_channel", settings(), args),
  invite_operator: (args) => inviteOperatorOnly(settings(), args),
  invite_owner: (args) => inviteOwnerOnly(settings(), args),
  unmask_consumer: (args) => runContractCommand("unmask_consumer", settings(), args),
  reseal: () => resealOnly(settings()),
  verify: (args) => verifyOnly(settings(), args),
  backup: (args) => backupOnly(settings(), args),
  restore: (args) => restoreOnly(settings(), args),
  resume_from_copy: () => resumeOnly(settings()),
  publish_audit_head: () => publishHeadOnly(settings()),
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

function settings() {
  return readSettings(Deno.env.toObject());
}
