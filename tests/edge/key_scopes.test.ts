import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { days } from "../../core/time.ts";
import { allScopes, type Scope } from "../../core/merchant/merchant_key.ts";
import { makeKey, registerKey, signedRequest, type Signer } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function keyWith(scopes: readonly Scope[]): Promise<Signer> {
  const { jwk, privateKey } = await makeKey("EdDSA");
  const { kid } = await (await app.api("/v1/keys", { body: { jwk, scopes } })).json();
  return { kid, alg: "EdDSA", privateKey };
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly "x-codes"?: readonly string[] }>>;
}

async function operations() {
  const document = await (await app.fetch(new Request("http://portal.test/openapi.json"))).json();
  return Object.entries<Readonly<Record<string, Operation>>>(document.paths).flatMap((
    [path, item],
  ) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, "none"),
      limited: operation.responses["403"]?.["x-codes"]?.includes("key_scope_missing") === true,
    }))
  );
}

describe("a key's scopes", () => {
  it("let each scope do its own part of every operation that writes, and nothing read", async () => {
    const keys = await Promise.all(allScopes.map((each) => keyWith([each])));
    const whole = await registerKey(app, "EdDSA");
    const allowed = new Map<string, string[]>();
    let limited = 0;
    for (const { method, path, limited: isLimited } of await operations()) {
      const ask = async (signer: Signer) => {
        const body = method === "GET" || method === "DELETE" ? {} : { body: "{}" };
        const answer = await app.fetch(await signedRequest(app, signer, { method, path, ...body }));
        const text = await answer.text();
        return !text.includes("key_scope_missing");
      };
      const may = await Promise.all(keys.map(ask));
      const scopes = allScopes.filter((_, i) => may[i]);
      expect([method, path, await ask(whole)]).toEqual([method, path, true]);
      expect([method, path, scopes.length]).toEqual([
        method,
        path,
        isLimited ? Math.min(scopes.length, 1) : allScopes.length,
      ]);
      if (!isLimited) continue;
      limited++;
      const scope = scopes[0] ?? "settings";
      allowed.set(scope, [...allowed.get(scope) ?? [], `${method} ${path}`]);
    }
    expect(limited).toBeGreaterThan(20);
    expect([...allowed.keys()].toSorted()).toEqual([...allScopes, "settings"].toSorted());
    expect(allowed.get("charge")).toEqual([
      "POST /v1/deductions",
      "POST /v1/arrears/none/waiver",
      "POST /v1/contracts/none/deduction_notices",
    ]);
    expect(allowed.get("refund")?.toSorted()).toEqual([
      "POST /v1/deductions/none/refunds",
      "POST /v1/disputes/none/acceptance",
      "POST /v1/disputes/none/answer",
      "POST /v1/orders/none/refunds",
    ]);
    expect(allowed.get("settings")).toContain("POST /v1/keys");
  });

  it("are shown, and belong to the key: the same key with others is another request", async () => {
    const { jwk } = await makeKey("ES256");
    const first = await app.api("/v1/keys", { body: { jwk, scopes: ["refund", "create"] } });
    expect(await first.json()).toMatchObject({
      scopes: ["create", "refund"],
      last_signed_on: null,
    });
    const again = await app.api("/v1/keys", { body: { jwk, scopes: ["create", "refund"] } });
    expect(again.status).toBe(200);
    const other = await app.api("/v1/keys", { body: { jwk } });
    expect([other.status, (await other.json()).code]).toEqual([409, "key_already_registered"]);
  });
});

describe("when a key last signed", () => {
  it("is kept by the day, with the write that keeps its jti", async () => {
    const signer = await registerKey(app, "EdDSA");
    const sign = async () => {
      const before = app.roundTrips();
      await app.fetch(await signedRequest(app, signer, { path: "/v1/links" }));
      return app.roundTrips() - before;
    };
    const shown = async () =>
      (await (await app.api(`/v1/keys/${signer.kid}`)).json()).last_signed_on;
    const trips = [await sign(), await sign()];
    expect(trips[0]).toBe(trips[1]);
    expect(await shown()).toBe("2026-11-20");
    app.clock.advance(days(1));
    expect(await shown()).toBe("2026-11-20");
    await sign();
    expect(await shown()).toBe("2026-11-21");
  });
});
