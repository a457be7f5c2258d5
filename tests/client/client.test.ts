import { readFile } from "node:fs/promises";
import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../client/create_client.ts";
import { generatedTypes } from "../../client/generate.ts";
import { NotTrusted, portalKeys } from "../../client/portal_keys.ts";
import type { SigningKey } from "../../client/sign_request.ts";
import { verifyWebhook } from "../../client/verify_webhook.ts";
import { runningClock } from "../support/fake_clock.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { type Received, startReceiver } from "../support/receiver.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal({ clock: runningClock() });
});
afterAll(() => portal.close());

describe("client/api.d.ts", () => {
  it("is what the OpenAPI document generates", async () => {
    const written = await readFile(new URL("../../client/api.d.ts", import.meta.url), "utf8");
    expect(written === await generatedTypes(), "run `deno task client`").toBe(true);
  });
});

describe("createClient with a signing key", () => {
  async function registered(alg: SigningKey["alg"]) {
    const pair = await generateKeyPair(alg, { extractable: true });
    const body = { jwk: await exportJWK(pair.publicKey) };
    const { kid } = await (await portal.api("/v1/keys", { body })).json();
    return { kid, alg, privateKey: pair.privateKey };
  }
  const ordersWith = async (
    signingKey: SigningKey,
    fetch?: (request: Request) => Promise<Response>,
  ) =>
    await createClient({ baseUrl: portal.url, signingKey, ...(fetch ? { fetch } : {}) })
      .GET("/v1/orders", { params: { query: { limit: 1 } } });

  it.each(["EdDSA", "ES256", "PS256"] as const)(
    "signs with %s, in each form of a key",
    async (alg) => {
      const key = await registered(alg);
      const forms = [
        key.privateKey,
        await exportJWK(key.privateKey),
        await exportPKCS8(key.privateKey),
      ];
      for (const privateKey of forms) {
        const { data, response } = await ordersWith({ ...key, privateKey });
        expect([response.status, data?.data]).toEqual([200, []]);
      }
    },
  );

  it("gives a signed error as an error, also one without a body", async () => {
    const key = await registered("EdDSA");
    const client = createClient({ baseUrl: portal.url, signingKey: key });
    const order_id = "ord_01KAG8M0000000000000000001";
    const missing = await client.GET("/v1/orders/{order_id}", { params: { path: { order_id } } });
    expect(missing.error?.code).toBe("order_not_found");
    const added = await client.POST("/v1/webhook_endpoints", {
      body: { url: "https://shop.example/hook" },
    });
    const { endpoint_id = "" } = added.data ?? {};
    const gone = await client.DELETE("/v1/webhook_endpoints/{endpoint_id}", {
      params: { path: { endpoint_id } },
    });
    expect(gone.response.status).toBe(204);
  });

  it.each<[string, (answer: Response, text: string) => Response | Promise<Response>]>([
    ["was changed", ({ status, headers }, text) => new Response(`${text} `, { status, headers })],
    ["has another status", ({ headers }, text) => new Response(text, { status: 201, headers })],
    ["is not signed", ({ status }, text) => new Response(text, { status })],
  ])("trusts no answer that %s", async (_, meddle) => {
    const key = await registered("EdDSA");
    const asked = ordersWith(key, async (request) => {
      const answer = await fetch(request);
      return await meddle(answer, await answer.text());
    });
    await expect(asked).rejects.toThrow(NotTrusted);
  });

  it("trusts no answer to another request", async () => {
    const key = await registered("EdDSA");
    let first: { readonly text: string; readonly headers: Headers } | undefined;
    const replaying = async (request: Request) => {
      const answer = await fetch(request);
      first ??= { text: await answer.text(), headers: answer.headers };
      return new Response(first.text, { headers: first.headers });
    };
    await ordersWith(key, replaying);
    await expect(ordersWith(key, replaying)).rejects.toThrow("another request");
  });
});

describe("verifyWebhook", () => {
  it("verifies one delivery by its secret, its public key and the portal's own keys", async () => {
    const { received, secret, public_key, url } = await delivered();
    const { headers } = received;
    const body = new TextEncoder().encode(received.body);
    const proofs = [
      { secret },
      { publicKey: public_key },
      { portalKeys: portalKeys(portal.url), url },
    ];
    for (const proof of proofs) {
      const event = await verifyWebhook(body, headers, proof);
      expect(event.type).toBe("order.closed");
      const changed = new TextEncoder().encode(`${received.body} `);
      await expect(verifyWebhook(changed, headers, proof)).rejects.toThrow(NotTrusted);
      await expect(verifyWebhook(body, new Headers(), proof)).rejects.toThrow(NotTrusted);
    }
    const elsewhere = { portalKeys: portalKeys(portal.url), url: "https://shop.example/hook" };
    await expect(verifyWebhook(body, headers, elsewhere)).rejects.toThrow("another address");
    const old = new Headers(headers);
    old.set("webhook-timestamp", "1700000000");
    await expect(verifyWebhook(body, old, { secret })).rejects.toThrow("five minutes");
    const garbled = new Headers(headers);
    garbled.set("webhook-signature", "v1,%%% v2,AA== v1");
    await expect(verifyWebhook(body, garbled, { secret })).rejects.toThrow(NotTrusted);
  });

  async function delivered() {
    const receiver = startReceiver();
    const { url } = receiver;
    const added = await portal.api("/v1/webhook_endpoints", { body: { url } });
    const { secret, public_key } = await added.json();
    const order = { merchant_order_no: "T-1", amount: 100, subject: "茶" };
    const { order_id } = await (await portal.api("/v1/orders", { body: order })).json();
    await portal.api(`/v1/orders/${order_id}/closure`, { body: {} });
    await portal.settle();
    const received: Received = await receiver.waitFor(({ json }) => json.type === "order.closed");
    await receiver.stop();
    return { received, url, secret: String(secret), public_key: String(public_key) };
  }
});
