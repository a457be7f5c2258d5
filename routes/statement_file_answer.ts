import type { Context } from "hono";
import type { Log } from "../core/log.ts";
import type { StatementFileEntry, StatementFormat } from "../core/statement/statement.ts";

const types: Readonly<Record<StatementFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson",
  zm: "text/plain; charset=gbk",
};

/** A file of a statement: whole, or as it is read. One that cannot be read to its end breaks off, and is never a part. */
export function statementFileAnswer(
  c: Context,
  log: Log,
  { format, name, bytes }: StatementFileEntry,
  content: Uint8Array<ArrayBuffer> | AsyncGenerator<Uint8Array<ArrayBuffer>>,
): Response {
  const body = content instanceof Uint8Array ? content : streamedBytes(content, log);
  return c.body(body, 200, {
    "Content-Type": types[format],
    "Content-Length": String(bytes),
    "Content-Disposition": `attachment; filename="${name}"`,
  });
}

/** A file that is sent as it is read, as fast as the client takes it. */
export function streamedBytes(
  parts: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  log: Log,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      } catch (error) {
        log.error("fault", { route: "statement_file", error: String(error) });
        controller.error(error);
      }
    },
    cancel: async () => void await parts.return(undefined),
  });
}
