import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/patience.ts";
import { bundleWorker } from "../support/workerd.ts";
import { denoWithServer, type PlaceWithServer, workerdWithServer } from "./places.ts";

/** Short, so that nobody waits, and long enough for a busy machine to start within it. */
const env = { DATABASE_DEADLINE_MS: "1500" };

describe.each([
  { name: "Deno", open: () => denoWithServer(env) },
  { name: "workerd", open: async () => await workerdWithServer(await bundleWorker(), env) },
])("$name, while its database server is away", ({ open }) => {
  let place: PlaceWithServer;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.stop());

  it("answers 503 before a frozen server is thawed, and works again when it is", async () => {
    const orderId = await placed("frozen-1");
    await place.sqld.freeze();
    await refusesAll(orderId);
    place.sqld.thaw();
    await worksAgain("frozen-2");
  });

  it("answers 503 before a killed server is restarted, and works again when it is", async () => {
    const orderId = await placed("killed-1");
    await place.sqld.kill();
    await refusesAll(orderId);
    await place.sqld.restart();
    await worksAgain("killed-2");
  });

  async function refusesAll(orderId: string): Promise<void> {
    const answers = [
      await post("refused"),
      await fetch(`${place.url}/v1/orders/${orderId}`, { headers: headers() }),
      await fetch(`${place.url}/checkout/${orderId}`, { headers: { "Accept-Language": "en" } }),
      await fetch(`${place.url}/readyz`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    for (const answer of answers) expect(answer.headers.get("retry-after")).toMatch(/^[12]$/);
    const [, , page] = await Promise.all(answers.map((answer) => answer.text()));
    expect(page).toContain("A payment already made is safe.");
    const alive = await fetch(`${place.url}/livez`);
    await alive.body?.cancel();
    expect(alive.status).toBe(200);
  }

  async function worksAgain(number: string): Promise<void> {
    await placed(number);
    const listed = async () => {
      const path = `/v1/orders?merchant_order_no=${number}`;
      return await (await fetch(place.url + path, { headers: headers() })).json();
    };
    await until(async () => (await listed()).data?.length === 1, () => `one order ${number}`);
  }

  /** On a busy machine this short time may not be enough for the first. */
  async function placed(number: string): Promise<string> {
    let orderId: string | undefined;
    await until(async () => {
      orderId = (await (await post(number)).json()).order_id;
      return orderId !== undefined;
    }, () => `${number} to be placed`);
    return orderId ?? "";
  }

  async function post(number: string): Promise<Response> {
    return await fetch(`${place.url}/v1/orders`, {
      method: "POST",
      headers: { ...headers(), "Content-Type": "application/json" },
      body: JSON.stringify({
        merchant_order_no: number,
        amount: 1250,
        currency: "CNY",
        subject: "Tea",
      }),
    });
  }

  function headers() {
    return { Authorization: `Bearer ${place.keys.usual}` };
  }
});
