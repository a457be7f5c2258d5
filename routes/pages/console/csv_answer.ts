import type { Context } from "hono";
import type { ListColumn } from "../../../views/console/list_column.ts";
import { csvHead, csvRows } from "../../../views/parts/csv.ts";

/**
 * A file that is sent as it is read, a chunk at a time. If a chunk cannot be read any more the connection breaks off
 * before the end of the answer, which every client reports: a part is never taken for the whole.
 */
export function csvAnswer<T>(
  c: Context,
  name: string,
  columns: readonly ListColumn<T>[],
  chunks: AsyncIterable<readonly T[]>,
): Response {
  const own = columns.map(({ csv }) => csv);
  const encoder = new TextEncoder();
  const rows = chunks[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvHead(own))),
    pull: async (controller) => {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(csvRows(own, value)));
    },
    cancel: async () => void await rows.return?.(),
  });
  return c.body(body, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}.csv"`,
  });
}
