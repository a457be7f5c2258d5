import { base64url, createLocalJWKSet, flattenedVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { detached, headerOf, makeKey, registerKey, signedRequest } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let orderNo = 0;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

function newOrder(): string {
  return JSON.stringify({
    merchant_order_no: `S${++orderNo}`,
    amount: 1_200,
    subject: "龙井 Longjing",
  });
}

/** Verifies a portal response as a third party would: with jose and the published keys. */
async function believe(answer: Response) {
  const jwks = await (await app.fetch(new Request("http://portal.test/.well-known/jwks.json")))
    .json();
  const [protectedHeader, , signature] = (answer.headers.get("Countersign-Signature") ?? "").split(
    ".",
  );
  const body = new Uint8Array(await answer.arrayBuffer());
  const verified = await flattenedVerify(
    {
      protected: protectedHeader ?? "",
      payload: base64url.encode(body),
      signature: signature ?? "",
    },
    createLocalJWKSet(jwks),
    { algorithms: ["EdDSA"] },
  );
  return { header: verified.protectedHeader ?? {}, body: new TextDecoder().decode(body) };
}

describe("signed requests", () => {
  it.each(["EdDSA", "ES256", "PS256"] as const)("are taken with %s", async (alg) => {
    const signer = await registerKey(app, alg);
    const answer = await app.fetch(
      await signedRequest(app, signer, { path: "/v1/orders", body: newOrder() }),
    );
    expect(answer.status).toBe(201);
  });

  it("are accepted from a live merchant, whose secret key is not", async () => {
    const live = await app.openMerchant("长风书店 Changfeng Books", { mode: "live" });
    const refused = await app.api("/v1/orders", { key: live.secretKey });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: "signature_required", status: 401 });
  });

  it("sign the query too, byte for byte", async () => {
    const signer = await registerKey(app, "EdDSA");
    const path = "/v1/orders?merchant_order_no=S1&limit=5";
    expect((await app.fetch(await signedRequest(app, signer, { path }))).status).toBe(200);

    const reordered = await signedRequest(app, signer, {
      path,
      header: { htu: "http://portal.test/v1/orders?limit=5&merchant_order_no=S1" },
    });
    const answer = await app.fetch(reordered);
    expect(await answer.json()).toMatchObject({ code: "signature_other_request" });
  });

  it("are accepted under the request's own origin only while no public URL is set", async () => {
    const free = await testApp({ config: { publicUrlFixed: false } });
    const signer = await registerKey(free, "EdDSA");
    const body = newOrder();
    const url = "http://127.0.0.1:8000/v1/orders";
    const send = async (target: TestApp, kid: string) => {
      const header = {
        alg: "EdDSA",
        kid,
        iat: Math.floor(target.clock.now() / 1_000),
        jti: crypto.randomUUID(),
        htm: "POST",
        htu: url,
      };
      const signature = await detached(header, body, signer.privateKey);
      return await target.fetch(
        new Request(url, {
          method: "POST",
          body,
          headers: { "Countersign-Signature": signature, "Content-Type": "application/json" },
        }),
      );
    };
    expect((await send(free, signer.kid)).status).toBe(201);
    await free.close();

    const fixed = await registerKey(app, "EdDSA");
    expect(await (await send(app, fixed.kid)).json()).toMatchObject({
      code: "signature_other_request",
    });
  });
});

