import { type Client, createClient, type InStatement } from "@libsql/client";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { type PublicKeys, signHead } from "../../core/audit/audit_head.ts";
import { publishHead } from "../../core/audit/publish_head.ts";
import { recordLook } from "../../core/audit/record_look.ts";
import { findBroken } from "../../db/verify/find_broken.ts";
import { storedHash } from "../../db/verify/stored_hash.ts";
import { migrate } from "../../db/engine/migrate.ts";
import { bankChecks } from "../../sandbox/checks.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { lookFromTwoProcesses } from "../support/audit_writers.ts";
import { runMain, tempFolder } from "../support/server.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { TEST_SECRETS, testVault } from "../support/test_vault.ts";

const LOOKS = 30;
/** The app's own merchant, those of the two processes, and the looks of both. */
const ENTRIES = 3 + 2 * LOOKS;
const TABLES = ["events", "audit_entries", "audit_heads"];

/** What somebody does to the database, and what verify then says. */
type Damage = readonly [string, readonly string[], string];

const damages: readonly Damage[] = [
  [
    "a deleted entry",
    ["delete from audit_entries where seq = 5"],
    "an audit entry that was removed: 5\n",
  ],
  [
    "a deleted entry, also by its event",
    ["delete from audit_entries where seq = 5"],
    "an act without its audit entry: evt_",
  ],
  [
    "several deleted entries",
    ["delete from audit_entries where seq between 5 and 9"],
    "an audit entry that was removed: 5 to 9\n",
  ],
  [
    "the beginning of the chain deleted",
    ["delete from audit_entries where seq = 0"],
    "an audit entry that was removed: 0\n",
  ],
  [
    "a deleted act",
    ["delete from events where event_id = (select event_id from audit_entries where seq = 5)"],
    "an audit entry whose event was removed: 5, of evt_",
  ],
  [
    "an act removed with its entry, and the others numbered anew",
    [
      "delete from events where event_id = (select event_id from audit_entries where seq = 5)",
      "delete from audit_entries where seq = 5",
      "update audit_entries set seq = seq + 999 where seq > 5",
      "update audit_entries set seq = seq - 1000 where seq > 999",
    ],
    "an audit entry that does not follow the one before it: 5, of evt_",
  ],
  [
    "an edited reason",
    [`update events set data = json_set(data, '$.reason', 'none')
      where event_id = (select event_id from audit_entries where seq = 5)`],
    "an audit entry that differs from its event: 5, of evt_",
  ],
  [
    "an act by somebody else",
    ["update events set by = 'clock' where event_id = (select event_id from audit_entries where seq = 5)"],
    "an audit entry that differs from its event: 5, of evt_",
  ],
  [
    "an act at another time",
    ["update events set at = at - 1 where event_id = (select event_id from audit_entries where seq = 5)"],
    "an audit entry that differs from its event: 5, of evt_",
  ],
  [
    "an edited hash",
    ["update audit_entries set hash = 'x' where seq = 5"],
    "an audit entry that does not follow the one before it: 6, of evt_",
  ],
  [
    "two entries in another order",
    [
      "update audit_entries set seq = 1005 where seq = 5",
      "update audit_entries set seq = 5 where seq = 6",
      "update audit_entries set seq = 6 where seq = 1005",
    ],
    "an audit entry that does not follow the one before it: 5, of evt_",
  ],
  [
    "two acts that changed places",
    [`update events set data = (select o.data from events o where o.event_id <> events.event_id
        and o.event_id in (select event_id from audit_entries where seq in (5, 6)))
      where event_id in (select event_id from audit_entries where seq in (5, 6))`],
    "an audit entry that differs from its event: 5, of evt_",
  ],
  [
    "entries that were cut off",
    cutOff(3),
    `an audit chain whose end was cut off: it has ${
      ENTRIES - 3
    } entries, and the head of 2026-11-20 ${ENTRIES}\n`,
  ],
  [
    "another end of the chain",
    [
      ...cutOff(1),
      `insert into events (subject_id, version, event_id, type, at, by, data)
      values ('aud_x', 1, 'evt_x', 'audit.unmasked', 1, 'operator', '{}')`,
      `insert into audit_entries
      select ${ENTRIES}, 'evt_x', hash, 'x' from audit_entries where seq = ${ENTRIES - 1}`,
    ],
    `an audit chain that was rewritten: entry ${ENTRIES} is not the one in the head of 2026-11-20\n`,
  ],
  [
    "an act that was never chained",
    [`insert into events (subject_id, version, event_id, type, at, by, data)
      values ('aud_x', 1, 'evt_x', 'audit.unmasked', 1, 'operator', '{}')`],
    "an act without its audit entry: evt_x audit.unmasked by operator\n",
  ],
  [
    "a published head that was edited",
    [`update audit_heads set jws = substr(jws, 1, length(jws) - 10)
      || case substr(jws, -10, 1) when 'A' then 'B' else 'A' end || substr(jws, -9)`],
    `an audit head that the portal did not sign: 2026-11-20, ${ENTRIES} entries\n`,
  ],
];

