import { beforeAll, describe, expect, it } from "vitest";
import { webhookTypes } from "../../core/webhook/event_type.ts";
import { breaks, compareExamples, inLines } from "./compare.ts";
import { compareOpenApi } from "./compare_openapi.ts";
import { byName, readKept } from "./kept.ts";
import { recordAll } from "./record_all.ts";

type Recorded = Awaited<ReturnType<typeof recordAll>>;
let now: Recorded;
let kept: Recorded;
beforeAll(async () => {
  [now, kept] = await Promise.all([recordAll(), readKept()]);
});

const BREAKS = "An API only grows: these break programs that merchants run";
const UNRECORDED = "Record what is new or worded otherwise: deno task golden";

describe("what merchants were promised", () => {
  it("is what requests, answers and webhooks still look like", () => {
    const changes = compareExamples(byName(kept.recording), byName(now.recording));
    expect(inLines(changes.filter(breaks)), BREAKS).toBe("");
    expect(inLines(changes), UNRECORDED).toBe("");
  });

  it("is what the OpenAPI document still says", () => {
    const changes = compareOpenApi({ ...kept.document }, { ...now.document });
    expect(inLines(changes.filter(breaks)), BREAKS).toBe("");
    expect(inLines(changes), UNRECORDED).toBe("");
    expect(JSON.stringify(kept.document) === JSON.stringify(now.document), UNRECORDED).toBe(true);
  });

  it("covers every success of every operation, and every webhook", () => {
    const successes = Object.values(now.document.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId, responses }) =>
        Object.keys(responses).filter((status) => status < "300").map((status) =>
          `${operationId} ${status}`
        )
      )
    );
    const recorded = byName(now.recording);
    expect(successes.length).toBeGreaterThan(50);
    expect(successes.filter((each) => !(each in recorded.operations))).toEqual([]);
    expect(Object.keys(recorded.webhooks)).toEqual([...webhookTypes].toSorted());
  });

  it("names nobody's secret", () => {
    const text = JSON.stringify(kept.recording);
    expect(text).not.toMatch(/sk_(?:test|live)_[0-9A-Za-z]{40}|whsec_[\w+/=]{20}|eyJ[\w-]{20}/);
  });
});

describe("compareExamples", () => {
  const order = { id: "ord_01KAG8M0000000000000000001", state: "paid", note: "Tea for two", n: 1 };

  it("finds a field that is gone, renamed, of another type or in another state", () => {
    const { note: _, ...gone } = order;
    expect(inLines(compareExamples(order, gone))).toBe("lost note");
    expect(inLines(compareExamples(order, { ...gone, remark: "Tea" }))).toBe(
      "lost note\nadded remark",
    );
    expect(inLines(compareExamples(order, { ...order, n: "1" }))).toBe("turned n");
    expect(inLines(compareExamples(order, { ...order, note: null }))).toBe("turned note");
    expect(inLines(compareExamples(order, { ...order, state: "settled" }))).toBe("turned state");
    expect(inLines(compareExamples({ list: ["a", "b"] }, { list: ["a"] }))).toBe("lost list[1]");
  });

  it("lets ids differ, and tells other words and values from other choices", () => {
    expect(compareExamples(order, { ...order, id: "ord_01KAG8M0000000000000000009" })).toEqual([]);
    expect(inLines(compareExamples(order, { ...order, id: "pay_01KAG8M0000000000000000001" })))
      .toBe("other id");
    const changed = compareExamples(order, { ...order, note: "Tea for three", n: 2 });
    expect(inLines(changed)).toBe("other note\nother n");
    expect(changed.some(breaks)).toBe(false);
  });
});

describe("compareOpenApi", () => {
  const field = { type: "string", enum: ["a", "b"] };
  const document = (
    { request = {}, answer = {}, status = "200" }: {
      readonly request?: object;
      readonly answer?: object;
      readonly status?: string;
    },
  ) => {
    const content = (schema: object) => ({ content: { "application/json": { schema } } });
    const requestBody = content({ type: "object", properties: { field }, ...request });
    const response = content({
      type: "object",
      properties: { field },
      required: ["field"],
      ...answer,
    });
    const post = { operationId: "postThing", requestBody, responses: { [status]: response } };
    return { paths: { "/things": { post } } };
  };
  const changes = (given: Parameters<typeof document>[0]) =>
    inLines(compareOpenApi(document({}), document(given)));
  const without = { ...field, enum: ["a"] };
  const more = { ...field, enum: ["a", "b", "c"] };

  it("finds what breaks a program that sends", () => {
    expect(changes({ request: { properties: {} } })).toBe("lost /things post request.field");
    expect(changes({ request: { required: ["field"] } })).toBe(
      "turned /things post request.field is required",
    );
    expect(changes({ request: { properties: { field: without } } })).toBe(
      `lost /things post request.field.enum "b"`,
    );
    expect(changes({ request: { properties: { field: { ...field, maxLength: 5 } } } })).toBe(
      "turned /things post request.field.maxLength",
    );
  });

  it("finds what breaks a program that reads", () => {
    expect(changes({ answer: { required: [] } })).toBe(
      "turned /things post 200.field may be missing",
    );
    expect(changes({ answer: { properties: { field: { ...field, type: "integer" } } } })).toBe(
      `lost /things post 200.field.type "string"\nadded /things post 200.field.type "integer"`,
    );
    expect(changes({ status: "201" })).toBe("lost /things post 200\nadded /things post 201");
    expect(inLines(compareOpenApi(document({}), { paths: {} }))).toBe("lost /things");
  });

  it("lists what is added", () => {
    const properties = { field, more: field };
    expect(changes({ request: { properties } })).toBe("added /things post request.more");
    expect(changes({ answer: { properties } })).toBe("added /things post 200.more");
    expect(changes({ answer: { properties: { field: more } } })).toBe(
      `added /things post 200.field.enum "c"`,
    );
  });
});
