import { describe, expect, it } from "vitest";
import { type MuteServer, startMute } from "../support/mute_server.ts";
import { until, untilReady } from "../support/patience.ts";

/** More lines than a pipe holds, which is 64 KiB. */
const REQUESTS = 600;

describe.each(["full", "closed", "unread"] as const)("a log whose pipe or disk is %s", (stdout) => {
  it("fails no order, holds up no request, and the process still stops when asked", async () => {
    const server = await startMute(stdout);
    for (let i = 0; i < REQUESTS; i++) expect(await statusOf(server, "/livez")).toBe(200);
    expect(await placeOrder(server, "A-1")).toBe(201);
    await untilReady(server.url);
    expect(await server.stop()).toBe(0);
  });
});

describe("a log on a full disk", () => {
  it("loses lines, and says how many as soon as there is room", async () => {
    const server = await startMute("tmpfs");
    for (let i = 0; i < REQUESTS; i++) expect(await statusOf(server, "/livez")).toBe(200);
    expect(await placeOrder(server, "A-1")).toBe(201);
    await server.free();
    let dropped = 0;
    await until(async () => {
      await statusOf(server, "/livez");
      const found = /"message":"log lines dropped".*?"count":(\d+)/.exec(await server.written());
      dropped = Number(found?.[1] ?? 0);
      return dropped > 0;
    });
    const lines = (await server.written()).split("\n").filter((line) => line.startsWith("{"));
    const requests = lines.filter((line) => line.includes(`"message":"request"`)).length;
    expect(dropped).toBeGreaterThan(0);
    expect(dropped + requests).toBeGreaterThanOrEqual(REQUESTS);
    expect(await server.stop()).toBe(0);
  });
});

async function statusOf(server: MuteServer, path: string): Promise<number> {
  const answer = await fetch(server.url + path);
  await answer.body?.cancel();
  return answer.status;
}

async function placeOrder(server: MuteServer, number: string): Promise<number> {
  const { secret_key } = await server.demo();
  const answer = await fetch(`${server.url}/v1/orders`, {
    method: "POST",
    headers: { Authorization: `Bearer ${secret_key}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      merchant_order_no: number,
      amount: 1250,
      currency: "CNY",
      subject: "Tea",
    }),
  });
  await answer.body?.cancel();
  return answer.status;
}
