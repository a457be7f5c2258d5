import { afterAll, beforeAll, expect, it } from "vitest";
import { budgets } from "../../core/budget/budget.ts";
import { type Server, startServer, tempFolder } from "../support/server.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let servers: Server[];

beforeAll(async () => {
  folder = await tempFolder();
  const env = {
    DATABASE_URL: `file:${folder.path}/shared.db`,
    DEMO: "1",
    TRUSTED_PROXIES: "127.0.0.0/8",
  };
  // One after the other, so that the second finds the first one's demo.
  servers = [await startServer({ folder: folder.path, env })];
  servers.push(await startServer({ folder: folder.path, env }));
});
afterAll(async () => {
  await Promise.all(servers.map((each) => each.stop()));
  await folder.remove();
});

it("two processes on one database count the guesses of an address together", async () => {
  const guess = async (i: number, address: string) => {
    const { url } = servers[i % servers.length]!;
    const answer = await fetch(`${url}/till/pairing`, {
      method: "POST",
      headers: { Origin: url, "X-Forwarded-For": address },
      body: new URLSearchParams({ code: "ZZZZ-ZZZZ" }),
    });
    await answer.body?.cancel();
    return answer.status;
  };
  const most = budgets.pairing_first.max + budgets.pairing.max;
  const given = await Promise.all(
    Array.from({ length: 3 * most }, (_, i) => guess(i, "203.0.113.5")),
  );
  expect(given.filter((status) => status === 422)).toHaveLength(most);
  expect(given.filter((status) => status === 429)).toHaveLength(2 * most);
  expect(await guess(0, "203.0.113.6")).toBe(422);
});
