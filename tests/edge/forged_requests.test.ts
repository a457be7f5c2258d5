import { base64url, generateSecret } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detached, headerOf, registerKey, request, signedRequest } from "../support/signer.ts";
import type { Signer } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const PATH = "/v1/orders?trace=7f3a&step=2";
const URL_ = `http://portal.test${PATH}`;
const BODY = JSON.stringify({ merchant_order_no: "FORGE-1", amount: 88_00, subject: "普洱 Pu'er" });
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function rows(): Promise<number> {
  const [count] = await app.deps.load({
    statement: {
      sql: "select (select count(*) from events) + (select count(*) from request_nonces) as n",
      args: [],
    },
    read: (found) => Number(found[0]?.["n"]),
  });
  return count;
}

function signatureOf(asked: Request): string {
  return asked.headers.get("Countersign-Signature") ?? "";
}

/** Every mutant of one good request; each differs from it in one place. */
function* mutants(good: Request): Generator<Request> {
  const signature = signatureOf(good);
  const send = (changed: { url?: string; method?: string; body?: Uint8Array; jws?: string }) =>
    new Request(changed.url ?? URL_, {
      method: changed.method ?? "POST",
      headers: {
        "Countersign-Signature": changed.jws ?? signature,
        "Content-Type": "application/json",
      },
      body: new Uint8Array(changed.body ?? new TextEncoder().encode(BODY)),
    });

  const bytes = new TextEncoder().encode(BODY);
  for (let flipped = 0; flipped < bytes.length; flipped++) {
    const bit = 1 << (flipped % 8);
    yield send({ body: bytes.map((byte, at) => at === flipped ? byte ^ bit : byte) });
  }
  for (const body of [bytes.slice(1), bytes.slice(0, -1), new Uint8Array([...bytes, 10])]) {
    yield send({ body });
  }
  for (let at = 0; at < signature.length; at++) {
    for (const step of [1, 31]) {
      const char = BASE64URL[(BASE64URL.indexOf(signature.charAt(at)) + step) % 64] ?? "A";
      yield send({ jws: signature.slice(0, at) + char + signature.slice(at + 1) });
    }
    yield send({ jws: signature.slice(0, at) + signature.slice(at + 1) });
  }
  for (const [part, start] of [["path", 18], ["query", URL_.indexOf("?") + 1]] as const) {
    for (let at = start; at < URL_.length; at++) {
      for (const char of part === "path" ? ["x", "/", "?"] : ["y", "&", "%"]) {
        const url = URL_.slice(0, at) + char + URL_.slice(at + 1);
        if (url !== URL_) yield send({ url });
      }
    }
  }
  yield send({ url: "http://portal.test/v1/orders?step=2&trace=7f3a" });
  yield send({ url: "http://portal.test/v1/orders" });
  yield send({ url: `${URL_}&more=1` });
  for (const method of ["PUT", "PATCH", "DELETE"]) yield send({ method });
  for (
    const jws of ["", ".", "..", "a..b", `${signature}.`, ` ${signature.replace("..", ".x.")}`]
  ) {
    yield send({ jws });
  }
}

