import type { Context } from "hono";
import type { Log } from "../../../core/log.ts";
import type { ListColumn } from "../../../views/console/list_column.ts";
import { csvHead, csvRows } from "../../../views/parts/csv.ts";

/**
 * A file that is sent as it is read, a chunk at a time. If a chunk cannot be read any more the connection breaks off
 * before the end of the answer, which every client reports: a part is never taken for the whole.
 */
export function csvAnswer<T>(
  c: Context,
  log: Log,
  name: string,
  columns: readonly ListColumn<T>[],
  chunks: AsyncIterable<readonly T[]>,
): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  // Begun here, where a worker knows whose request it is, and as fast as the client reads.
  void send(writable.getWriter(), log, columns, chunks);
  return c.body(readable, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name.replaceAll("/", "-")}.csv"`,
  });
}

async function send<T>(
  writer: WritableStreamDefaultWriter<Uint8Array>,
  log: Log,
  columns: readonly ListColumn<T>[],
  chunks: AsyncIterable<readonly T[]>,
): Promise<void> {
  const own = columns.map(({ csv }) => csv);
  const encoder = new TextEncoder();
  const rows = chunks[Symbol.asyncIterator]();
  /** False once the client has gone. */
  const sent = (text: string) => writer.write(encoder.encode(text)).then(() => true, () => false);
  if (!await sent(csvHead(own))) return;
  try {
    for (let next = await rows.next(); !next.done; next = await rows.next()) {
      if (!await sent(csvRows(own, next.value))) return;
    }
  } catch (error) {
    log.error("fault", { route: "csv", error: String(error) });
    return await writer.abort(error).catch(() => {});
  }
  await writer.close().catch(() => {});
}