describe("answers to signed requests", () => {
  it("carry the portal's signature over body, status and the request's jti", async () => {
    const signer = await registerKey(app, "EdDSA");
    const asked = await signedRequest(app, signer, { path: "/v1/orders", body: newOrder() });
    const { header, body } = await believe(await app.fetch(asked.clone()));
    expect(JSON.parse(body)).toMatchObject({ state: "open", amount: 1_200 });
    expect(header).toMatchObject({
      alg: "EdDSA",
      kid: app.deps.vault.kid,
      status: 201,
      req: headerOf(asked.headers.get("Countersign-Signature") ?? "")["jti"],
      iat: Math.floor(app.clock.now() / 1_000),
    });
    expect(header["jti"]).toEqual(expect.any(String));
  });

  it.each([
    ["an invalid field", { path: "/v1/orders", body: '{"amount":0}' }, 422],
    ["a body that is not JSON", { path: "/v1/orders", body: "{" }, 400],
    ["another content type", { path: "/v1/orders", body: "{}", contentType: "text/plain" }, 415],
    ["an unknown route", { path: "/v1/nothing" }, 404],
    ["a method not taken", { path: "/v1/orders", method: "DELETE" }, 405],
    ["a foreign id", { path: "/v1/orders/ord_01JDK3V6M6M6M6M6M6M6M6M6M6" }, 404],
    ["a body too large", { path: "/v1/orders", body: "x".repeat(65 * 1_024) }, 413],
    ["a wrong signature", { path: "/v1/orders", header: { iat: 1 } }, 401],
  ])("are signed also for %s", async (_name, asked, status) => {
    const signer = await registerKey(app, "ES256");
    const signed = await signedRequest(app, signer, asked);
    const answer = await app.fetch(signed.clone());
    expect(answer.status).toBe(status);
    const { header } = await believe(answer);
    expect(header).toMatchObject({
      status,
      req: headerOf(signed.headers.get("Countersign-Signature") ?? "")["jti"],
    });
  });

  it("are not signed for a request that did not sign", async () => {
    const answer = await app.api("/v1/orders");
    expect(answer.status).toBe(200);
    expect(answer.headers.has("Countersign-Signature")).toBe(false);
  });
});

describe("a merchant's keys", () => {
  it("take over from each other without a gap, and retire on the merchant's clock", async () => {
    const inAMinute = new Date(app.clock.now() + 60_000).toISOString();
    const first = await registerKey(app, "EdDSA", app.merchant, { retire_at: inAMinute });
    const second = await registerKey(app, "PS256", app.merchant, { not_before: inAMinute });
    const ask = async (signer: typeof first) => {
      const answer = await app.fetch(await signedRequest(app, signer, { path: "/v1/keys" }));
      return [answer.status, (await answer.json()).code];
    };
    expect(await ask(first)).toEqual([200, undefined]);
    expect(await ask(second)).toEqual([401, "signature_key_not_active"]);
    app.clock.advance(seconds(60));
    expect(await ask(first)).toEqual([401, "signature_key_not_active"]);
    expect(await ask(second)).toEqual([200, undefined]);
  });

  it("stop at once when revoked, by the secret key or by a signature", async () => {
    const signer = await registerKey(app, "EdDSA");
    const path = `/v1/keys/${signer.kid}`;
    const revoked = await app.fetch(await signedRequest(app, signer, { path, method: "DELETE" }));
    expect(await revoked.json()).toMatchObject({ kid: signer.kid, state: "revoked" });
    const answer = await app.fetch(await signedRequest(app, signer, { path }));
    expect(await answer.json()).toMatchObject({ code: "signature_key_not_active" });
  });

  it("cannot be used, read or revoked by anyone else", async () => {
    const signer = await registerKey(app, "EdDSA");
    const other = await app.openMerchant("对面面馆 Noodles Opposite");
    for (const method of ["GET", "DELETE"]) {
      const answer = await app.api(`/v1/keys/${signer.kid}`, { method, key: other.secretKey });
      expect(answer.status).toBe(404);
    }
    const listed = await (await app.api("/v1/keys", { key: other.secretKey })).json();
    expect(listed).toEqual({ data: [], next: null });
  });

  it("are registered once: the same key with the same dates is the same answer", async () => {
    const { jwk } = await makeKey("ES256");
    const first = await app.api("/v1/keys", { body: { jwk } });
    const again = await app.api("/v1/keys", {
      body: { jwk: { ...jwk, alg: "ES256", use: "sig" } },
    });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());

    const retireAt = new Date(app.clock.now() + 60_000).toISOString();
    const other = await app.api("/v1/keys", { body: { jwk, retire_at: retireAt } });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: "key_already_registered" });
  });
});
