import { readFileSync } from "node:fs";
import type { MerchantNo } from "../../../core/id.ts";
import { issueStatements } from "../../../core/statement/issue_statements.ts";
import { readFile } from "../../../core/statement/read_file.ts";
import { statementFormats } from "../../../core/statement/statement.ts";
import { readSettings } from "../../../start/config.ts";
import { openPortal } from "../../../start/open_portal.ts";

/** Issues what is due as the job does, or reads the files of what was issued as they are downloaded; prints what a line took. */
const [act = "", merchantNo = ""] = Deno.args;
const portal = await openPortal(readSettings(Deno.env.toObject()), { port: 0, logTo: Deno.stderr });
const { deps } = portal;
const startedAt = performance.now();
if (act === "issue") await issueStatements(deps);
const of = { merchantNo: merchantNo as MerchantNo, scope: "own" } as const;
const [[statement]] = await deps.load(deps.statements.readyBefore(of, undefined, 1));
if (!statement) throw new Error("Cannot measure: nothing was issued");
if (act === "read") {
  let left = statement.files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const format of statementFormats) {
    for await (const part of readFile(deps, statement, format)) left -= part.length;
  }
  if (left !== 0) throw new Error(`Cannot measure: ${left} bytes were not read`);
}
const ms = performance.now() - startedAt;
await portal.close();
const { lines } = statement;
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
console.log(JSON.stringify({
  lines,
  usPerLine: (ms * 1_000) / lines,
  residentMiB: Number(peak) / 1_024,
}));
