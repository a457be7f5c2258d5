import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiProblems } from "../../routes/api/problem.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const ORIGIN = "http://portal.test";
let app: TestApp;
let document: Document;

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters?: unknown;
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly "x-codes"?: readonly string[] }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, { readonly "x-codes"?: readonly string[] }>>;
  };
}

beforeAll(async () => {
  app = await testApp();
  document = await (await get("/openapi.json")).json();
});
afterAll(() => app.close());

async function get(path: string, language = "en"): Promise<Response> {
  return await app.fetch(new Request(ORIGIN + path, { headers: { "Accept-Language": language } }));
}

function operations(): readonly (readonly [string, Operation])[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, each]) => [`${method.toUpperCase()} ${path}`, each] as const)
  );
}

/** What the fields and parameters anywhere in it are called. */
function namesIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  const { properties, in: place, name } = part as Readonly<Record<string, unknown>>;
  return [
    ...(typeof properties === "object" ? Object.keys(properties ?? {}) : []),
    ...(typeof place === "string" ? [String(name)] : []),
    ...Object.values(part).flatMap(namesIn),
  ];
}

describe("/openapi.json", () => {
  it("describes every mounted operation under /v1, and nothing else", () => {
    const mounted = app.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/v1/"))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(operations().map(([name]) => name).sort()).toEqual([...new Set(mounted)].sort());
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it("takes no merchant's SMS: nothing is called so, and no request says which phone gets one", () => {
    const sms = /sms|text_?message|short_?message|短信/i;
    const called = operations().flatMap(([name, { operationId, tags, summary }]) =>
      [name, operationId, ...tags, summary].filter((each) => sms.test(each))
    );
    expect(called).toEqual([]);
    expect(namesIn(document).filter((each) => sms.test(each))).toEqual([]);
    const asked = operations().flatMap(([name, { requestBody, parameters }]) =>
      namesIn({ requestBody, parameters }).map((field) => `${name}: ${field}`)
    );
    expect(asked).toContain("POST /v1/deductions: subject");
    // A merchant's own, for the institution, and whether a signer's own phone is verified.
    expect(asked.filter((each) => /: .*(?:phone|mobile|msisdn|recipient)/i.test(each)))
      .toEqual(["POST /v1/merchants: phone", "POST /v1/plans: verify_phone"]);
  });

  it("resolves every reference it makes", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(50);
    for (const [, ref = ""] of refs) {
      const target = ref.slice(2).split("/").reduce<unknown>(
        (at, name) => (at as Record<string, unknown>)?.[name],
        document,
      );
      expect([ref, typeof target]).toEqual([ref, "object"]);
    }
  });

  it("names each operation once and lists a 401 for each", () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(20);
    for (const [name, { summary, tags, responses }] of operations()) {
      expect([name, summary.length > 5, tags.length, "401" in responses]).toEqual([
        name,
        true,
        1,
        true,
      ]);
    }
  });

  it("lists every refusal of the API at an operation, and none that only a page or a channel gets", () => {
    const responses = [
      document.components.responses["Unauthorized"],
      ...operations().flatMap(([, each]) => Object.values(each.responses)),
    ];
    const listed = new Set(responses.flatMap((response) => response?.["x-codes"] ?? []));
    // Given for what is no operation, and for what is our own fault.
    const ofNone = ["host_malformed", "route_unknown", "method_not_allowed", "fault"];
    expect([...listed, ...ofNone].sort()).toEqual(Object.keys(apiProblems).sort());
  });

  it("holds no secret and no path of a machine", () => {
    expect(JSON.stringify(document)).not.toMatch(/sk_test_[0-9a-z]{40}|file:\/\/|node_modules/);
  });
});

describe("/.well-known/jwks.json", () => {
  it("may be kept for minutes and read from anywhere", async () => {
    const answer = await get("/.well-known/jwks.json");
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect((await answer.json()).keys[0]).toMatchObject({ kty: "OKP", alg: "EdDSA", use: "sig" });
  });
});