/** The last entries and what they are of, as if nothing had happened. */
function cutOff(entries: number): readonly string[] {
  const some = `audit_entries where seq > ${ENTRIES - entries}`;
  return [
    `delete from events where event_id in (select event_id from ${some})`,
    `delete from ${some}`,
  ];
}

describe.each(["file", "server"] as const)("after two processes wrote at once, on a %s", (kind) => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let sqld: Sqld | undefined;
  let app: TestApp;
  let client: Client;
  let kept: string;
  let url: string;

  beforeAll(async () => {
    folder = await tempFolder();
    sqld = kind === "server" ? await startSqld() : undefined;
    url = sqld?.url ?? `file:${join(folder.path, "portal.db")}`;
    app = await testApp({ databaseUrl: url });
    client = createClient({ url });
    await lookFromTwoProcesses(url, LOOKS);
    kept = (await publishHead(app.deps)).jws;
  });
  afterAll(async () => {
    client.close();
    await app.close();
    await sqld?.stop();
    await folder.remove();
  });

  const verify = (args: readonly string[]) =>
    runMain(["verify", ...args], {
      folder: folder.path,
      env: {
        DATABASE_URL: url,
        SECRETS: TEST_SECRETS,
        SANDBOX: "1",
        PUBLIC_URL: "http://portal.test",
      },
    });

  it("the chain has never forked, and has an entry for each act", async () => {
    const { rows } = await client.execute(
      `select count(*) as n, min(a.seq) as least, max(a.seq) as most, count(distinct data) as acts
      from audit_entries a left join events using (event_id)`,
    );
    expect({ ...rows[0] }).toEqual({
      n: ENTRIES + 1,
      least: 0,
      most: ENTRIES,
      // The merchants' events differ in their numbers.
      acts: ENTRIES,
    });
    expect(await found(client)).toEqual("");
  });

  it.each(damages)("verify names %s", async (_, harm, said) => {
    const before = await rowsOf(client);
    await withoutForeignKeys(client, harm);
    const named = await found(client);
    await restore(client, before);
    expect(named).toContain(said);
  });

  it("a kept head shows a tail that was cut off, though the published heads are gone", async () => {
    const before = await rowsOf(client);
    await withoutForeignKeys(client, [...cutOff(3), "delete from audit_heads"]);
    const [alone, compared] = [await found(client), await found(client, [kept])];
    await restore(client, before);
    expect(alone).toBe("");
    expect(compared).toBe(
      `an audit chain whose end was cut off: it has ${
        ENTRIES - 3
      } entries, and the head of 2026-11-20 ${ENTRIES}\n`,
    );
  });

  it("a kept head shows a chain that was rewritten whole, with heads to match", async () => {
    const before = await rowsOf(client);
    await withoutForeignKeys(client, [
      "delete from audit_heads",
      `update events set data = json_set(data, '$.of', 'con_other')
        where event_id = (select event_id from audit_entries where seq = 5)`,
    ]);
    await rewriteFrom(client, 5);
    const [alone, compared] = [await found(client), await found(client, [kept])];
    await restore(client, before);
    expect(alone).toBe("");
    expect(compared).toBe(
      `an audit chain that was rewritten: entry ${ENTRIES} is not the one in the head of 2026-11-20\n`,
    );
  });

  it("a head that is not the portal's proves nothing, and is named", async () => {
    const secret = { id: "other", key: new Uint8Array(32).fill(1) };
    const other = await testVault({ secrets: [secret] });
    const { jws } = await signHead(other, { entries: 1, hash: "x" }, app.clock.now());
    expect(await found(client, [jws])).toBe(
      "an audit head that the portal did not sign: the one that was kept\n",
    );
  });

  it("the command compares with a kept file, a list or a head alone, and says how it ended", async () => {
    const [list, one] = [join(folder.path, "heads.json"), join(folder.path, "head.jws")];
    const published = await app.fetch(
      new Request("http://portal.test/.well-known/audit-heads.json"),
    );
    await writeFile(list, await published.text());
    await writeFile(one, `${kept}\n`);
    const allKept = { code: 0, stdout: "every promise is kept\n" };
    expect(await verify(["--head", list])).toMatchObject(allKept);

    const keys = join(folder.path, "jwks.json");
    await writeFile(keys, JSON.stringify(app.deps.vault.jwks()));
    const before = await rowsOf(client);
    await withoutForeignKeys(client, [...cutOff(1), "delete from audit_heads"]);
    const ended = await verify(["--head", one, "--keys", keys]);
    await restore(client, before);
    expect(ended).toMatchObject({
      code: 1,
      stdout: `an audit chain whose end was cut off: it has ${
        ENTRIES - 1
      } entries, and the head of 2026-11-20 ${ENTRIES}\n1 found\n`,
    });
  });
});

