import { type Client, createClient } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { consoleReads } from "./console_reads.ts";
import { planOf } from "./plan_of.ts";

let client: Client;
beforeAll(async () => {
  client = createClient({ url: ":memory:" });
  await migrate(client, await allMigrations(sandbox));
});
afterAll(() => client.close());

describe("a search that no index answers", () => {
  it("walks an index and ends at the last row that it looks at, whatever it is asked for", async () => {
    const bounded = Object.entries(consoleReads).filter(([name]) =>
      `${name}, its end` in consoleReads
    );
    expect(bounded.length).toBeGreaterThan(100);
    const open: string[] = [];
    for (const [name, query] of bounded) {
      const [table = ""] = name.split(".");
      const plan = await planOf(client, query);
      const walk = plan.find((step) => step.startsWith(`SEARCH ${table} `)) ?? "no walk";
      const [, range = ""] = /\((.*)\)/.exec(walk) ?? [];
      const ends = name.includes(" oldest ")
        ? /(?:rowid|\w+_id|\w*at)</
        : /(?:rowid|\w+_id|\w*at)>/;
      if (!ends.test(range)) open.push(`${name}: ${walk}`);
    }
    expect(open).toEqual([]);
  });
});
