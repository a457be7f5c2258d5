import { ConfigError, readSettings } from "./start/config.ts";
import type { Act } from "./start/operator_act.ts";
import { serve } from "./start/serve.ts";

type Command = (args: readonly string[]) => Promise<void> | void;

const application = operator(async () =>
  (await import("./start/application_commands.ts")).applicationActs
);
const channel = operator(async () => (await import("./start/channel_commands.ts")).channelActs);
const connection = operator(async () =>
  (await import("./start/connection_commands.ts")).connectionActs
);
const contract = operator(async () => (await import("./start/contract_commands.ts")).contractActs);
const merchant = operator(async () => (await import("./start/merchant_commands.ts")).merchantActs);
const openPlatform = operator(async () =>
  (await import("./start/open_platform_commands.ts")).openPlatformActs
);
const settlement = operator(async () =>
  (await import("./start/settlement_commands.ts")).settlementActs
);

/** The commands by name; without a name it serves. Each is loaded when it is the one: to serve takes none of them. */
const commands: Readonly<Record<string, Command>> = {
  serve: () => serve(settings()),
  migrate: async () => (await import("./start/commands.ts")).migrateOnly(settings()),
  open_merchant: async (args) =>
    (await import("./start/commands.ts")).openMerchantOnly(settings(), args),
  approve_plan: contract,
  reject_plan: contract,
  retire_plan: contract,
  suspend_contract: contract,
  resume_contract: contract,
  terminate_contract: contract,
  suspend_merchant: merchant,
  resume_merchant: merchant,
  close_merchant: merchant,
  withdraw_sharing: merchant,
  list_applications: application,
  approve_application: application,
  reject_application: application,
  unmask_consumer: contract,
  stop_channel: channel,
  resume_channel: channel,
  set_gateway_keys: connection,
  connect_merchant: connection,
  fetch_file: operator(async () => (await import("./start/file_commands.ts")).fileActs),
  set_open_app: openPlatform,
  set_open_template: openPlatform,
  invite_operator: async (args) =>
    (await import("./start/staff_commands.ts")).inviteOperatorOnly(settings(), args),
  invite_owner: async (args) =>
    (await import("./start/staff_commands.ts")).inviteOwnerOnly(settings(), args),
  agree_fees: operator(async () => (await import("./start/fee_commands.ts")).feeActs),
  set_calendar: settlement,
  agree_settlement: settlement,
  import_bank_lines: async (args) =>
    (await import("./start/import_bank_lines.ts")).importBankLinesOnly(settings(), args),
  import_statement: async (args) =>
    (await import("./start/import_statement.ts")).importStatementOnly(settings(), args),
  reseal: async () => (await import("./start/reseal.ts")).resealOnly(settings()),
  verify: async (args) => (await import("./start/verify.ts")).verifyOnly(settings(), args),
  backup: async (args) => (await import("./start/backup.ts")).backupOnly(settings(), args),
  restore: async (args) => (await import("./start/restore.ts")).restoreOnly(settings(), args),
  resume_from_copy: async () =>
    (await import("./start/resume_from_copy.ts")).resumeOnly(settings()),
  publish_audit_head: async () =>
    (await import("./start/publish_head.ts")).publishHeadOnly(settings()),
  export_journal: async () =>
    (await import("./start/export_journal.ts")).exportJournalOnly(settings()),
  new_secret: async () =>
    console.log((await import("./start/new_secret.ts")).yearlySecret(new Date())),
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
function operator(load: () => Promise<Readonly<Record<string, Act>>>): Command {
  return async (args) => {
    const { runAct } = await import("./start/operator_act.ts");
    const act = (await load())[name];
    if (!act) throw new TypeError(`No act for the command "${name}"`);
    return await runAct(name, act, { settings: settings(), given: args });
  };
}

function settings() {
  return readSettings(Deno.env.toObject());
}
