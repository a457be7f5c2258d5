import { createClient } from "@libsql/client";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/patience.ts";
import { type Received, type Receiver, startReceiver } from "../support/receiver.ts";
import { runMain, type Server, startServer, tempFolder } from "../support/server.ts";
import { chargedAtBank, keepBank } from "../support/surviving_bank.ts";

const CUSTOMERS = 6;
const IN_FLIGHT = 5;
/** So many are paid before the copy is begun, and so many after it has been made. */
const PAID = 30;

interface Paid {
  readonly no: string;
  readonly orderId: string;
}

describe("a copy taken under load, put back after the process was killed", () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let receiver: Receiver;
  let server: Server;
  let key: string;
  let copy: string;
  let database: string;
  let replaced: string;
  let heardBefore: readonly Received[];
  let paidBefore: readonly Paid[];
  let inFlight: readonly string[];
  let charged: readonly string[];
  let takesWebhooks = false;
  const ran: Record<string, Awaited<ReturnType<typeof runMain>>> = {};

  const run = (...args: readonly string[]) => runMain(args, { folder: folder.path });

  beforeAll(async () => {
    folder = await tempFolder();
    copy = join(folder.path, "copy.db");
    database = join(folder.path, ".data/countersign.db");
    // What an order's payment is told of is owed when the copy is made, whatever else was delivered.
    receiver = startReceiver(({ json }) =>
      new Response(null, { status: takesWebhooks || json.type !== "order.paid" ? 204 : 503 })
    );
    server = await startServer({ folder: folder.path });
    key = (await server.demo()).secret_key;
    await post("/v1/webhook_endpoints", { url: receiver.url });
    inFlight = await Promise.all(
      Array.from({ length: IN_FLIGHT }, (_, i) => placeAndPay(`flight-${i}`, "unclear")),
    );
    await post(`/v1/orders/${await placed("closed")}/closure`, {});

    const load = startLoad();
    await until(() => load.paid.length >= PAID, () => `${load.paid.length} of ${PAID} payments`);
    paidBefore = [...load.paid];
    ran["backup"] = await run("backup", copy);
    ran["again"] = await run("backup", copy);
    // The bank and the merchant learn of these only after the copy.
    for (const orderId of inFlight) await pay(orderId, "succeeded");
    const enough = load.paid.length + PAID;
    await until(() => load.paid.length >= enough);
    ran["while serving"] = await run("restore", copy);
    await server.kill();
    await load.ended;
    heardBefore = [...receiver.received];

    ran["restore"] = await run("restore", copy);
    const files = await readdir(join(folder.path, ".data"));
    replaced = join(folder.path, ".data", files.find((name) => /replaced-\w+$/.test(name)) ?? "");
    await keepBank(database, replaced);
    charged = await chargedIn(database);
    ran["verify"] = await run("verify");
    takesWebhooks = true;
    server = await startServer({ folder: folder.path });
    await post("/v1/test_helpers/clock", { advance_seconds: 400 });
  });
  afterAll(async () => {
    await server.kill();
    await receiver.stop();
    await folder.remove();
  });

  it("is made while the portal serves, whole, for its owner alone, and over nothing", async () => {
    expect(ran["backup"]).toEqual({
      code: 0,
      stdout: `every promise is kept\ncopied to ${copy}\n`,
      stderr: "",
    });
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    expect(ran["again"]).toMatchObject({ code: 1, stderr: `backup: ${copy} is there already\n` });
    expect((await readdir(folder.path)).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("is not put back while the portal has the database open", () => {
    expect(ran["while serving"]).toMatchObject({
      code: 1,
      stderr: `restore: something has ${database} open; stop the portal first\n`,
    });
  });

  it("is put back verified, and keeps what was there", async () => {
    expect(ran["restore"]?.code).toBe(0);
    expect(ran["restore"]?.stdout).toMatch(
      /^every promise is kept\nrestored .*; the audit chain goes on from entry \d+\nwhat was there is now /,
    );
    expect(ran["verify"]).toMatchObject({ code: 0, stdout: "every promise is kept\n" });
    const [orders] = await rowsIn(replaced, "select count(*) as n from orders");
    expect(Number(orders?.["n"])).toBeGreaterThanOrEqual(2 * PAID);
    expect(existsSync(`${database}.restoring`)).toBe(false);
    const restored = await rowsIn(
      database,
      "select a.seq, e.data from audit_entries a join events e using (event_id) where type = 'audit.restored'",
    );
    expect(restored.map(({ seq, data }) => JSON.parse(String(data)).entries + 1 === seq)).toEqual([
      true,
    ]);
  });

  it("has every order that was acknowledged before it, paid as it was", async () => {
    expect(paidBefore.length).toBeGreaterThanOrEqual(PAID);
    const found = await Promise.all(paidBefore.map(async ({ orderId }) => {
      const order = await get(`/v1/orders/${orderId}`);
      return { no: order["merchant_order_no"], orderId, state: order["state"] };
    }));
    expect(found).toEqual(paidBefore.map((each) => ({ ...each, state: "paid" })));
  });

  it("asks the bank what became of what was in flight, and charges nothing again", async () => {
    const states = async () =>
      await Promise.all(inFlight.map(async (id) => (await get(`/v1/orders/${id}`))["state"]));
    await until(async () => (await states()).every((state) => state === "paid"));
    expect(await chargedIn(database)).toEqual(charged);
    expect(await rowsIn(database, chargedOtherThanOnce)).toEqual([]);
  });

  it("tells what was not delivered yet once, under the ids that it had", async () => {
    const told = (state: string) => `
      select event_id from deliveries join endpoints using (endpoint_id) join events using (event_id)
      where url = '${receiver.url}' and deliveries.state ${state}`;
    const owed = idsOf(await rowsIn(copy, told("<> 'delivered'")));
    const done = idsOf(await rowsIn(copy, told("= 'delivered'")));
    expect(owed.length).toBeGreaterThanOrEqual(PAID);
    expect(done.length).toBeGreaterThan(0);

    const heard = () =>
      receiver.received.slice(heardBefore.length).map(({ headers }) => headers.get("webhook-id"));
    await until(
      () => owed.every((id) => heard().includes(id)),
      () => `${owed.filter((id) => !heard().includes(id))}`,
    );
    expect(heard().filter((id) => done.includes(String(id)))).toEqual([]);
    expect(heard()).toHaveLength(new Set(heard()).size);
    const bodies = new Map(
      heardBefore.map(({ headers, body }) => [headers.get("webhook-id"), body]),
    );
    const again = receiver.received.slice(heardBefore.length).filter(({ headers }) =>
      bodies.has(headers.get("webhook-id"))
    );
    expect(again.length).toBeGreaterThan(0);
    expect(again.filter(({ headers, body }) => bodies.get(headers.get("webhook-id")) !== body))
      .toEqual([]);
  });

  function startLoad() {
    const paid: Paid[] = [];
    const customer = async (name: number) => {
      for (let i = 0;; i++) {
        const no = `cup-${name}-${i}`;
        paid.push({ no, orderId: await placeAndPay(no, "succeeded") });
      }
    };
    // Each ends when its connection drops.
    const ended = Promise.allSettled(Array.from({ length: CUSTOMERS }, (_, i) => customer(i)));
    return { paid, ended };
  }

  async function placeAndPay(no: string, outcome: string): Promise<string> {
    const orderId = await placed(no);
    await pay(orderId, outcome);
    return orderId;
  }

  async function placed(no: string): Promise<string> {
    const order = { merchant_order_no: no, amount: 1_200, subject: "a cup of tea" };
    return String((await post("/v1/orders", order))["order_id"]);
  }

  function pay(orderId: string, outcome: string) {
    return post(`/v1/test_helpers/orders/${orderId}/payment`, { outcome });
  }

  function get(path: string) {
    return answerOf(path, { headers: { Authorization: `Bearer ${key}` } });
  }

  function post(path: string, body: unknown) {
    return answerOf(path, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  async function answerOf(path: string, init: RequestInit) {
    const answer = await fetch(server.url + path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text || "{}") as Readonly<Record<string, unknown>>;
  }
});

const chargedOtherThanOnce = `
  select o.merchant_order_no from orders o left join payments p using (order_id)
  left join sandbox_payments b on b.channel_order_no = p.channel_order_no and b.state = 'paid'
  where o.state = 'paid' group by o.order_id
  having count(b.channel_order_no) <> 1 or sum(b.amount) <> o.amount`;

async function rowsIn(file: string, sql: string) {
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute(sql);
  client.close();
  return rows;
}

async function chargedIn(file: string): Promise<readonly string[]> {
  const client = createClient({ url: `file:${file}` });
  const charged = await chargedAtBank(client);
  client.close();
  return charged;
}

function idsOf(rows: Awaited<ReturnType<typeof rowsIn>>): readonly string[] {
  return rows.map((row) => String(row["event_id"]));
}
