import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { verifyStatements } from "../core/statement/verify/verify_statements.ts";

const USAGE = "verify_statement <folder, manifest or file> [--keys <jwks.json>]";

/** Works without network or database: a folder with statements, one manifest with its files, or one file of it. */
async function main(args: readonly string[]): Promise<void> {
  const { values, positionals: [path] } = parseArgs({
    args: [...args],
    options: { keys: { type: "string" } },
    allowPositionals: true,
  });
  if (!path) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const isFolder = (await stat(path)).isDirectory();
  const at = isFolder ? path : dirname(path);
  const keys = JSON.parse(await readFile(values.keys ?? join(at, "jwks.json"), "utf8"));
  const folder = {
    names: await readdir(at),
    text: (name: string) => readFile(join(at, name), "utf8"),
    bytes: (name: string) => createReadStream(join(at, name)),
  };
  const verified = await verifyStatements(folder, keys, isFolder ? undefined : basename(path));
  console.log(JSON.stringify({ valid: verified.problems.length === 0, ...verified }));
  if (verified.problems.length > 0) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`verify_statement: ${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}