it("what was done before there was a chain needs no entry, and what is done from then on does", async () => {
  const folder = await tempFolder();
  const url = `file:${join(folder.path, "older.db")}`;
  const client = createClient({ url });
  const migrations = await allMigrations(sandbox);
  // Without the chain, and what came after it.
  await migrate(client, migrations.filter(({ name }) => !/^00(?:0[2-9]|[1-9]\d)_/.test(name)));
  const act = (id: string) =>
    client.execute(`insert into events (subject_id, version, event_id, type, at, by, data)
      values ('aud_${id}', 1, 'evt_${id}', 'audit.unmasked', 1, 'operator', '{}')`);
  await act("before");

  const app = await testApp({ databaseUrl: url });
  await recordLook(app.deps, { by: byOperator, of: "con_1", fields: ["phone"], reason: "why" });
  expect(await found(client)).toBe("");
  await act("after");
  expect(await found(client)).toBe(
    "an act without its audit entry: evt_after audit.unmasked by operator\n",
  );
  await client.execute("delete from events where event_id = 'evt_after'");
  client.close();
  await app.close();
  await folder.remove();
});

async function found(
  client: Client,
  keptHeads: readonly string[] = [],
): Promise<string> {
  const keys = (await testVault()).jwks() as PublicKeys;
  const findings = await Array.fromAsync(
    findBroken(client, { checks: bankChecks, keys, keptHeads }),
  );
  return findings.map(({ promise, by }) => `${promise}: ${by}\n`).join("");
}

/** As somebody does who knows how the chain is made, but not what was published of it. */
async function rewriteFrom(client: Client, first: number): Promise<void> {
  const { rows } = await client.execute({
    sql: `select a.seq as entry, a.previous, e.* from audit_entries a
      join events e using (event_id) where a.seq >= ? order by a.seq`,
    args: [first],
  });
  let previous = String(rows[0]?.["previous"]);
  for (const row of rows) {
    const hash = storedHash(row, previous);
    await client.execute({
      sql: "update audit_entries set previous = ?, hash = ? where seq = ?",
      args: [previous, hash, row["entry"] ?? null],
    });
    previous = hash;
  }
}

async function withoutForeignKeys(client: Client, harm: readonly string[]): Promise<void> {
  await client.migrate([...harm]);
}

async function rowsOf(client: Client): Promise<readonly InStatement[]> {
  const inserts: InStatement[] = [];
  for (const table of TABLES) {
    const { columns, rows } = await client.execute(`select * from ${table}`);
    const places = columns.map(() => "?").join(", ");
    for (const row of rows) {
      const args = columns.map((column) => row[column] ?? null);
      inserts.push({ sql: `insert into ${table} (${columns}) values (${places})`, args });
    }
  }
  return inserts;
}

async function restore(client: Client, inserts: readonly InStatement[]): Promise<void> {
  await client.migrate([...TABLES.map((table) => `delete from ${table}`), ...inserts]);
}
