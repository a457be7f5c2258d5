import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommitUnknown, Conflict, Overloaded } from "../../core/conflict.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { guardApi } from "../../routes/api/edge.ts";
import { guardPages } from "../../routes/pages/edge.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { headerOf, registerKey, signedRequest } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const ORIGIN = "http://portal.test";
let app: TestApp;
/** The same edges around routes that break in every way. */
let breaking: Hono<AppEnv>;
let breakingPages: Hono<AppEnv>;

const breaks: Readonly<Record<string, () => Error>> = {
  fault: () => new Error("the innermost secret at line 7"),
  conflict: () => new Conflict("subject_version"),
  overloaded: () => new Overloaded("full"),
  unknown: () => new CommitUnknown("lost"),
};

beforeAll(async () => {
  app = await testApp();
  breaking = new Hono<AppEnv>();
  guardApi(breaking, app.deps);
  breakingPages = new Hono<AppEnv>();
  guardPages(breakingPages, app.deps, await loadAssets());
  for (const [name, thrown] of Object.entries(breaks)) {
    breaking.get(`/v1/${name}`, () => {
      throw thrown();
    });
    breakingPages.get(`/page/${name}`, () => {
      throw thrown();
    });
  }
  breakingPages.post("/page/form", (c) => c.text("taken"));
});
afterAll(() => app.close());

function get(path: string, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(ORIGIN + path, {
    headers: { Authorization: `Bearer ${app.merchant.secretKey}`, ...headers },
  });
}

describe("the edge of the API", () => {
  it.each([
    ["conflict", 409, "changed_meanwhile", null],
    ["overloaded", 503, "overloaded", "1"],
    ["unknown", 503, "outcome_unknown", "1"],
    ["fault", 500, "fault", null],
  ])("answers a thrown %s with a problem", async (name, status, code, retryAfter) => {
    const answer = await breaking.fetch(get(`/v1/${name}`));
    expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Retry-After")])
      .toEqual([status, "application/problem+json", retryAfter]);
    const problem = await answer.json();
    expect(problem).toMatchObject({ type: `${ORIGIN}/docs#${code}`, status, code });
    expect(JSON.stringify(problem)).not.toMatch(/innermost|line 7|\.ts:|stack/);
  });

  it("names the request of a fault, which is logged once with its stack", async () => {
    const answer = await breaking.fetch(get("/v1/fault"));
    const { request_id: id } = await answer.json();
    expect(answer.headers.get("X-Request-Id")).toBe(id);
    const logged = app.logged.filter(({ message }) => message.includes(id));
    expect(logged.map(({ level }) => level)).toEqual(["error", "info"]);
    expect(logged[0]?.message).toContain("innermost secret");
  });

  it("signs even a fault for who signed the request", async () => {
    const signer = await registerKey(app, "EdDSA");
    const answer = await breaking.fetch(await signedRequest(app, signer, { path: "/v1/fault" }));
    const header = headerOf(answer.headers.get("Countersign-Signature") ?? "");
    expect([answer.status, header["status"]]).toEqual([500, 500]);
  });

  it("says 404 and 405 before asking for a key", async () => {
    const unknown = await app.fetch(new Request(`${ORIGIN}/v1/nothing`));
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, "route_unknown"]);
    const wrong = await app.fetch(new Request(`${ORIGIN}/v1/orders`, { method: "DELETE" }));
    expect([wrong.status, wrong.headers.get("Allow")]).toEqual([405, "GET, POST"]);
    expect((await wrong.json()).code).toBe("method_not_allowed");
  });

  it.each([
    [undefined, "key_missing"],
    ["", "key_malformed"],
    ["Basic c2s6", "key_malformed"],
    ["Bearer sk_test_short", "key_malformed"],
    [`Bearer sk_test_${"0".repeat(40)}`, "key_unknown"],
    [`Bearer sk_live_${"0".repeat(40)}`, "signature_required"],
  ])("asks for a key when %j is sent", async (authorization, code) => {
    const headers: Record<string, string> = authorization === undefined
      ? {}
      : { Authorization: authorization };
    const answer = await app.fetch(new Request(`${ORIGIN}/v1/orders`, { headers }));
    expect([answer.status, (await answer.json()).code]).toEqual([401, code]);
    expect(answer.headers.has("WWW-Authenticate")).toBe(true);
  });

  it("is data, nobody else's and kept by no cache", async () => {
    const { headers } = await app.fetch(get("/v1/orders"));
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^[\w=-]{8,64}$/),
    });
  });
});

