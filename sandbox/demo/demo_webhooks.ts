import { desc, sql } from "drizzle-orm";
import type { EndpointId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import type { DemoStore, SignatureVerdict } from "./demo_receiver.ts";
import { Columns } from "../../db/engine/columns.ts";
import { selectEndpointsAt } from "../../db/webhook/endpoints.ts";
import { all } from "../../db/engine/query.ts";
import { demoWebhooks } from "../tables/schema.ts";
import { build, prepare } from "../../db/engine/statement.ts";

const ROWS_MAX = 200n;

function readReceived(row: Row) {
  const columns = new Columns(row);
  return {
    seq: columns.int("seq"),
    webhookId: columns.text("webhook_id"),
    type: columns.text("type"),
    receivedAt: instant(columns.int("received_at")),
    body: columns.text("body"),
    headers: columns.json<Readonly<Record<string, string>>>("headers"),
    endpointId: columns.textOrNone("endpoint_id") as EndpointId | undefined,
    standard: columns.text("standard") as SignatureVerdict,
    jws: columns.text("jws") as SignatureVerdict,
  };
}

const at = sql.placeholder;
const received = prepare(
  build.select().from(demoWebhooks).orderBy(desc(demoWebhooks.seq)).limit(at("max")),
);
const insert = prepare(
  build.insert(demoWebhooks).values({
    seq: sql`null`,
    webhookId: at("webhookId"),
    type: at("type"),
    receivedAt: at("receivedAt"),
    body: at("body"),
    headers: at("headers"),
    endpointId: at("endpointId"),
    standard: at("standard"),
    jws: at("jws"),
  }),
);
const forget = {
  sql: "delete from demo_webhooks where seq <= (select max(seq) from demo_webhooks) - ?1",
  args: [ROWS_MAX],
};

export const demoStore: DemoStore = {
  received: (max) => all(received({ max }), readReceived),
  keep: (webhook) => ({
    statements: [insert({ ...webhook, headers: JSON.stringify(webhook.headers) }), forget],
  }),
  endpointsAt: selectEndpointsAt,
};
