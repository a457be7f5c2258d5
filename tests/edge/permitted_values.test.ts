import { env } from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../support/random.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { permitted, type Schema } from "./permitted_values.ts";

const REQUESTS_EACH = 60;
const SEED = Number(env["FUZZ_SEED"] ?? Math.trunc(Math.random() * 2 ** 32));

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly "application/json": { readonly schema: Schema } };
  };
}

describe(`what the reference permits (FUZZ_SEED=${SEED})`, () => {
  it("is accepted, and answered as the reference says", async () => {
    const random = seededRandom(SEED);
    const document = await (await app.fetch(new Request("http://portal.test/openapi.json"))).json();
    const operations = Object.entries<Readonly<Record<string, Operation>>>(document.paths)
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, each]) => ({ method: method.toUpperCase(), path, each }))
      );
    expect(operations.length).toBeGreaterThan(40);
    const refused: unknown[] = [];
    for (const { method, path, each } of operations) {
      const { requestBody, parameters = [], responses } = each;
      for (let count = 0; count < REQUESTS_EACH; count++) {
        const query = new URLSearchParams(
          parameters
            .filter(({ in: place, required }) =>
              place === "query" && (required || random.below(2) === 0)
            )
            .map(({ name, schema }) => [name, String(permitted(schema, random))]),
        );
        const sent = requestBody && (requestBody.required || random.below(4) > 0);
        const body = sent
          ? permitted(requestBody.content["application/json"].schema, random)
          : undefined;
        const filled = path.replace(/\{(\w+)\}/g, () => `none${random.below(9)}`);
        const answer = await app.api(`${filled}?${query}`, {
          method,
          ...(body === undefined ? {} : { body }),
        });
        const problem = answer.ok ? undefined : await answer.json();
        if (answer.ok) await answer.body?.cancel();
        const good = answer.status < 400 || [403, 404, 409, 429].includes(answer.status);
        if (!good || !(answer.status in responses)) {
          refused.push([method, path, body, String(query), answer.status, problem]);
        }
      }
    }
    expect(refused.slice(0, 5)).toEqual([]);
  });
});
