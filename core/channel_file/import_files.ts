import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { isMerchantNo } from "../id.ts";
import { type ImportRefusal, importStatement } from "../statement_file/import_statement.ts";
import { sweep } from "../sweep.ts";
import type { ChannelFile, FileRefusal } from "./channel_file.ts";

/**
 * Imports every file that was fetched, by the same way as one that an operator uploads, and each once: what is here
 * already stays as it is, and an import that was interrupted goes on. One that is not good is left to people.
 */
export async function importFiles(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<ChannelFile>(deps, {
    name: "import_files",
    subject: ({ merchantNo, day }) => ({ id: `${merchantNo} ${day}`, merchantNo }),
    due: (_now, _merchantNo, max) => deps.channelFiles.toImport(max),
    work: (file) => importFile(deps, file),
  }, options);
}

async function importFile(deps: Deps, file: ChannelFile): Promise<boolean> {
  const { merchantNo, day, name = "" } = file;
  const [parts, connection] = await deps.load(
    deps.channelFiles.parts(merchantNo, day),
    deps.connections.of(merchantNo),
  );
  const merId = connection?.merId ?? "";
  const imported = await importStatement(deps, {
    file: { name, open: () => inBytes(parts) },
    beside: [],
    merchantNo: isMerchantNo(merId) ? merId : undefined,
    clearingDay: day,
    by: byClock,
  });
  const refusal = imported.ok ? undefined : refusalOf(imported.error);
  if (refusal) {
    deps.log.error("needs manual follow-up: a channel's file is not good", {
      merchant_no: merchantNo,
      clearing_day: day,
      code: refusal.code,
    });
  }
  await deps.write(deps.channelFiles.keepImport(file, refusal));
  return true;
}

async function* inBytes(parts: readonly string[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const part of parts) yield await Promise.resolve(encoder.encode(part));
}

/** Undefined where the very same content came in by somebody's hand, or by another number of the same merId. */
function refusalOf(error: ImportRefusal): FileRefusal | undefined {
  if (error.code === "file_already_imported" && error.sameContent) return undefined;
  const { code, file, detail } = error;
  const { line = 1, column = 1 } = error.code === "file_already_imported" ? {} : error;
  return { code, file, detail, line, column };
}
