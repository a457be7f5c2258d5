import { backupOnly } from "./start/backup.ts";
import { ConfigError, readSettings } from "./start/config.ts";
import { yearlySecret } from "./start/new_secret.ts";
import { migrateOnly, openMerchantOnly } from "./start/commands.ts";
import { applicationActs } from "./start/application_commands.ts";
import { contractActs } from "./start/contract_commands.ts";
import { merchantActs } from "./start/merchant_commands.ts";
import { type Act, runAct } from "./start/operator_act.ts";
import { channelActs } from "./start/channel_commands.ts";
import { exportJournalOnly } from "./start/export_journal.ts";
import { connectionActs } from "./start/connection_commands.ts";
import { importBankLinesOnly } from "./start/import_bank_lines.ts";
import { importStatementOnly } from "./start/import_statement.ts";
import { feeActs } from "./start/fee_commands.ts";
import { fileActs } from "./start/file_commands.ts";
import { openPlatformActs } from "./start/open_platform_commands.ts";
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
  approve_plan: operator(contractActs),
  reject_plan: operator(contractActs),
  retire_plan: operator(contractActs),
  suspend_contract: operator(contractActs),
  resume_contract: operator(contractActs),
  terminate_contract: operator(contractActs),
  suspend_merchant: operator(merchantActs),
  resume_merchant: operator(merchantActs),
  close_merchant: operator(merchantActs),
  withdraw_sharing: operator(merchantActs),
  list_applications: operator(applicationActs),
  approve_application: operator(applicationActs),
  reject_application: operator(applicationActs),
  unmask_consumer: operator(contractActs),
  stop_channel: operator(channelActs),
  resume_channel: operator(channelActs),
  set_gateway_keys: operator(connectionActs),
  connect_merchant: operator(connectionActs),
  fetch_file: operator(fileActs),
  set_open_app: operator(openPlatformActs),
  set_open_template: operator(openPlatformActs),
  invite_operator: (args) => inviteOperatorOnly(settings(), args),
  invite_owner: (args) => inviteOwnerOnly(settings(), args),
  agree_fees: operator(feeActs),
  import_bank_lines: (args) => importBankLinesOnly(settings(), args),
  import_statement: (args) => importStatementOnly(settings(), args),
  reseal: () => resealOnly(settings()),
  verify: (args) => verifyOnly(settings(), args),
  backup: (args) => backupOnly(settings(), args),
  restore: (args) => restoreOnly(settings(), args),
  resume_from_copy: () => resumeOnly(settings()),
  publish_audit_head: () => publishHeadOnly(settings()),
  export_journal: () => exportJournalOnly(settings()),
  new_secret: () => console.log(yearlySecret(new Date())),
};

const [name = "serve", ...args] = Deno.args;
const command = commands[name];
try {
  if (!command) throw new ConfigError(`No command "${name}": ${Object.keys(commands).join(", ")}`);
  await command(args);
} catch (error) {
  // Thrown on, it would be survived as any other fault is once we serve, and end with 0.
  console.error(error instanceof ConfigError ? error.message : error);
  Deno.exit(1);
}

/** The act of this command's name. */
function operator(acts: Readonly<Record<string, Act>>) {
  return (args: readonly string[]) => {
    const act = acts[name];
    if (!act) throw new TypeError(`No act for the command "${name}"`);
    return runAct(name, act, { settings: settings(), given: args });
  };
}

function settings() {
  return readSettings(Deno.env.toObject());
}
