import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let orders = 0;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly authorization?: string;
}

async function send({ headers, body, authorization }: Sent) {
  const order = { merchant_order_no: `B-${++orders}`, amount: 100, subject: "茶" };
  const answer = await app.fetch(
    new Request("http://portal.test/v1/orders", {
      method: "POST",
      headers: {
        Authorization: authorization ?? `Bearer ${app.merchant.secretKey}`,
        "Content-Type": "application/json",
        ...headers,
      },
      body: body ?? JSON.stringify(order),
    }),
  );
  const { code, reason, detail } = await answer.json();
  return { status: answer.status, code, reason, detail, headers: answer.headers };
}

describe("a content type", () => {
  it.each([
    "application/json",
    "application/json;",
    "application/json ; ",
    "application/json;;charset=utf-8",
    "application/json; charset=utf-8; charset=utf-8",
    'Application/JSON; Charset="UTF-8"',
    "application/json; odata=verbose",
    "application/vnd.shop+json",
  ])("like %j is JSON", async (type) => {
    expect((await send({ headers: { "Content-Type": type } })).status).toBe(201);
  });

  it.each([
    "text/plain",
    "application/jsonp",
    "application/json, application/json",
    "application/json; charset=gbk",
    "application/json; charset=utf-8; charset=gbk",
    ";application/json",
    "",
  ])("like %j is not", async (type) => {
    expect(await send({ headers: { "Content-Type": type } }))
      .toMatchObject({ status: 415, code: "content_type_unsupported" });
  });
});

describe("a body that cannot be read", () => {
  const json = JSON.stringify({ merchant_order_no: "B-0", amount: 100, subject: "茶" });
  const rows: readonly (readonly [string, Sent, number, string, RegExp])[] = [
    ["empty", { body: "" }, 400, "body_not_json", /is empty/],
    [
      "empty without a type",
      { body: "", headers: { "Content-Type": "" } },
      400,
      "body_not_json",
      /is empty/,
    ],
    ["with a byte-order mark", { body: `\ufeff${json}` }, 400, "body_not_json", /byte-order mark/],
    [
      "in gzip",
      { body: gzipSync(json), headers: { "Content-Encoding": "gzip" } },
      415,
      "content_encoding_unsupported",
      /gzip/,
    ],
    ["in gzip that is not announced", { body: gzipSync(json) }, 400, "body_not_json", /compressed/],
    ["in UTF-16", { body: new Uint8Array([0xff, 0xfe, 0x7b, 0]) }, 400, "body_not_json", /UTF-8/],
    ["not JSON", { body: "{'a':1}" }, 400, "body_not_json", /not well-formed/],
    ["with a name twice", { body: '{"amount":1,"amount":2}' }, 400, "body_not_json", /twice/],
    ["too deep", { body: "[".repeat(40) + "]".repeat(40) }, 400, "body_not_json", /32 levels/],
  ];
  it.each(rows)("is told why: %s", async (_, sent, status, code, why) => {
    expect(await send(sent))
      .toMatchObject({ status, code, detail: expect.stringMatching(why) });
  });

  it("may say that it is not encoded", async () => {
    expect((await send({ headers: { "Content-Encoding": "identity" } })).status).toBe(201);
    const refused = await send({ headers: { "Content-Encoding": "br" } });
    expect(refused.headers.get("Accept-Encoding")).toBe("identity");
  });
});

describe("Basic authentication", () => {
  it("is told that it is not the way", async () => {
    for (const authorization of [`Basic ${btoa(`${app.merchant.secretKey}:`)}`, "basic"]) {
      const refused = await send({ authorization });
      expect(refused).toMatchObject({ status: 401, code: "key_malformed" });
      expect(refused.detail).toMatch(/^Basic authentication is not supported\..*Bearer/);
    }
  });
});

describe("a time", () => {
  const clock = async (now: string) =>
    await (await app.api("/v1/test_helpers/clock", { body: { now } })).json();

  it("may have a small t and z [RFC 3339, 5.6]", async () => {
    expect(await clock("2026-12-01t08:00:00z")).toEqual({ now: "2026-12-01T08:00:00.000Z" });
    expect(await clock("2026-12-01t08:00:00.123456789+08:00"))
      .toEqual({ now: "2026-12-01T00:00:00.123Z" });
    expect(await clock("2028-02-29T00:00:00Z")).toEqual({ now: "2028-02-29T00:00:00.000Z" });
  });

  it("is a day that there is", async () => {
    for (const day of ["2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-01-00"]) {
      expect(await clock(`${day}T00:00:00Z`)).toMatchObject({ errors: [{ code: "not_a_time" }] });
    }
  });
});
