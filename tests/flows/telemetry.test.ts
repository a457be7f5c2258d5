import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until, untilReady } from "../support/patience.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { type Server, startServer, tempFolder } from "../support/server.ts";

/** What a request may carry and nobody may export. */
const marks = {
  phone: "13912340987",
  code: "CODE-7G2K-MARK",
  subject: "Longjing-MARK",
  query: "QUERY-MARK",
  header: "HEADER-MARK",
  metadata: "METADATA-MARK",
};

const quiet = {
  OTEL_DENO: "true",
  OTEL_DENO_TRACING: "false",
  OTEL_DENO_CONSOLE: "ignore",
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  // So often that one is under way whenever the process ends, which must not keep it from ending.
  OTEL_METRIC_EXPORT_INTERVAL: "20",
  OTEL_BSP_SCHEDULE_DELAY: "100",
};

interface Span {
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string; readonly intValue?: string };
  }[];
}

let folder: Awaited<ReturnType<typeof tempFolder>>;
let collector: Loopback;
let server: Server;
let key: string;
let orderId: string;
const got: { readonly path: string; readonly text: string }[] = [];

beforeAll(async () => {
  folder = await tempFolder();
  collector = serveLoopback(async (request) => {
    got.push({ path: new URL(request.url).pathname, text: await request.text() });
    return Response.json({});
  });
  server = await startServer({
    folder: folder.path,
    env: { ...quiet, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  });
  const demo = await server.demo();
  key = demo.secret_key;
  orderId = await placeOrder();
  await pay("unclear");
  await send(`/checkout/${orderId}?k=${marks.query}`);
  await send(`${new URL(demo.sign_url).pathname}?code=${marks.code}&phone=${marks.phone}`);
  await send(`/wallet/${marks.code}?${marks.query}=1`);
  await send("/till/pairing", {
    method: "POST",
    headers: { Origin: server.url },
    body: new URLSearchParams({ code: marks.code, phone: marks.phone }),
  });
  await until(() => spans().some(({ name }) => name === "POST /till/pairing"));
  await until(() => points("countersign.job.last_success").length > 0);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await collector.close();
  await folder.remove();
});

describe("telemetry, as a real collector gets it", () => {
  it("has a span for each request, by its route's pattern, with its status and times", () => {
    const shown = spans().map(({ name, attributes }) => {
      const [, , status] = attributes;
      return `${name} ${status?.value.intValue}`;
    });
    expect(shown).toEqual(expect.arrayContaining([
      "POST /v1/orders 201",
      "POST /v1/test_helpers/orders/:order_id/payment 200",
      "GET /checkout/:orderId 200",
      "POST /till/pairing 422",
    ]));
    for (const { kind, startTimeUnixNano: from, endTimeUnixNano: to, attributes } of spans()) {
      expect(kind).toBe(2);
      expect(BigInt(to) >= BigInt(from) && BigInt(from) > 0n).toBe(true);
      expect(attributes.map((each) => each.key)).toEqual([
        "http.request.method",
        "http.route",
        "http.response.status_code",
      ]);
    }
  });

  it("measures what waits, and when jobs last ended well", async () => {
    expect(points("countersign.writer.queue").length).toBeGreaterThan(0);
    await until(() => points("countersign.payments.processing").at(-1)?.value === 1);
    await until(() => points("countersign.deliveries.due").at(-1)?.value === 0);
    const unclear = points("countersign.unclear").map(({ attributes }) => attributes);
    expect(new Set(unclear)).toEqual(
      new Set(["about=payment", "about=refund", "about=deduction"]),
    );
    const jobs = () => points("countersign.job.last_success").map((each) => each.attributes);
    for (const job of ["query_payments", "deliver_webhooks", "expire_orders"]) {
      await until(() => jobs().includes(`job=${job}`), () => `${job} among ${jobs()}`);
    }
  });

  it("holds nothing of what requests carried: no phone, code, key, text, query, header or id", () => {
    const all = got.map(({ text }) => text).join("\n");
    const secrets = { ...marks, key, order: orderId };
    const found = Object.entries(secrets).filter(([, mark]) => all.includes(mark));
    expect(found).toEqual([]);
    expect(new Set(got.map(({ path }) => path))).toEqual(new Set(["/v1/traces", "/v1/metrics"]));
  });
});

describe("a collector that is away", () => {
  it("holds up no request, and no end", async () => {
    const elsewhere = await tempFolder();
    const alone = await startServer({
      folder: elsewhere.path,
      env: { ...quiet, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" },
    });
    await untilReady(alone.url);
    expect(await alone.stop()).toBe(0);
    await elsewhere.remove();
  });
});

async function placeOrder(): Promise<string> {
  const answer = await fetch(`${server.url}/v1/orders`, {
    method: "POST",
    headers: { ...authorized(), "X-Seen": marks.header, "X-Request-Id": marks.header },
    body: JSON.stringify({
      merchant_order_no: "T-1",
      amount: 1_200,
      subject: marks.subject,
      metadata: { note: marks.metadata, phone: marks.phone },
    }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()).order_id;
}

async function pay(outcome: string): Promise<void> {
  await send(`/v1/test_helpers/orders/${orderId}/payment`, {
    method: "POST",
    headers: authorized(),
    body: JSON.stringify({ outcome }),
  });
}

function authorized() {
  return { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
}

async function send(path: string, init: RequestInit = {}): Promise<void> {
  await (await fetch(server.url + path, { redirect: "manual", ...init })).text();
}

function spans(): readonly Span[] {
  return got.filter(({ path }) => path === "/v1/traces").flatMap(({ text }) =>
    JSON.parse(text).resourceSpans.flatMap((each: { scopeSpans: { spans: Span[] }[] }) =>
      each.scopeSpans.flatMap((scope) => scope.spans)
    )
  );
}

/** All that was measured under this name so far, in the order it came. */
function points(name: string) {
  interface Point {
    readonly asDouble: number;
    readonly attributes: Span["attributes"];
  }
  interface Scope {
    readonly metrics: readonly { name: string; gauge?: { dataPoints: readonly Point[] } }[];
  }
  return got.filter(({ path }) => path === "/v1/metrics").flatMap(({ text }) =>
    JSON.parse(text).resourceMetrics.flatMap((each: { scopeMetrics: readonly Scope[] }) =>
      each.scopeMetrics.flatMap(({ metrics }) =>
        metrics.filter((metric) => metric.name === name).flatMap((metric) =>
          (metric.gauge?.dataPoints ?? []).map(({ asDouble, attributes }) => ({
            value: asDouble,
            attributes: attributes.map((one) => `${one.key}=${one.value.stringValue}`).join(),
          }))
        )
      )
    ) as readonly { readonly value: number; readonly attributes: string }[]
  );
}