describe("forged requests", () => {
  it("are refused, every one of more than 2,000 mutants, whatever the algorithm", async () => {
    const accepted: string[] = [];
    let count = 0;
    for (const alg of ["EdDSA", "ES256", "PS256"] as const) {
      const signer = await registerKey(app, alg);
      const good = await signedRequest(app, signer, { path: PATH, body: BODY });
      const before = await rows();
      for (const mutant of mutants(good)) {
        count++;
        const answer = await app.fetch(mutant);
        if (![401, 404, 405].includes(answer.status)) {
          accepted.push(`${answer.status} ${mutant.method} ${mutant.url} ${signatureOf(mutant)}`);
        }
      }
      expect(await rows()).toBe(before);
      // The true one passes the signature: what is wrong with it is only that it has a query, to be mutated.
      const passed = await app.fetch(good);
      expect([passed.status, (await passed.json()).code]).toEqual([422, "fields_invalid"]);
      const placed = await app.fetch(
        await signedRequest(app, signer, { path: "/v1/orders", body: BODY }),
      );
      expect([200, 201]).toContain(placed.status);
    }
    expect(accepted).toEqual([]);
    expect(count).toBeGreaterThan(2_000);
  });

  it("are refused whatever the header claims", async () => {
    const signer = await registerKey(app, "EdDSA");
    const rsa = await registerKey(app, "PS256");
    const claim = async (header: Readonly<Record<string, unknown>>) => {
      const answer = await app.fetch(
        await signedRequest(app, signer, { path: PATH, body: BODY, header }),
      );
      return (await answer.json()).code;
    };
    expect(await claim({ kid: "key_01JDK3V6M6M6M6M6M6M6M6M6M6" })).toBe("signature_key_unknown");
    expect(await claim({ kid: rsa.kid })).toBe("signature_alg_refused");
    expect(await claim({ htm: "GET" })).toBe("signature_other_request");
    expect(await claim({ htm: "post" })).toBe("signature_other_request");
    expect(await claim({ htu: "http://portal.test/v1/orders" })).toBe("signature_other_request");
    expect(await claim({ htu: URL_.toUpperCase() })).toBe("signature_other_request");
    expect(await claim({ htu: `http://portal.example${PATH}` })).toBe("signature_other_request");
    const wrong: readonly Readonly<Record<string, unknown>>[] = [
      { kid: undefined },
      { kid: 7 },
      { iat: undefined },
      { iat: "now" },
      { iat: 1.5 },
      { iat: null },
      { jti: undefined },
      { jti: "" },
      { jti: "x".repeat(129) },
      { jti: "a\u0000b" },
      { jti: "\ud800" },
      { jti: ["a"] },
      { htm: undefined },
      { htu: undefined },
      { htu: [URL_] },
    ];
    for (const header of wrong) expect(await claim(header)).toBe("signature_malformed");
  });

  it("are refused with no algorithm, one of ours not registered, or a MAC made of the public key", async () => {
    const signer = await registerKey(app, "EdDSA");
    const good = await signedRequest(app, signer, { path: PATH, body: BODY });
    const send = async (header: Readonly<Record<string, unknown>>, mac: string) => {
      const text = base64url.encode(JSON.stringify({ ...headerOf(signatureOf(good)), ...header }));
      const asked = request("POST", URL_, { path: PATH, body: BODY }, `${text}..${mac}`);
      return (await (await app.fetch(asked)).json()).code;
    };
    for (const alg of ["none", "NONE", "HS256", "RS256", "ES384", "eddsa", ""]) {
      expect(await send({ alg }, "AAAA")).toBe("signature_alg_refused");
    }
    expect(await send({ alg: undefined }, "AAAA")).toBe("signature_malformed");
    const secret = await generateSecret("HS256", { extractable: true });
    const hs256 = await detached({ ...headerOf(signatureOf(good)), alg: "HS256" }, BODY, secret);
    const answer = await app.fetch(request("POST", URL_, { path: PATH, body: BODY }, hs256));
    expect((await answer.json()).code).toBe("signature_alg_refused");
  });

  it("are refused with extensions, an unencoded payload, or an attached one", async () => {
    const signer = await registerKey(app, "EdDSA");
    const good = await signedRequest(app, signer, { path: PATH, body: BODY });
    const header = headerOf(signatureOf(good));
    for (
      const more of [
        { crit: ["b64"], b64: false },
        { crit: ["b64"], b64: true },
        { b64: false },
        { crit: [] },
        { crit: ["exp"], exp: 9_999_999_999 },
      ]
    ) {
      const text = base64url.encode(JSON.stringify({ ...header, ...more }));
      const jws = `${text}..${signatureOf(good).split(".")[2]}`;
      const answer = await app.fetch(request("POST", URL_, { path: PATH, body: BODY }, jws));
      expect((await answer.json()).code).toBe("signature_malformed");
    }
    const attached = signatureOf(good).replace("..", `.${base64url.encode(BODY)}.`);
    const answer = await app.fetch(request("POST", URL_, { path: PATH, body: BODY }, attached));
    expect((await answer.json()).code).toBe("signature_malformed");
  });
});

describe("replayed requests", () => {
  it("have one effect: at once, later, at the edge of the window, twenty at a time", async () => {
    const signer = await registerKey(app, "EdDSA");
    const good = await signedRequest(app, signer, { path: "/v1/orders", body: fresh("R1") });
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.fetch(good.clone())));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const advance of [0, 1_000, 298_000]) {
      app.clock.set((app.clock.now() + advance) as ReturnType<typeof app.clock.now>);
      expect(await codeOf(app, good.clone())).toBe("signature_replayed");
    }
    app.clock.set((app.clock.now() + 2_000) as ReturnType<typeof app.clock.now>);
    expect(await codeOf(app, good.clone())).toBe("signature_expired");
  });

  it("may share a jti between merchants, but not between requests of one", async () => {
    const header = { jti: "shared" };
    const other = await app.openMerchant("对面面馆 Noodles Opposite");
    const [ours, theirs] = [
      await registerKey(app, "EdDSA"),
      await registerKey(app, "EdDSA", other),
    ];
    const ask = async (signer: Signer, no: string) =>
      await app.fetch(
        await signedRequest(app, signer, { path: "/v1/orders", body: fresh(no), header }),
      );
    expect((await ask(ours, "R2")).status).toBe(201);
    expect((await ask(theirs, "R2")).status).toBe(201);
    expect((await ask(ours, "R3")).status).toBe(401);
  });
});

describe("the clock of a signer", () => {
  it("may be 300 seconds behind and 10 ahead, and not one more", async () => {
    const signer = await registerKey(app, "EdDSA");
    const now = Math.floor(app.clock.now() / 1_000);
    const taken: number[] = [];
    for (let skew = -310; skew <= 70; skew++) {
      const asked = await signedRequest(app, signer, {
        path: "/v1/keys",
        header: { iat: now + skew },
      });
      const answer = await app.fetch(asked);
      if (answer.status === 200) taken.push(skew);
      else {
        expect((await answer.json()).code)
          .toBe(skew < 0 ? "signature_expired" : "signature_from_future");
      }
    }
    expect([taken[0], taken.at(-1), taken.length]).toEqual([-300, 10, 311]);
  });
});

function fresh(no: string): string {
  return JSON.stringify({ merchant_order_no: no, amount: 100, subject: "茶" });
}

async function codeOf(app: TestApp, asked: Request): Promise<unknown> {
  return (await (await app.fetch(asked)).json()).code;
}
