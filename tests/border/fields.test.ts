import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedContract } from "../support/contracts.ts";
import { makeKey } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import {
  LEFT_OUT,
  merchantNo,
  notFlag,
  notList,
  notText,
  numbers,
  oneOf,
  required,
  text,
  time,
  whole,
  type Wrong,
} from "./wrong_values.ts";

type Body = Readonly<Record<string, unknown>>;

interface Row {
  /** Whatever else is right. */
  readonly body: Body;
  readonly fields: Readonly<Record<string, Wrong>>;
}

let app: TestApp;
let ids: Readonly<Record<string, string>>;
let operations: Readonly<Record<string, Row>>;

beforeAll(async () => {
  app = await testApp();
  const made = async (path: string, body: unknown) => await (await app.api(path, { body })).json();
  const order = await made("/v1/orders", { merchant_order_no: "F-1", amount: 100, subject: "茶" });
  await made(`/v1/test_helpers/orders/${order.order_id}/payment`, { outcome: "succeeded" });
  const endpoint = await made("/v1/webhook_endpoints", { url: "http://127.0.0.1:9/hook" });
  const events = await (await app.api("/v1/events")).json();
  ids = {
    order_id: order.order_id,
    endpoint_id: endpoint.endpoint_id,
    event_id: events.data[0].event_id,
    signing_id: app.deps.newId("sgn"),
    contract_id: (await signedContract(app)).contractId,
  };
  operations = await table();
});
afterAll(() => app.close());

async function table(): Promise<Readonly<Record<string, Row>>> {
  const { jwk, privateKey: _ } = await makeKey("ES256");
  const url: Wrong = [
    ...notText,
    ...[
      "",
      "x",
      "//x",
      "/hook",
      "javascript:alert(1)",
      "file:///etc/passwd",
      "ftp://a.example/",
      "http://",
    ]
      .map((value) => [value, expect.any(String)] as never),
    [`https://shop.example/${"x".repeat(2_000)}`, expect.any(String) as never],
    ["https://user:pass@shop.example/", expect.any(String) as never],
  ];
  return {
    "POST /v1/orders": {
      body: { merchant_order_no: "F-2", amount: 100, subject: "茶" },
      fields: {
        merchant_order_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "CNH", "USD", "156"),
        subject: [...required, ...text(1, 128)],
        return_url: text(1, 500),
        expires_in: whole(1, 604_800),
        metadata: [
          ...["x", 1, true].map((value) => [value, "wrong_type"] as const),
        ],
        settle_merchant_no: merchantNo,
      },
    },
    "POST /v1/orders/{order_id}/refunds": {
      body: { merchant_refund_no: "FR-1", amount: 1 },
      fields: {
        merchant_refund_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        reason: text(1, 200),
      },
    },
    "POST /v1/plans": {
      body: {
        request: "new",
        kind: "usage",
        short_name: "清风茶馆",
        title: "会员续杯",
        package_text: "用完即付",
        per_transaction_limit: 10_000,
        per_day_limit: 1_000_000_000,
        requires_credit_card: false,
        verify_phone: true,
        verify_id_number: false,
        no_fixed_merchant_reason: "按门店增加",
      },
      fields: {
        request: [[LEFT_OUT, "not_allowed"], ...oneOf("NEW", "接入")],
        plan_id: [...notText, ["x".repeat(65), "too_long"], ["pln_x", "not_allowed"]],
        kind: [[LEFT_OUT, "not_allowed"], ...oneOf("weekly")],
        short_name: [...required, ...text(1, 20)],
        title: [...required, ...text(1, 40)],
        package_text: [...required, ...text(1, 500).filter(([value]) => value !== "a\nb")],
        per_transaction_limit: [...required, ...whole(1, 1_000_000_000)],
        per_day_limit: [...required, ...whole(1, 1_000_000_000), [9_999, "too_small"]],
        contract_days: whole(1, 3_650),
        requires_credit_card: [...required, ...notFlag],
        verify_phone: [...required, ...notFlag],
        verify_id_number: [...required, ...notFlag],
        network_advance: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
        fixed_merchant_nos: [...notList, [Array(51).fill("990100000000001"), "too_many"]],
        no_fixed_merchant_reason: [[LEFT_OUT, "missing"], [null, "missing"], ...text(1, 200)],
        unsign_notice_url: url,
      },
    },
    "POST /v1/signings": {
      body: { plan_id: "pln_none", contract_code: "F-1" },
      fields: {
        plan_id: [...required, ...notText, ["x".repeat(65), "too_long"]],
        contract_code: [...required, ...numbers],
        user_id: text(1, 64),
        return_url: text(1, 500),
        order: ["x", 1, true, []].map((value) => [value, "wrong_type"] as const),
      },
    },
    "POST /v1/test_helpers/signings/{signing_id}/confirmation": {
      body: {},
      fields: { outcome: oneOf("SIGNED", "expired"), person: oneOf("person_z") },
    },
    "POST /v1/deductions": {
      body: { contract_id: "ctr_none", merchant_order_no: "F-1", amount: 1, subject: "茶" },
      fields: {
        contract_id: [...required, ...notText, ["x".repeat(65), "too_long"]],
        merchant_order_no: [...required, ...numbers],
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        subject: [...required, ...text(1, 128)],
        settle_merchant_no: merchantNo,
      },
    },
    "POST /v1/contracts/{contract_id}/deduction_notices": {
      body: { amount: 1, subject: "茶" },
      fields: {
        amount: [...required, ...whole(1, 1_000_000_000)],
        currency: oneOf("cny", "USD"),
        subject: [...required, ...text(1, 128)],
        charge_at: time,
      },
    },
    "POST /v1/contracts/{contract_id}/termination": {
      body: {},
      fields: { reason: text(1, 200) },
    },
    "POST /v1/keys": {
      body: { jwk },
      fields: {
        jwk: [
          ...required,
          ...["x", 1, true].map((value) => [value, "wrong_type"] as const),
        ],
        not_before: time,
        retire_at: time,
      },
    },
    "POST /v1/webhook_endpoints": {
      body: { url: "http://127.0.0.1:9/other" },
      fields: {
        url: [...required, ...url],
        event_types: [...notList, [Array(50).fill("order.paid"), "too_many"]],
        merchant_nos: [...notList, [Array(201).fill("990100000000001"), "too_many"]],
      },
    },
    "PATCH /v1/webhook_endpoints/{endpoint_id}": {
      body: {},
      fields: {
        url,
        event_types: notList,
        merchant_nos: notList,
        state: oneOf("deleted", "ENABLED"),
      },
    },
    "POST /v1/webhook_endpoints/{endpoint_id}/secrets": {
      body: {},
      fields: { overlap_seconds: whole(0, 2_592_000) },
    },
    "POST /v1/webhook_endpoints/{endpoint_id}/test_deliveries": {
      body: {},
      fields: { type: oneOf("order.placed", "order.*", "key.added") },
    },
    "POST /v1/events/{event_id}/redeliveries": {
      body: {},
      fields: { endpoint_id: [...notText, ["x".repeat(65), "too_long"]] },
    },
    "POST /v1/test_helpers/orders/{order_id}/payment": {
      body: {},
      fields: { outcome: [[LEFT_OUT, "not_allowed"], ...oneOf("succeed", "SUCCEEDED")] },
    },
    "POST /v1/test_helpers/clock": {
      body: {},
      fields: { now: time, advance_seconds: whole(0, 316_224_000) },
    },
  };
}

