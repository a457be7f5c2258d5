import { type Client, createClient, type InStatement } from "@libsql/client";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openIdentity, sealIdentity } from "../../core/consumer/seal_person.ts";
import type { ConsumerId } from "../../core/id.ts";
import type { Secret } from "../../core/secret/parse_secrets.ts";
import type { Vault } from "../../core/secret/vault.ts";
import { untilReady } from "../support/patience.ts";
import { runMain, startServer, tempFolder } from "../support/server.ts";
import { startSqld } from "../support/sqld.ts";
import { testVault } from "../support/test_vault.ts";
import { INSTALLED } from "../support/installed.ts";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
const DIES_SEALING = fileURLToPath(new URL("../support/dies_sealing.ts", import.meta.url));
const older: Secret = { id: "a", key: new Uint8Array(32).fill(1) };
const newer: Secret = { id: "b", key: new Uint8Array(32).fill(2) };
const PEOPLE = 3_000;

describe("deno task reseal", () => {
  it("goes on after a kill, while the portal serves, on a file", async () => {
    const folder = await tempFolder();
    await survivesKill(folder.path, `file:${join(folder.path, "portal.db")}`);
    await folder.remove();
  });

  it("goes on after a kill, while the portal serves, on a server", async () => {
    const [folder, sqld] = [await tempFolder(), await startSqld()];
    await survivesKill(folder.path, sqld.url);
    await sqld.stop();
    await folder.remove();
  });

  it("names what no secret opens, and ends with 1", async () => {
    const folder = await tempFolder();
    const url = `file:${join(folder.path, "portal.db")}`;
    const given = { folder: folder.path, env: envOf(url, newer) };
    expect((await runMain(["migrate"], given)).code).toBe(0);
    const client = createClient({ url });
    await client.batch([await person(await testVault({ secrets: [older] }), consumerId(1))]);
    client.close();
    const { code, stdout } = await runMain(["reseal"], given);
    expect(stdout).toContain(
      `NOT resealed: consumers.sealed_name ${
        consumerId(1)
      }, sealed by "a": no key of SECRETS opens it`,
    );
    expect(code).toBe(1);
    await folder.remove();
  });
});

async function survivesKill(folder: string, url: string): Promise<void> {
  const first = await startServer({ folder, env: envOf(url, older) });
  const client = createClient({ url });
  const old = await testVault({ secrets: [older] });
  const people = Array.from({ length: PEOPLE }, (_, i) => consumerId(i));
  await client.batch(await Promise.all(people.map((id) => person(old, id))), "write");
  await first.stop();

  const env = envOf(url, newer, older);
  const serving = await startServer({ folder, env });
  const { signal } = await new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-A", "--no-check", "--preload", DIES_SEALING, MAIN, "reseal"],
    cwd: folder,
    env: { ...env, DIES_SEALING: `${PEOPLE}` },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  expect(signal).toBe("SIGKILL");
  expect(await sealedBy(client, newer)).toBeGreaterThan(0);
  expect(await sealedBy(client, older)).toBeGreaterThan(0);

  const [{ code, stdout }] = await Promise.all([
    runMain(["reseal"], { folder, env }),
    untilReady(serving.url),
  ]);
  expect(stdout).toContain('"a" is no longer used by any sealed row; it signed 1 texts, ');
  expect(code).toBe(0);
  expect(await sealedBy(client, older)).toBe(0);
  await serving.stop();

  const without = await startServer({ folder, env: envOf(url, newer) });
  await untilReady(without.url);
  await without.stop();
  await expect(startServer({ folder, env: envOf(url, older) })).rejects.toThrow(
    'Cannot start: the database was sealed with "b", and SECRETS has not that key',
  );
  expect(await namesIn(client, await testVault({ secrets: [newer] }))).toEqual(people);
  client.close();
}

function envOf(url: string, ...secrets: readonly Secret[]) {
  const entries = secrets.map(({ id, key }) => `${id}:${key.toBase64()}`);
  return { DATABASE_URL: url, SECRETS: entries.join(","), DEMO: "0" };
}

function consumerId(i: number): ConsumerId {
  return `con_${String(i).padStart(26, "0")}`;
}

/** A row of a person whose name is the id. */
async function person(vault: Vault, id: ConsumerId): Promise<InStatement> {
  const identity = { name: id, phone: "13800000000", idNumber: "110101190001010000" };
  const { sealedName, sealedPhone, sealedIdNumber } = await sealIdentity(vault, id, identity);
  return {
    sql: `insert into consumers (consumer_id, sealed_name, sealed_phone,
      sealed_id_number, created_at, version) values (?, ?, ?, ?, 0, 1)`,
    args: [id, sealedName, sealedPhone, sealedIdNumber],
  };
}

async function sealedBy(client: Client, { id }: Secret): Promise<number> {
  const { rows: [row] } = await client.execute({
    sql:
      `select sum((sealed_name glob ?1) + (sealed_phone glob ?1) + (sealed_id_number glob ?1)) as n
      from consumers`,
    args: [`${id}.*`],
  });
  return Number(row?.["n"]);
}

async function namesIn(client: Client, vault: Vault): Promise<readonly string[]> {
  const { rows } = await client.execute("select * from consumers order by consumer_id");
  const names = rows.map(async (row) => {
    const consumer = {
      consumerId: row["consumer_id"],
      sealedName: row["sealed_name"],
      sealedPhone: row["sealed_phone"],
      sealedIdNumber: row["sealed_id_number"],
    } as unknown as Parameters<typeof openIdentity>[1];
    return (await openIdentity(vault, consumer)).name;
  });
  return await Promise.all(names);
}
