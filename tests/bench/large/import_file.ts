import { createReadStream, readFileSync } from "node:fs";
import { basename } from "node:path";
import {
  importedResource,
  importStatement,
} from "../../../core/statement_file/import_statement.ts";
import { readSettings } from "../../../start/config.ts";
import { openPortal } from "../../../start/open_portal.ts";

/** Imports one file as the command does, and prints how long it took a line and what memory it had at most. */
const [path = ""] = Deno.args;
const portal = await openPortal(readSettings(Deno.env.toObject()), { port: 0, logTo: Deno.stderr });
const startedAt = performance.now();
const imported = await importStatement(portal.deps, {
  file: { name: basename(path), open: () => createReadStream(path) },
  beside: [],
  merchantNo: undefined,
  by: { type: "operator" },
});
const ms = performance.now() - startedAt;
await portal.close();
if (!imported.ok) throw new Error(JSON.stringify(imported.error));
const { lines, matched } = importedResource(imported.value[0]!);
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(JSON.stringify({
  usPerLine: (ms * 1_000) / lines,
  residentMiB: Number(peak) / 1_024,
  matched,
}));
