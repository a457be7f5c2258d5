import { createClient } from "@libsql/client";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMain, tempFolder } from "../support/server.ts";
import { testApp } from "../support/test_app.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let folder: Awaited<ReturnType<typeof tempFolder>>;
let copy: string;

beforeAll(async () => {
  folder = await tempFolder();
  copy = join(folder.path, "copy.db");
  await mkdir(join(folder.path, "first"));
  const app = await testApp({ databaseUrl: `file:${join(folder.path, "first/portal.db")}` });
  const body = { merchant_order_no: "A-1", amount: 1_200, subject: "龙井" };
  await app.api("/v1/orders", { body });
  await app.close();
  expect(await run(["backup", copy], "first/portal.db")).toMatchObject({ code: 0, stderr: "" });
  await copyFile(copy, join(folder.path, "portal.db"));
});
afterAll(() => folder.remove());

function run(args: readonly string[], name: string, env: Readonly<Record<string, string>> = {}) {
  const databaseUrl = name.includes("://") ? name : `file:${join(folder.path, name)}`;
  const usual = { SECRETS: TEST_SECRETS, SANDBOX: "1", PUBLIC_URL: "http://portal.test" };
  return runMain(args, {
    folder: folder.path,
    env: { ...usual, DATABASE_URL: databaseUrl, ...env },
  });
}

/** The files in the folder and digests of their bytes. */
async function contents(): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder.path)).filter((name) => /\.(?:db|txt)$/.test(name));
  const digests = names.map(async (name) => {
    const bytes = await readFile(join(folder.path, name));
    return [name, createHash("sha256").update(bytes).digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

async function unchangedBy(work: () => ReturnType<typeof run>) {
  const before = await contents();
  const ended = await work();
  expect(await contents()).toEqual(before);
  return ended;
}

describe("deno task backup", () => {
  it.each(["backup", "restore"])(
    "and restore: %s is not for a server, and says where to look",
    async (name) => {
      const server = "http://127.0.0.1:1";
      expect(await unchangedBy(() => run([name, copy], server))).toEqual({
        code: 1,
        stdout: "",
        stderr:
          `${name}: ${server} is a server, which is copied and put back by its own means; docs/running.md says how\n`,
      });
    },
  );

  it.each([
    ["a database that is not there", ["backup", "new.db"], "There is no database at file:"],
    ["no file", ["backup"], "backup <new file>"],
    ["two files", ["backup", "a.db", "b.db"], "backup <new file>"],
  ])("refuses %s", async (_, args, said) => {
    const ended = await unchangedBy(() => run(args, "none.db"));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(said);
  });

  it("keeps a copy of a database that breaks promises, and says which", async () => {
    const source = createClient({ url: `file:${copy}` });
    const broken = join(folder.path, "broken.db");
    await source.execute({ sql: "vacuum into ?", args: [broken] });
    source.close();
    const client = createClient({ url: `file:${broken}` });
    await client.execute("update orders set amount = 9900");
    client.close();
    const ended = await run(["backup", join(folder.path, "broken-copy.db")], "broken.db");
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain("a row that differs from what its events wrote: ord_");
    expect(await readdir(folder.path)).toContain("broken-copy.db");
  });
});

describe("deno task restore", () => {
  it("changes nothing for a copy that breaks promises", async () => {
    const broken = join(folder.path, "broken-copy.db");
    const ended = await unchangedBy(() => run(["restore", broken], "portal.db"));
    expect(ended).toMatchObject({
      code: 1,
      stderr: "restore: the copy breaks promises; nothing was changed\n",
    });
    expect(ended.stdout).toContain("a row that differs from what its events wrote: ord_");
  });

  it("changes nothing with other secrets than those that sealed the copy", async () => {
    const SECRETS = `other:${new Uint8Array(32).fill(1).toBase64()}`;
    const ended = await unchangedBy(() => run(["restore", copy], "portal.db", { SECRETS }));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^Cannot start: /);
  });

  it.each([
    ["a copy that is not there", "nothing.db", "restore: there is no nothing.db"],
    ["the database itself", "portal.db", "is the database itself"],
  ])("refuses %s", async (_, from, said) => {
    const ended = await unchangedBy(() => run(["restore", from], "portal.db"));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(said);
  });

  it.each([
    ["a file that is no database", "notes.txt", "not a database\n".repeat(500)],
    ["an empty file", "empty.txt", ""],
  ])("changes nothing for %s", async (_, name, text) => {
    const file = join(folder.path, name);
    await writeFile(file, text);
    expect(await unchangedBy(() => run(["restore", file], "portal.db"))).toEqual({
      code: 1,
      stdout: "",
      stderr: `restore: ${file} is no copy of a database of ours\n`,
    });
  });

  it("works where there is no database yet, and in the place of a damaged one", async () => {
    expect(await run(["restore", copy], "new/portal.db")).toMatchObject({ code: 0, stderr: "" });
    expect(await run(["verify"], "new/portal.db")).toMatchObject({ code: 0 });

    const damaged = join(folder.path, "new/portal.db");
    await writeFile(damaged, "not a database\n".repeat(500));
    expect(await run(["restore", copy], "new/portal.db")).toMatchObject({ code: 0, stderr: "" });
    expect(await run(["verify"], "new/portal.db")).toMatchObject({ code: 0 });
    const names = await readdir(join(folder.path, "new"));
    const old = names.find((name) => name.startsWith("portal.db.replaced-")) ?? "";
    expect(await readFile(join(folder.path, "new", old), "utf8")).toContain("not a database");
  });

  it("takes no journal for its own that was left beside the place", async () => {
    const place = join(folder.path, "left/portal.db");
    await mkdir(dirname(place));
    // As a killed portal leaves them: the newest rows are in the journal alone.
    await copyFile(copy, place);
    const script = `
      import { createClient } from "@libsql/client";
      const client = createClient({ url: "file:${place}" });
      await client.execute("PRAGMA journal_mode = WAL");
      await client.execute("update orders set amount = 1");
      Deno.kill(Deno.pid, "SIGKILL");`;
    const args = ["eval", "--ext=ts", script];
    await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output();
    await rm(place);
    expect((await stat(`${place}-wal`)).size).toBeGreaterThan(0);

    expect(await run(["restore", copy], "left/portal.db")).toMatchObject({ code: 0, stderr: "" });
    expect(await run(["verify"], "left/portal.db")).toMatchObject({ code: 0 });
  });
});
