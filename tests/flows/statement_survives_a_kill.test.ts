import { createClient } from "@libsql/client";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { until } from "../support/patience.ts";
import { type Server, startServer, tempFolder } from "../support/server.ts";
import { INSTALLED } from "../support/installed.ts";

const ORDERS = 40;
const DAY_SECONDS = 86_400;
const VERIFY = fileURLToPath(new URL("../../start/verify_statement.ts", import.meta.url));

/** What a shop's program asks a real process. */
function shopOf(server: Server, key: string) {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  return async (path: string, body?: object) =>
    await fetch(server.url + path, {
      headers,
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
}

it("a process that is killed while it issues a statement leaves one that the next one finishes, as a command confirms", async () => {
  const folder = await tempFolder();
  let server = await startServer({ folder: folder.path });
  const { secret_key: key, merchant_no: no } = await server.demo();
  let ask = shopOf(server, key);
  for (let i = 0; i < ORDERS; i++) {
    const order = { merchant_order_no: `kill-${i}`, amount: 100 + i, subject: "茶" };
    const { order_id: id } = await (await ask("/v1/orders", order)).json();
    const paid = await ask(`/v1/test_helpers/orders/${id}/payment`, { outcome: "succeeded" });
    expect(paid.status).toBe(200);
    await paid.body?.cancel();
  }

  const client = createClient({ url: `file:${join(folder.path, ".data/countersign.db")}` });
  const begun = async () => {
    const { rows: [row] } = await client.execute({
      sql: "select statement_id, day from statements where merchant_no = ? order by day limit 1",
      args: [no],
    });
    return row && { id: String(row["statement_id"]), day: String(row["day"]) };
  };
  // Whatever it answers, it does not come to the end.
  const moved = ask("/v1/test_helpers/clock", { advance_seconds: DAY_SECONDS }).then(
    (answer) => answer.body?.cancel(),
    () => undefined,
  );
  await until(async () => await begun() !== undefined);
  await server.kill();
  await moved;
  const first = await begun();
  if (!first) throw new Error("Expected a statement that has begun");

  server = await startServer({ folder: folder.path });
  ask = shopOf(server, key);
  await until(async () => (await ask(`/v1/statements/${first.day}`)).status === 200);
  const statement = await (await ask(`/v1/statements/${first.day}`)).json();
  expect(statement.statement_id).toBe(first.id);
  expect(statement.lines).toBeGreaterThanOrEqual(ORDERS);
  const { rows: [left] } = await client.execute(
    `select count(*) as n from statement_parts p join statements s using (statement_id)
     where s.state = 'ready' and s.attempt <> p.attempt`,
  );
  client.close();

  const kept = await tempFolder();
  const keep = (name: string, bytes: Uint8Array) => writeFile(join(kept.path, name), bytes);
  for (const { format, name } of statement.files) {
    const file = await ask(`/v1/statements/${first.day}?format=${format}`);
    await keep(name, await file.bytes());
  }
  await keep("kept.jws", new TextEncoder().encode(statement.manifest));
  await keep("jwks.json", await (await fetch(`${server.url}/.well-known/jwks.json`)).bytes());
  expect(await server.stop()).toBe(0);

  const whole = await verify(kept.path);
  expect(whole).toEqual({
    code: 0,
    said: { valid: true, statements: 1, files: 3, lines: statement.lines, problems: [] },
  });
  const [{ name }] = statement.files;
  const { lines } = statement.files[0];
  const csv = await Deno.readTextFile(join(kept.path, name));
  await Deno.writeTextFile(join(kept.path, name), csv.split("\r\n").toSpliced(3, 1).join("\r\n"));
  for (const path of [kept.path, join(kept.path, "kept.jws"), join(kept.path, name)]) {
    const { code, said } = await verify(path);
    expect(code).toBe(1);
    expect(said.problems.map((each: { line?: number; code: string }) => [each.line, each.code]))
      .toEqual([
        [4, "line_missing"],
        [undefined, "lines_differ"],
        [undefined, "sums_differ"],
        [undefined, "sha256_differs"],
      ]);
  }
  expect(lines).toBe(statement.lines);
  expect(Number(left?.["n"])).toBe(0);
  await kept.remove();
  await folder.remove();
});

async function verify(path: string) {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-R", "--no-check", VERIFY, path],
  }).output();
  const [line = "", ...more] = new TextDecoder().decode(stdout).trim().split("\n");
  expect(more).toEqual([]);
  return { code, said: JSON.parse(line) };
}
