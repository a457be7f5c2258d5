import { expect } from "vitest";
import { createBrowser } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";

/** A till is paired by its short code, shows an order and its payment, and is unpaired. */
export async function aTillGoesFromOrderToOrder(teller: Teller): Promise<void> {
  // Not through the teller: a pairing code differs everywhere.
  const api = async (method: string, path: string, body?: unknown) =>
    await (await fetch(teller.place.url + path, {
      method,
      headers: {
        Authorization: `Bearer ${teller.key}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })).json();
  const till = createBrowser(teller.place.url);
  const looks: unknown[] = [];
  const look = async () => {
    const { html } = await till.get("/screen");
    looks.push(/<main id="screen" class="screen (\w+)"/.exec(html)?.[1] ?? "form");
    const poll = /hx-get="([^"]+)"/.exec(html)?.[1];
    if (poll) looks.push((await till.get(poll)).status);
  };

  await look();
  const { screen_id: id, pairing_code: code } = await api("POST", "/v1/screens", { name: "Till" });
  const wrong = await till.post("/till/pairing", { code: "2222-2222" });
  const paired = await till.post("/till/pairing", { code: code.toLowerCase() });
  await look();
  const order = await api("POST", "/v1/orders", {
    merchant_order_no: "till-1",
    amount: 6_800,
    subject: "雨前龙井",
  });
  await look();
  await teller.pay(teller, order.order_id, { outcome: "succeeded" });
  await look();
  const { state } = await api("DELETE", `/v1/screens/${id}`);
  await look();
  expect([wrong.status, paired.status, state]).toEqual([422, 303, "unpaired"]);
  expect(looks).toEqual(["form", "idle", 204, "showing", 204, "paid", 204, "form"]);
  teller.note("what the till showed", looks);
}
