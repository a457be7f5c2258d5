import type { Client } from "@libsql/client";
import type { Finding } from "./checks.ts";
import { histories, type History, jsonIn } from "./histories.ts";
import { storedHash } from "./stored_hash.ts";

const chained = [
  { table: "orders", id: "order_id" },
  { table: "payments", id: "payment_id" },
  { table: "refunds", id: "refund_id" },
];

/** Events that were changed, removed or moved, and rows that are not what their events wrote. */
export async function* brokenChains(client: Pick<Client, "batch">): AsyncGenerator<Finding> {
  for (const noun of chained) {
    for await (const history of histories(client, { ...noun, columns: "*" })) {
      yield* brokenLinks(history);
      yield* differences(history);
    }
  }
}

/** Each event against the hash stored with the one before, so that one that was changed is named, and not all later ones. */
function* brokenLinks({ id, row, events }: History): Generator<Finding> {
  let head = "";
  for (const event of events) {
    if (storedHash(event, head) !== event["chain"]) {
      yield {
        promise: "an event that does not continue its chain",
        by: `${event["event_id"]} ${event["type"]}, version ${event["version"]} of ${id}`,
      };
    }
    head = String(event["chain"]);
  }
  if (head !== row["chain"]) {
    yield { promise: "a row whose chain ends otherwise than its events", by: id };
  }
}

/** What the events wrote, one over the other, against the row. */
function* differences({ id, row, events }: History): Generator<Finding> {
  const written: Record<string, unknown> = {};
  for (const event of events) Object.assign(written, jsonIn(event, "written"));
  for (const [column, value] of Object.entries(written)) {
    if (row[column] === value) continue;
    yield {
      promise: "a row that differs from what its events wrote",
      by: `${id} ${column} is ${shown(row[column])}, its events say ${shown(value)}`,
    };
  }
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}
