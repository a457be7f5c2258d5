import { type Client, createClient } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupReads } from "../../../db/engine/group_reads.ts";
import type { ReadStatement } from "../../../db/engine/reader.ts";
import { startSqld } from "../../support/sqld.ts";

let sqld: Awaited<ReturnType<typeof startSqld>>;
let client: Client;
beforeAll(async () => {
  sqld = await startSqld();
  client = createClient({ url: sqld.url });
});
afterAll(async () => {
  client.close();
  await sqld.stop();
});

const number = (n: number): ReadStatement => ({ sql: "select ? as n", args: [BigInt(n)] });

describe("groupReads", () => {
  it("answers each of many readers with its own rows, in few journeys", async () => {
    let journeys = 0;
    const reader = groupReads({
      execute: client.execute.bind(client),
      batch: (statements, mode) => {
        journeys++;
        return client.batch(statements, mode);
      },
    });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => reader.execute(number(n))),
    );
    expect(answers.map(({ rows }) => rows[0]?.["n"])).toEqual(
      Array.from({ length: 200 }, (_, n) => n),
    );
    expect(journeys).toBeLessThan(20);
  });

  it("keeps a batch together", async () => {
    const reader = groupReads(client);
    const [alone, pair] = await Promise.all([
      reader.execute(number(1)),
      reader.batch([number(2), number(3)], "read"),
    ]);
    expect([alone, ...pair].map(({ rows }) => rows[0]?.["n"])).toEqual([1, 2, 3]);
  });

  it("lets only the failing query fail", async () => {
    const reader = groupReads(client);
    const [good, bad, other] = await Promise.allSettled([
      reader.execute(number(1)),
      reader.execute("select * from nowhere"),
      reader.execute(number(2)),
    ]);
    expect([good.status, bad.status, other.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("continues while one round trip never returns", async () => {
    const { promise: silence } = Promise.withResolvers<never>();
    let journeys = 0;
    const reader = groupReads({
      execute: (statement) => client.execute(statement),
      batch: (statements, mode) => ++journeys === 1 ? silence : client.batch(statements, mode),
    });
    void reader.execute(number(1));
    const [two, three] = await Promise.all([
      reader.execute(number(2)),
      reader.execute(number(3)),
    ]);
    expect([two, three].map(({ rows }) => rows[0]?.["n"])).toEqual([2, 3]);
    expect(journeys).toBe(2);
  });
});