describe("the edge of the pages", () => {
  it.each([["fault", 500], ["conflict", 409], ["overloaded", 503], ["unknown", 503]])(
    "answers a thrown %s with a page in the reader's language",
    async (name, status) => {
      const answer = await breakingPages.fetch(get(`/page/${name}`, { "Accept-Language": "en" }));
      expect([answer.status, answer.headers.get("Content-Type")])
        .toEqual([status, "text/html; charset=UTF-8"]);
      const page = await answer.text();
      expect(page).toContain('<html lang="en">');
      expect(page).not.toMatch(/innermost|line 7|\.ts:/);
    },
  );

  it("shows a page for an unknown path", async () => {
    const answer = await app.fetch(get("/nowhere", { "Accept-Language": "zh-CN" }));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("没有这个页面");
  });

  it("lets only this response's scripts run, and nobody frame it", async () => {
    const policies = new Set<string>();
    for (let asked = 0; asked < 200; asked++) {
      const { headers } = await app.fetch(get("/nowhere"));
      policies.add(headers.get("Content-Security-Policy") ?? "");
      expect(headers.get("Cache-Control")).toBe("no-store");
    }
    expect(policies.size).toBe(200);
    const directives = new Map(
      [...policies][0]?.split("; ").map((each) => [each.split(" ")[0], each] as const),
    );
    expect(directives.get("default-src")).toBe("default-src 'none'");
    expect(directives.get("script-src"))
      .toMatch(/^script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
    expect(directives.get("frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(directives.get("base-uri")).toBe("base-uri 'none'");
    expect([...policies].join()).not.toMatch(/unsafe/);
  });

  it.each([
    [{ Origin: ORIGIN }, 200],
    [{ "Sec-Fetch-Site": "same-origin" }, 200],
    [{}, 403],
    [{ Origin: "null" }, 403],
    [{ Origin: "https://evil.example" }, 403],
    [{ Origin: "http://portal.test.evil.example" }, 403],
    [{ "Sec-Fetch-Site": "cross-site" }, 403],
    [{ "Sec-Fetch-Site": "same-site" }, 403],
    [{ Origin: "https://evil.example", "Content-Type": "text/plain" }, 403],
    [{ Origin: ORIGIN, "Content-Type": "multipart/form-data; boundary=x" }, 415],
    [{ Origin: ORIGIN, "Content-Type": "application/json" }, 415],
  ])("takes a form from our own pages only: %j", async (headers, status) => {
    const answer = await breakingPages.fetch(
      new Request(`${ORIGIN}/page/form`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
        body: "a=b",
      }),
    );
    expect(answer.status).toBe(status);
  });
});

describe("every form there is", () => {
  it("is refused from another site", async () => {
    // And where a channel's page sends the payer back: nothing of that is read (tests/flows/unionpay_pages.test.ts).
    const programs =
      /^\/(v1|notify|return\/unionpay|sandbox\/(?:gateway|purse\/port)|demo\/receiver\/hook)/;
    const forms = app.routes.filter(({ method, path }) =>
      method === "POST" && !programs.test(path)
    );
    expect(forms.length).toBeGreaterThan(4);
    for (const { path } of forms) {
      const answer = await app.fetch(
        new Request(ORIGIN + path.replace(/:\w+/g, "x"), {
          method: "POST",
          headers: {
            "Content-Type": "application/x-www-form-urlencoded",
            Origin: "https://evil.example",
          },
          body: "method=quickpass",
        }),
      );
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

describe("the request log", () => {
  it("has one line per request, with neither body, key, query nor token", async () => {
    const from = app.logged.length;
    await app.api("/v1/orders?merchant_order_no=MARKER-1", {
      headers: { "X-Request-Id": "proxy-given-1" },
    });
    await app.api("/v1/orders", { body: { subject: "MARKER-2" } });
    await app.fetch(get("/sandbox/wallet/MARKER-3"));
    const lines = app.logged.slice(from);
    expect(lines).toHaveLength(3);
    expect(lines[0]?.message).toMatch(
      /^request \{"request_id":"proxy-given-1","method":"GET","route":"\/v1\/orders","status":200,"ms":\d+\}$/,
    );
    const text = JSON.stringify(lines);
    expect(text).not.toContain("MARKER");
    expect(text).not.toContain(app.merchant.secretKey);
  });

  it("accepts no request id that could write a line of its own", async () => {
    const answer = await app.api("/v1/orders", { headers: { "X-Request-Id": 'x"}{"forged":1' } });
    expect(answer.headers.get("X-Request-Id")).not.toContain("forged");
  });
});
