import { createClient } from "@libsql/client";
import { Hono } from "hono";
import { ulid } from "ulid";
import { staticPage } from "./static_page.tsx";

/**
 * The baseline for the portal: raw Hono, no keys, no checks, one `client.batch` per request writing the same two rows
 * that the portal writes for an order; and one static JSX page of a checkout page's size.
 */
const [port = "0", databaseUrl = ""] = Deno.args;
const client = createClient({ url: databaseUrl, timeout: 75 });
const [merchant] = (await client.execute("select merchant_no from merchants limit 1")).rows;
const merchantNo = String(merchant?.["merchant_no"]);

const app = new Hono();
app.post("/orders", async (c) => {
  const body = await c.req.json();
  const [orderId, eventId, now] = [`ord_${ulid()}`, `evt_${ulid()}`, BigInt(Date.now())];
  await client.batch([
    {
      sql: `insert into events (subject_id, version, event_id, type, merchant_no, at, by, data)
        values (?, 1, ?, 'order.placed', ?, ?, 'secret_key', ?)`,
      args: [orderId, eventId, merchantNo, now, JSON.stringify({ amount: body.amount })],
    },
    {
      sql: `insert into orders (order_id, merchant_no, merchant_order_no, amount, subject, metadata,
          expires_in_ms, created_at, expires_at, state, version, chain)
        values (?, ?, ?, ?, ?, '{}', 1800000, ?, ?, 'open', 1, '')`,
      args: [
        orderId,
        merchantNo,
        body.merchant_order_no,
        BigInt(body.amount),
        body.subject,
        now,
        now + 1_800_000n,
      ],
    },
  ], "write");
  return c.json({ order_id: orderId, ...body, state: "open" }, 201);
});
app.get("/page/:bytes", (c) => c.html(staticPage(Number(c.req.param("bytes")))));

Deno.serve({ port: Number(port), hostname: "127.0.0.1", onListen: () => {} }, app.fetch);
