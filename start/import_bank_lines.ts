import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { BANK_FILE_BYTES_MAX } from "../core/bank_file/read_bank_file.ts";
import {
  bankFileResource,
  importBankFile,
  type ImportBankFileRefusal,
} from "../core/bank_line/import_bank_file.ts";
import { ConfigError, type Settings } from "./config.ts";
import { operatorName } from "./operator_act.ts";
import { openPortal } from "./open_portal.ts";

const USAGE = "import_bank_lines FILE [--as <your name>]";

/**
 * Imports what came in on the account for transfers and prints a line of JSON. A file that is not good changes nothing:
 * exit code 1, and the flaw as `file:line:column`.
 */
export async function importBankLinesOnly(
  settings: Settings,
  args: readonly string[],
): Promise<void> {
  const { path, name } = readArgs(args);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new ConfigError(`import_bank_lines: cannot read ${path}`);
  // What is longer is refused by its length alone.
  const bytes = found.size > BANK_FILE_BYTES_MAX
    ? new Uint8Array(BANK_FILE_BYTES_MAX + 1)
    : new Uint8Array(await readFile(path));
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const imported = await importBankFile(portal.deps, {
      file: { name: basename(path), bytes },
      by: { type: "operator", name },
    });
    if (!imported.ok) throw new ConfigError(`Cannot import ${refusalText(imported.error)}`);
    console.log(JSON.stringify(bankFileResource(imported.value)));
  } finally {
    await portal.close();
  }
}

function refusalText(refusal: ImportBankFileRefusal): string {
  switch (refusal.code) {
    case "transfers_not_available":
      return "bank lines: TRANSFER_ACCOUNT is not set";
    case "bank_file_already_imported":
      return `${refusal.file}:1:1: its content was imported as ${refusal.as} (${refusal.code})`;
    default:
      return `${refusal.file}:${refusal.line}:${refusal.column}: ${refusal.detail} (${refusal.code})`;
  }
}

const given = z.object({
  path: z.string({ error: "expected one file" }).min(1),
  name: operatorName.optional(),
});

function readArgs(args: readonly string[]): z.infer<typeof given> {
  try {
    // `deno task name -- file` passes the dashes through.
    const plain = args[0] === "--" ? args.slice(1) : [...args];
    const options = { as: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: plain, options, allowPositionals: true });
    if (positionals.length > 1) throw new TypeError("expected one file");
    return given.parse({ path: positionals[0], name: values.as });
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigError(`${USAGE}\n${detail}`);
  }
}
