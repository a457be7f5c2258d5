import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { persons } from "../../sandbox/bank/persons.ts";
import { chargeableContract } from "../support/deductions.ts";
import { runMain, tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let app: TestApp;
let consumerId: string;

beforeAll(async () => {
  folder = await tempFolder();
  app = await testApp({ databaseUrl: databaseUrl() });
  ({ consumerId } = await chargeableContract(app));
});
afterAll(async () => {
  await app.close();
  await folder.remove();
});

describe("deno task unmask_consumer", () => {
  it("shows who it is, with the look and its reason on record", async () => {
    const { code, stdout } = await unmask(consumerId, "--reason", "asked by phone");
    const { name, phone, idNumber } = persons[0]!;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ name, phone, id_number: idNumber });
    expect(await looks()).toEqual([
      { of: consumerId, fields: ["name", "phone", "id_number"], reason: "asked by phone" },
    ]);
  });

  it.each([
    ["without a reason", () => [consumerId], "--reason is needed"],
    ["of nobody", () => ["con_01KAG8M0000000000000000003", "--reason", "x"], "consumer_not_found"],
    ["of what is no consumer", () => ["ord_1", "--reason", "x"], "expected con_"],
  ])("shows nothing and records nothing %s", async (_, args, said) => {
    const before = await looks();
    const { code, stdout, stderr } = await unmask(...args());
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(said);
    expect(await looks()).toEqual(before);
  });
});

function databaseUrl(): string {
  return `file:${join(folder.path, "portal.db")}`;
}

function unmask(...args: readonly string[]) {
  const env = {
    DATABASE_URL: databaseUrl(),
    SECRETS: TEST_SECRETS,
    SANDBOX: "1",
    PUBLIC_URL: "http://portal.test",
  };
  return runMain(["unmask_consumer", ...args], { folder: folder.path, env });
}

async function looks(): Promise<readonly unknown[]> {
  const [found] = await app.deps.load({
    statement: {
      sql: `select data from audit_entries join events using (event_id)
        where type = 'audit.unmasked' order by audit_entries.seq`,
      args: [],
    },
    read: (rows) => rows.map(({ data }) => JSON.parse(String(data))),
  });
  return found;
}
