import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signedContract } from "../support/contracts.ts";
import { makeKey } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Body, fieldsTable, type Row } from "./fields_table.ts";
import { LEFT_OUT } from "./wrong_values.ts";

let app: TestApp;
let ids: Readonly<Record<string, string>>;
let operations: Readonly<Record<string, Row>>;

beforeAll(async () => {
  app = await testApp();
  const made = async (path: string, body: unknown) => await (await app.api(path, { body })).json();
  const order = await made("/v1/orders", { merchant_order_no: "F-1", amount: 100, subject: "茶" });
  await made(`/v1/test_helpers/orders/${order.order_id}/payment`, { outcome: "succeeded" });
  const endpoint = await made("/v1/webhook_endpoints", { url: "http://127.0.0.1:9/hook" });
  const link = await made("/v1/links", { subject: "茶" });
  const events = await (await app.api("/v1/events")).json();
  ids = {
    order_id: order.order_id,
    endpoint_id: endpoint.endpoint_id,
    link_id: link.link_id,
    event_id: events.data[0].event_id,
    merchant_no: (await made("/v1/merchants", { name: "分店" })).merchant_no,
    signing_id: app.deps.newId("sgn"),
    deduction_id: app.deps.newId("ded"),
    contract_id: (await signedContract(app)).contractId,
    arrear_id: app.deps.newId("arr"),
    dispute_id: app.deps.newId("dsp"),
  };
  operations = await fieldsTable();
});
afterAll(() => app.close());

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
      [
        "POST /v1/orders",
        { ...order, metadata: { a: "\u3164" } },
        "metadata.a",
        "no_visible_character",
      ],
      [
        "POST /v1/orders",
        { ...order, metadata: { a: "a\u202eb" } },
        "metadata.a",
        "direction_control",
      ],
      [
        "POST /v1/orders",
        { ...order, metadata: { a: "card 4111 1111 1111 1111" } },
        "metadata.a",
        "card_number",
      ],
      [
        "POST /v1/orders",
        { ...order, transfer: { payer_must_be_buyer: true } },
        "transfer.buyer_name",
        "missing",
      ],
      [
        "POST /v1/orders",
        { ...order, transfer: { payer_must_be_buyer: "yes" } },
        "transfer.payer_must_be_buyer",
        "wrong_type",
      ],
      ["POST /v1/orders", { ...order, metadata: { "a b": "x" } }, "metadata.a b", "wrong_name"],
      [
        "POST /v1/orders",
        { ...order, metadata: { "4111-1111-1111-1111": "x" } },
        "metadata.4111-1111-1111-1111",
        "wrong_name",
      ],
      [
        "POST /v1/plans",
        { ...plan, network_advance: { wanted: true, reason: "4111111111111111" } },
        "network_advance.reason",
        "card_number",
      ],
      [
        "POST /v1/signings",
        {
          plan_id: "x",
          contract_code: "F-1",
          order: { merchant_order_no: "F-1", amount: 1, subject: "\u202e" },
        },
        "order.subject",
        "direction_control",
      ],
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
      ["PUT /v1/embedding", { origins: [1] }, "origins.0", "wrong_type"],
      ["PUT /v1/embedding", { origins: ["https://a.example/"] }, "origins.0", "wrong_format"],
      ["POST /v1/keys", { jwk: {} }, "jwk.kty", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, kty: "oct" } }, "jwk.kty", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, crv: "P-384" } }, "jwk.crv", "not_allowed"],
      ["POST /v1/keys", { jwk: { ...jwk, x: "AA" } }, "jwk.x", "wrong_format"],
      ["POST /v1/keys", { jwk: { ...jwk, x: 1 } }, "jwk.x", "wrong_type"],
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

  it("is not a number of the merchant's, nor ordinary text of any script", async () => {
    const placed = await ask("POST /v1/orders", {
      merchant_order_no: "4111111111111111",
      amount: 100,
      subject: "شاي الأطلس – בית התה 👨‍👩‍👧 20261125081530123",
      metadata: { empty: "", ref: "20261125-0815-3012-3456" },
    });
    expect([placed.status, placed.problem.code]).toEqual([201, undefined]);
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

    const card = "4111 1111 1111 1111";
    const order = { merchant_order_no: "F-9", amount: 100, subject: card, metadata: { a: card } };
    const refused = await ask("POST /v1/orders", order);
    expect(refused.problem.errors).toHaveLength(2);
    expect(JSON.stringify([refused.problem, app.logged])).not.toContain(card);
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