async function state(): Promise<unknown> {
  const [rows] = await app.deps.load({
    statement: {
      sql:
        `select (select count(*) from events) as events, (select count(*) from deliveries) as deliveries,
        (select sum(clock_offset_ms) from merchants) as clocks`,
      args: [],
    },
    read: (found) => [...found],
  });
  return rows;
}

async function ask(operation: string, body: Body) {
  const [method = "", path = ""] = operation.split(" ");
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
  const answer = await app.api(filled, { method, body });
  return { status: answer.status, problem: await answer.json() };
}

function withField(body: Body, name: string, value: unknown): Body {
  const { [name]: _, ...others } = body;
  return value === LEFT_OUT ? others : { ...others, [name]: value };
}

describe("a field that is wrong", () => {
  it("is named with its code, in every operation, and changes nothing", async () => {
    const before = await state();
    const mistaken: unknown[] = [];
    let asked = 0;
    for (const [operation, { body, fields }] of Object.entries(operations)) {
      for (const [name, wrong] of Object.entries(fields)) {
        for (const [value, code] of wrong) {
          asked++;
          const { status, problem } = await ask(operation, withField(body, name, value));
          const said = { status, code: problem.code, errors: problem.errors };
          const expected = {
            status: 422,
            code: "fields_invalid",
            errors: [expect.objectContaining({ path: name, code })],
          };
          try {
            expect(said).toEqual(expected);
          } catch {
            mistaken.push([operation, name, value, said]);
          }
        }
      }
    }
    expect(mistaken).toEqual([]);
    expect(asked).toBeGreaterThan(250);
    expect(await state()).toEqual(before);
  });

  it("inside a list or an object is named by its path", async () => {
    const order = { merchant_order_no: "F-3", amount: 100, subject: "茶" };
    const plan = operations["POST /v1/plans"]?.body;
    const { jwk, privateKey: _ } = await makeKey("ES256");
    const rows: readonly (readonly [string, Body, string, string])[] = [
      ["POST /v1/orders", { ...order, metadata: { table: 7 } }, "metadata.table", "wrong_type"],
      ["POST /v1/orders", { ...order, metadata: { a: null } }, "metadata.a", "wrong_type"],
      [
        "POST /v1/orders",
        { ...order, metadata: { a: "\u0000" } },
        "metadata.a",
        "control_character",
      ],
      ["POST /v1/orders", { ...order, metadata: { a: "x".repeat(201) } }, "metadata.a", "too_long"],
      ["POST /v1/orders", { ...order, metadata: { "a b": "x" } }, "metadata.a b", "wrong_name"],
      [
        "POST /v1/webhook_endpoints",
        { url: "http://127.0.0.1:9/", event_types: ["order.paid", "x"] },
        "event_types.1",
        "not_allowed",
      ],
      [
        "POST /v1/webhook_endpoints",
        { url: "http://127.0.0.1:9/", merchant_nos: ["x"] },
        "merchant_nos.0",
        "wrong_format",
      ],
      [
        "POST /v1/plans",
        { ...plan, network_advance: { wanted: true } },
        "network_advance.reason",
        "missing",
      ],
      [
        "POST /v1/plans",
        { ...plan, fixed_merchant_nos: ["990100000000001,990100000000002"] },
        "fixed_merchant_nos.0",
        "wrong_format",
      ],
      [
        "POST /v1/signings",
        { plan_id: "x", contract_code: "F-1", order: {} },
        "order.amount",
        "missing",
      ],
      ["POST /v1/keys", { jwk: {} }, "jwk.kty", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, kty: "oct" } }, "jwk.kty", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, crv: "P-384" } }, "jwk.crv", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, x: "AA" } }, "jwk.x", "wrong_format"],
      ["POST /v1/keys", { jwk: { ...jwk, x: 1 } }, "jwk.x", "wrong_type"],
      ["POST /v1/keys", { jwk: { ...jwk, y: jwk.x } }, "jwk", "not_a_key"],
      ["POST /v1/keys", { jwk: { ...jwk, alg: "PS256" } }, "jwk.alg", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, use: "enc" } }, "jwk.use", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, d: jwk.x } }, "jwk.d", "private_part"],
      ["POST /v1/keys", { jwk: { kty: "OKP", crv: "X25519", x: jwk.x } }, "jwk.crv", "not_allowed"],
      ["POST /v1/keys", { jwk: { kty: "RSA", n: "AQAB", e: "AQAB" } }, "jwk.n", "wrong_size"],
      [
        "POST /v1/keys",
        { jwk: { kty: "RSA", n: "x".repeat(400), e: "Aw" } },
        "jwk.e",
        "not_allowed",
      ],
    ];
    for (const [operation, body, path, code] of rows) {
      const { status, problem } = await ask(operation, body);
      const error = problem.errors?.find((each: { path: string }) => each.path === path);
      expect([operation, path, status, error?.code]).toEqual([operation, path, 422, code]);
    }
  });

  it("is in this table, whatever is added to the reference", async () => {
    const document = await (await app.fetch(new Request("http://portal.test/openapi.json"))).json();
    const described: string[] = [];
    for (const [path, item] of Object.entries<Record<string, never>>(document.paths)) {
      for (const [method, operation] of Object.entries<Described>(item)) {
        const schema = operation.requestBody?.content["application/json"].schema;
        for (const each of schema?.anyOf ?? (schema ? [schema] : [])) {
          for (const name of Object.keys(each.properties ?? {})) {
            described.push(`${method.toUpperCase()} ${path} ${name}`);
          }
        }
      }
    }
    const tried = Object.entries(operations).flatMap(([operation, { fields }]) =>
      Object.keys(fields).map((name) => `${operation} ${name}`)
    );
    expect(tried.sort()).toEqual(described.sort());
  });

  it("never repeats what was sent, which may be a secret in the wrong place", async () => {
    const secret = "sk_test_00000000000000000000000000000000000";
    const body = {
      merchant_order_no: `${secret} `,
      amount: secret,
      subject: [secret],
      metadata: secret,
    };
    const { problem } = await ask("POST /v1/orders", body);
    expect(problem.errors).toHaveLength(4);
    expect(JSON.stringify(problem)).not.toContain(secret);
    expect(JSON.stringify(app.logged)).not.toContain(secret);
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Schema[];
}
interface Described {
  readonly requestBody?: {
    readonly content: { readonly "application/json": { readonly schema: Schema } };
  };
}
