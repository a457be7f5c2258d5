import { paths } from "../../../core/paths.ts";
import { httpRequest, inTurns, type LoadResult, type Target, unexpected } from "../load.ts";
import { newOrder } from "../orders.ts";
import { print } from "../table.ts";
import type { Size } from "./fill.ts";
import { benchConsole } from "./console.ts";
import { recordHistories } from "./histories.ts";
import { authorized, openPlace, type Place } from "./place.ts";

const SMALL: Size = { orders: 1_000, merchants: 10 };
const LARGE: Size = { orders: 1_000_000, merchants: 1_000 };
const SLICE = { rounds: 5, ms: 250 };
const DESK_MS_MAX = 50;

/** What each call takes at a million orders, beside the same at a thousand, one client, in turns. */
export async function benchGrowth(): Promise<void> {
  const histories = await recordHistories();
  const [few, many] = [await openPlace(histories, SMALL), await openPlace(histories, LARGE)];
  const compare = async (what: string, expected: number, request: (place: Place) => Request) => {
    const targets = [few, many].map((place): Target => ({
      port: place.portal.port,
      clients: 1,
      request: request(place),
    }));
    const [small, grown] = await inTurns(targets, SLICE);
    if (!small || !grown) throw new TypeError("Cannot compare: no result");
    return { what, small, grown, note: unexpected(grown.statuses, expected) };
  };
  const growth = async (...given: Parameters<typeof compare>) =>
    printGrowth(await compare(...given));
  const desk = async (what: string, path: (place: Place) => () => string) =>
    printDesk(
      await compare(what, 200, (place) => {
        const next = path(place);
        return () => httpRequest("GET", next(), { Cookie: place.cookie });
      }),
    );

  await growth("create order", 201, (place) => () => post(place, "/v1/orders", newOrder()));
  await growth("pay, by the test helper", 200, (place) => {
    const next = inTurn(place.toPay);
    return () => post(place, `/v1/test_helpers/orders/${next()}/payment`, { outcome: "succeeded" });
  });
  await growth("deduct", 202, (place) => () => {
    const { merchant_order_no, subject } = newOrder();
    const body = { merchant_order_no, subject, amount: 1, contract_id: place.contractId };
    return post(place, "/v1/deductions", body);
  });
  await growth(
    "status poll",
    204,
    ({ portal, mark }) => () =>
      httpRequest("GET", `${portal.checkoutPath}/status?mark=${mark}`, {}),
  );
  await growth(
    "checkout page of any order",
    200,
    ({ samples }) => {
      const next = inTurn(samples.get("order id"));
      return () => httpRequest("GET", paths.checkout(next()), {});
    },
  );
  for (const path of ["orders", "orders?state=open", "refunds", "deductions", "events"]) {
    await growth(
      `GET /v1/${path}, first page`,
      200,
      (place) => () => httpRequest("GET", `/v1/${path}`, authorized(place)),
    );
  }

  await desk("home", () => () => paths.desk("ops"));
  for (const queue of ["unclear", "proposals", "applications", "plans", "unsigns", "endpoints"]) {
    await desk(`queue ${queue}`, () => () => paths.opsQueue(queue));
  }
  for (const kind of many.samples.keys()) {
    await mustFind(many, kind);
    await desk(`search, ${kind}`, ({ samples }) => {
      const next = inTurn(samples.get(kind));
      return () => `${paths.opsSearch()}?q=${encodeURIComponent(next())}`;
    });
  }
  await desk("search, a number that nobody has", () => () => `${paths.opsSearch()}?q=T-0`);
  await desk("history of an order", ({ samples }) => {
    const next = inTurn(samples.get("order id"));
    return () => paths.opsRecord(next());
  });
  await benchConsole(many);
  await Promise.all([few, many].map(({ portal }) => portal.stop()));
}

type Request = () => Uint8Array<ArrayBuffer>;

/** A search that finds nothing would be quick for the wrong reason. */
async function mustFind({ portal, cookie, samples }: Place, kind: string): Promise<void> {
  const url = `http://localhost:${portal.port}${paths.opsSearch()}?q=${samples.get(kind)?.[0]}`;
  const page = await (await fetch(url, { headers: { Cookie: cookie } })).text();
  if (!page.includes(paths.opsRecord(""))) throw new Error(`Cannot measure: no ${kind} is found`);
}

interface Compared {
  readonly what: string;
  readonly small: LoadResult;
  readonly grown: LoadResult;
  readonly note: string;
}

function printGrowth({ what, small, grown, note }: Compared): void {
  print({
    what: `${what}, p50`,
    value: grown.p50Ms,
    against: small.p50Ms,
    unit: " ms",
    budget: "<= 120 %",
    note: `at 1,000 orders; p95 ${grown.p95Ms.toFixed(1)} against ${
      small.p95Ms.toFixed(1)
    } ms${note}`,
  });
}

function printDesk({ what, small, grown, note }: Compared): void {
  print({
    what: `desk, ${what}, p95`,
    value: grown.p95Ms,
    against: DESK_MS_MAX,
    unit: " ms",
    budget: "<= 100 %",
    note: `p50 ${grown.p50Ms.toFixed(1)}; at 1,000 orders p50 ${small.p50Ms.toFixed(1)}, p95 ${
      small.p95Ms.toFixed(1)
    } ms${note}`,
  });
}

function post(place: Place, path: string, body: unknown): Uint8Array<ArrayBuffer> {
  return httpRequest("POST", path, authorized(place), body);
}

function inTurn(values: readonly string[] = []): () => string {
  let next = 0;
  return () => values[next++ % values.length] ?? "";
}
