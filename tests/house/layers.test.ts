import { describe, expect, it } from "vitest";
import { checkLayers } from "./layers.ts";
import { readCode, report } from "./sources.ts";

function findings(path: string, text: string): string {
  return report(checkLayers([{ path, text }]));
}

describe("the import rules", () => {
  it("hold in every file", async () => {
    expect(report(checkLayers(await readCode()))).toBe("");
  });

  it("keep the database out of routes and say what to use instead", () => {
    const text = 'import { Hono } from "hono";\nimport { orders } from "../../../db/orders.ts";\n';
    expect(findings("routes/api/v1/orders.ts", text)).toBe(
      "routes/api/v1/orders.ts:2 imports db/orders.ts: stores arrive in deps: take deps.orders, deps.load and deps.commit instead",
    );
  });

  it("keep zod out of the core except where a channel's messages enter", () => {
    const text = 'import { z } from "zod";\n';
    expect(findings("core/order/place_order.ts", text)).toContain("parse at the border");
    expect(findings("core/channel/sandbox/messages.ts", text)).toBe("");
  });

  it("see type imports and dynamic imports too", () => {
    const typed = 'import type { Client } from "@libsql/client";\n';
    const dynamic = 'const db = await import("../db/client.ts");\n';
    expect(findings("core/deps.ts", typed)).toContain("imports @libsql/client");
    expect(findings("core/deps.ts", dynamic)).toContain("add a port to core/deps.ts");
  });

  it("let views use the one leaf of routes and nothing else of it", () => {
    expect(findings("views/layout.tsx", 'import { paths } from "../routes/paths.ts";')).toBe("");
    expect(findings("views/layout.tsx", 'import { problem } from "../routes/problem.ts";'))
      .toContain("views are pure");
  });

  it("do not mistake a comment for an import", () => {
    expect(findings("core/order/order.ts", '// import { x } from "../../db/x.ts";\n')).toBe("");
  });
});
