import { describe, expect, it } from "vitest";
import { circlesOf } from "./circles.ts";
import { checkLayers, importsOf } from "./layers.ts";
import { readCode, report } from "./sources.ts";

async function productCode() {
  return (await readCode()).filter(({ path }) => !/^(tests|docs)\//.test(path));
}

function findings(path: string, text: string): string {
  return report(checkLayers([{ path, text }]));
}

describe("the import rules", () => {
  it("hold in every file", async () => {
    expect(report(checkLayers(await productCode()))).toBe("");
  });

  it("keep the database out of routes and say what to use instead", () => {
    const text =
      'import { Hono } from "hono";\nimport { orders } from "../../../db/order/queries.ts";\n';
    expect(findings("routes/api/v1/orders.ts", text)).toBe(
      "routes/api/v1/orders.ts:2 imports db/order/queries.ts: stores arrive in deps: take deps.orders, deps.load and deps.commit instead",
    );
  });

  it("keep zod out of the core except where a channel's messages enter", () => {
    const text = 'import { z } from "zod";\n';
    expect(findings("core/order/place_order.ts", text)).toContain("parse at the edge");
    expect(findings("core/channel/sandbox/messages.ts", text)).toBe("");
  });

  it("see type imports and dynamic imports too", () => {
    const typed = 'import type { Client } from "@libsql/client";\n';
    const dynamic = 'const db = await import("../db/engine/client.ts");\n';
    expect(findings("core/deps.ts", typed)).toContain("imports @libsql/client");
    expect(findings("core/deps.ts", dynamic)).toContain("add a port");
  });

  it("keep routes out of views", () => {
    expect(findings("views/layout.tsx", 'import { paths } from "../core/paths.ts";')).toBe("");
    expect(findings("views/layout.tsx", 'import { problem } from "../routes/api/problem.ts";'))
      .toContain("views are pure");
  });

  it("let nobody know the sandbox by name", () => {
    const text = 'import { sandbox } from "../sandbox/sandbox.ts";\n';
    for (const folder of ["core", "db", "outbound", "jobs", "routes", "views"]) {
      expect(findings(`${folder}/any.ts`, text)).toContain("imports sandbox/sandbox.ts");
    }
    expect(findings("start/compose.ts", text)).toContain("start/find_sandbox.ts finds it");
  });

  it("let the bank join no table of ours, and the engine know no noun", () => {
    const table = 'import { orders } from "../../db/order/table.ts";\n';
    expect(findings("sandbox/bank/accept_payment.ts", table)).toContain("crosses the wire");
    expect(findings("sandbox/tables/payments.ts", table)).toContain("joins no table of ours");
    expect(findings("db/engine/commit.ts", 'import { orders } from "../order/table.ts";\n'))
      .toContain("the engine knows no nouns");
  });

  it("let the simulated gateway share nothing with the portal, in either direction", async () => {
    const text = 'import { parseNotice } from "../core/channel/unionpay/fields.ts";\n';
    expect(findings("unionpay_gateway/router.ts", text)).toContain("it plays the outside world");
    // Entries have no layer, and may not start it either.
    const users = (await productCode())
      .filter(({ path }) => !path.startsWith("unionpay_gateway/"))
      .filter((source) =>
        importsOf(source).some(({ target }) => target.startsWith("unionpay_gateway/"))
      );
    expect(users.map(({ path }) => path)).toEqual([]);
    const own = (await productCode()).filter(({ path }) => path.startsWith("unionpay_gateway/"));
    expect(own.length).toBeGreaterThan(20);
  });

  it("do not mistake a comment for an import", () => {
    expect(findings("core/order/order.ts", '// import { x } from "../../db/x.ts";\n')).toBe("");
  });
});

describe("the imports", () => {
  it("make no circle of files", async () => {
    const circles = circlesOf(await productCode());
    expect(circles.map((circle) => circle.join(" > "))).toEqual([]);
  });

  it("are seen to make one, by a type alone too", () => {
    const circle = [
      { path: "core/a.ts", text: 'import type { B } from "./b.ts";\n' },
      { path: "core/b.ts", text: 'import { c } from "./c.ts";\n' },
      { path: "core/c.ts", text: 'import { a } from "./a.ts";\n' },
      { path: "core/d.ts", text: 'import { a } from "./a.ts";\n' },
    ];
    expect(circlesOf(circle)).toEqual([["core/a.ts", "core/b.ts", "core/c.ts", "core/a.ts"]]);
    expect(circlesOf(circle.slice(0, 2))).toEqual([]);
  });
});
