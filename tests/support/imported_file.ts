import { byOperator } from "../../core/actor.ts";
import type { GivenFile } from "../../core/statement_file/given_file.ts";
import { importedResource, importStatement } from "../../core/statement_file/import_statement.ts";
import type { TestApp } from "./test_app.ts";

/** As the command prints it of the first file; throws why it is refused, with its line and column. */
export async function importFile(app: TestApp, file: GivenFile, beside: readonly GivenFile[] = []) {
  const done = await importStatement(app.deps, {
    file,
    beside,
    merchantNo: undefined,
    by: byOperator,
  });
  if (done.ok) return importedResource(done.value[0]!);
  const { code, detail, ...place } = done.error;
  throw new Error("line" in place ? `${code} ${place.line}:${place.column}` : detail);
}
