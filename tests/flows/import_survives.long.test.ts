import { type Client, createClient } from "@libsql/client";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bankCsv } from "../support/bank_files.ts";
import { until } from "../support/patience.ts";
import { runMain, tempFolder } from "../support/server.ts";
import { fileOf, MERCHANT, zmRecord } from "../support/statement_files.ts";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
const LINES = 12_000;
const BANK_LINES = 3_000;
const env = { DEMO: "1", DATABASE_URL: "file:portal.db" };

it("an import that met a full disk, and one that was killed, end whole when they are begun again", async () => {
  const folder = await tempFolder();
  const inFolder = (name: string) => join(folder.path, name);
  const zm = `INN26112088ZM_${MERCHANT}`;
  const records = Array.from({ length: LINES }, (_, i) => zmRecord({ orderNo: `NOBODY${i}` }));
  await writeFile(inFolder(zm), fileOf(records));
  const rows = Array.from({ length: BANK_LINES }, (_, i) => ({ amount: "8.00", ref: `R${i}` }));
  const bank = bankCsv(rows);
  await writeFile(inFolder(bank.name), bank.bytes);
  expect(await runMain(["migrate"], { folder: folder.path, env })).toMatchObject({ code: 0 });

  const client = createClient({ url: `file:${inFolder("portal.db")}` });
  const importing = ["import_statement", zm];
  for (const args of [["import_bank_lines", bank.name], importing]) {
    const { code } = await runOnFullDisk(args, folder.path);
    expect([args[0], code]).not.toEqual([args[0], 0]);
  }
  expect(await count(client, "bank_lines")).toBe(0);
  expect(await count(client, "bank_files")).toBe(0);
  expect(await count(client, "statement_lines")).toBeLessThan(LINES);
  expect(await count(client, "statement_files where state = 'imported'")).toBe(0);

  const before = await count(client, "statement_lines");
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", MAIN, ...importing],
    cwd: folder.path,
    env,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await until(async () => await count(client, "statement_lines") > before);
  child.kill("SIGKILL");
  await child.status;
  expect(await count(client, "statement_lines")).toBeLessThan(LINES);
  expect(await count(client, "statement_files where state = 'imported'")).toBe(0);

  const whole = await runMain(importing, { folder: folder.path, env });
  expect(JSON.parse(whole.stdout)).toMatchObject({ lines: LINES, missing_here: LINES });
  expect(await count(client, "statement_lines")).toBe(LINES);
  const lines = await runMain(["import_bank_lines", bank.name], { folder: folder.path, env });
  expect(JSON.parse(lines.stdout)).toMatchObject({ lines: BANK_LINES, known: 0 });
  client.close();
  await folder.remove();
});

async function count(client: Client, sql: string): Promise<number> {
  const { rows: [row] } = await client.execute(`select count(*) as n from ${sql}`);
  return Number(row?.["n"]);
}

/** So much of a log of writes, in blocks of 512 bytes, is less than either import takes. */
const BLOCKS_MAX = 800;

/** Runs `main.ts` where no file may grow further: what a full disk is to a program. */
async function runOnFullDisk(args: readonly string[], folder: string): Promise<{ code: number }> {
  const limited = `trap '' XFSZ; ulimit -f ${BLOCKS_MAX}; exec "$@"`;
  return await new Deno.Command("sh", {
    args: ["-c", limited, "sh", Deno.execPath(), "run", "-A", "--no-check", MAIN, ...args],
    cwd: folder,
    env,
    stdin: "null",
  }).output();
}
