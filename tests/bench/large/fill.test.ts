import { createClient } from "@libsql/client";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenPromises } from "../../support/ledger.ts";
import { approvedPlan } from "../../support/signers.ts";
import { testApp } from "../../support/test_app.ts";
import { fill } from "./fill.ts";
import { recordHistories } from "./histories.ts";

/** A connection that had a transaction holds its file until the runtime clears up; a copy is nobody's. */
async function copied(file: string): Promise<string> {
  const copy = `${file}.copy`;
  for (const suffix of ["", "-wal"].filter((each) => existsSync(file + each))) {
    await copyFile(file + suffix, copy + suffix);
  }
  return copy;
}

describe("a file that the benchmark has filled", () => {
  const orders = 500;
  let folder: string;
  let client: ReturnType<typeof createClient>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "countersign-filled-"));
    const written = join(folder, "countersign.db");
    const app = await testApp({ databaseUrl: `file:${written}` });
    await approvedPlan(app);
    await app.close();
    const file = await copied(written);
    await fill(file, await recordHistories(), { orders, merchants: 10 });
    client = createClient({ url: `file:${file}` });
  });

  afterAll(async () => {
    client?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("keeps every promise, as if the portal had written it", async () => {
    expect(await brokenPromises(client)).toEqual({});
  });

  it.each([
    ["orders", orders + 2],
    ["deductions", orders / 10],
    ["merchants", 11],
  ])("has as many %s as were asked for", async (table, count) => {
    const { rows: [row] } = await client.execute(`select count(*) as n from ${table}`);
    expect(row?.["n"]).toBe(count);
  });

  it("has what the desk's queues hold", async () => {
    const { rows: [row] } = await client.execute(`select
      (select count(*) from payments where queries_ended_at is not null) as payments,
      (select count(*) from refunds where queries_ended_at is not null) as refunds,
      (select count(*) from contracts where state = 'terminating') as unsigns,
      (select count(*) from plans where state = 'submitted') as plans,
      (select count(*) from endpoints where state = 'disabled') as endpoints`);
    expect(row).toMatchObject({
      payments: 1,
      refunds: 1,
      unsigns: 1,
      plans: 2,
      endpoints: 3,
    });
  });
});
