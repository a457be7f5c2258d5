import { writeFile } from "node:fs/promises";
import process from "node:process";
import { breaks, compareExamples, inLines } from "./compare.ts";
import { compareOpenApi } from "./compare_openapi.ts";
import { byName, EXAMPLES_FILE, OPENAPI_FILE, readKept } from "./kept.ts";
import { recordAll } from "./record_all.ts";

// `deno task golden`: records the API anew, unless that would break a merchant's program.
const now = await recordAll();
const write = (file: URL, value: unknown) => writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
const kept = await readKept().catch(() => undefined);
const changes = kept
  ? [
    ...compareExamples(byName(kept.recording), byName(now.recording)),
    ...compareOpenApi({ ...kept.document }, { ...now.document }),
  ]
  : [];
console.log(inLines(changes) || "Nothing has changed.");
if (changes.some(breaks)) {
  console.error("Nothing was written: what is lost or turned breaks programs that merchants run.");
  process.exit(1);
}
await write(EXAMPLES_FILE, now.recording);
await write(OPENAPI_FILE, now.document);
