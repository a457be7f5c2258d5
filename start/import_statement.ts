import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { isMerchantNo, type MerchantNo } from "../core/id.ts";
import type { GivenFile } from "../core/statement_file/given_file.ts";
import {
  importedResource,
  type ImportRefusal,
  importStatement,
} from "../core/statement_file/import_statement.ts";
import { ConfigError, type Settings } from "./config.ts";
import { operatorName } from "./operator_act.ts";
import { openPortal } from "./open_portal.ts";

const USAGE = "import_statement FILE [--merchant <15 characters>] [--as <your name>]";

/**
 * Imports a file of the channel, or an archive of them, and prints a line of JSON for each. A file that is not good
 * changes nothing: exit code 1, and the flaw as `file:line:column`.
 */
export async function importStatementOnly(
  settings: Settings,
  args: readonly string[],
): Promise<void> {
  const { path, merchantNo, name } = readArgs(args);
  const [file, beside] = await Promise.all([fileAt(path), filesBeside(path)]);
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const imported = await importStatement(portal.deps, {
      file,
      beside,
      merchantNo,
      by: { type: "operator", name },
    });
    if (!imported.ok) throw new ConfigError(`Cannot import ${refusalText(imported.error)}`);
    for (const each of imported.value) console.log(JSON.stringify(importedResource(each)));
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(error.message);
    throw error;
  } finally {
    await portal.close();
  }
}

async function fileAt(path: string): Promise<GivenFile> {
  const isFile = await stat(path).then((found) => found.isFile(), () => false);
  if (!isFile) throw new ConfigError(`import_statement: cannot read ${path}`);
  return { name: basename(path), open: () => createReadStream(path) };
}

async function filesBeside(path: string): Promise<readonly GivenFile[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name !== basename(path)).map((name) => ({
    name,
    open: () => createReadStream(join(folder, name)),
  }));
}

/** `INN…:3:45: expected 12 digits, found "…" (wrong_value)`, with the column in bytes. */
function refusalText(refusal: ImportRefusal): string {
  const { line = 1, column = 1 } = refusal.code === "file_already_imported" ? {} : refusal;
  return `${refusal.file}:${line}:${column}: ${refusal.detail} (${refusal.code})`;
}

const given = z.object({
  path: z.string({ error: "expected one file" }).min(1),
  merchantNo: z.string().refine(isMerchantNo, "expected 15 letters and digits after --merchant")
    .transform((no) => no as MerchantNo).optional(),
  name: operatorName.optional(),
});

function readArgs(args: readonly string[]): z.infer<typeof given> {
  const options = { merchant: { type: "string" }, as: { type: "string" } } as const;
  try {
    // `deno task name -- file` passes the dashes through.
    const plain = args[0] === "--" ? args.slice(1) : [...args];
    const { values, positionals } = parseArgs({ args: plain, options, allowPositionals: true });
    if (positionals.length > 1) throw new TypeError("expected one file");
    return given.parse({ path: positionals[0], merchantNo: values.merchant, name: values.as });
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigError(`${USAGE}\n${detail}`);
  }
}
