import type { TestApp } from "../../support/test_app.ts";

export type StoredRow = Record<string, string | number | null>;
/** Rows by table. */
export type Rows = Readonly<Record<string, readonly StoredRow[]>>;

/** All rows that one thing's life has left, and whose it is. */
export interface History {
  readonly rows: Rows;
  readonly owner: Owner;
}

/** What differs from one merchant to the next. */
export interface Owner {
  readonly merchantNo: string;
  readonly appId: string;
  /** SHA-256 of its secret key. */
  readonly keyDigest: string;
  /** The plan that its consumers sign; undefined where none was approved. */
  readonly planId: string | undefined;
}

/** What does not belong to one thing, or only for minutes, or follows from a transfer of the books by itself. */
const OTHERS =
  /^(sandbox_|demo_|sqlite_)|^(migrations|jobs|cursors|canary|lookup_keys|audit_.*|budgets)$|^(book_entries|book_days)$|^(consumer_sessions|consumer_cards|one_time_codes|poll_guards|limit_days)$/;
const ID = /^[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}$/;

/** The rows that name one of these ids, and those that name what they are about. */
export async function record(app: TestApp, roots: readonly string[]): Promise<History> {
  const tables = await tablesOf(app);
  const owner = await ownerOf(app);
  const ids = new Set(roots);
  for (let known = 0; known < ids.size;) {
    known = ids.size;
    for (const { name, columns } of tables) {
      for (const row of await naming(app, { name, columns, ids })) {
        const id = row[columns[0] ?? ""];
        if (typeof id === "string" && ID.test(id)) ids.add(id);
      }
    }
  }
  const rows: Record<string, readonly StoredRow[]> = {};
  for (const { name, columns } of tables) {
    const found = await naming(app, { name, columns, ids });
    if (found.length > 0) rows[name] = found;
  }
  return { rows, owner };
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

async function tablesOf(app: TestApp): Promise<readonly Table[]> {
  const all = await select(
    app,
    `select m.name as "table", c.name as "column" from sqlite_schema m, pragma_table_info(m.name) c
      where m.type = 'table' order by m.name, c.cid`,
  );
  const columns = new Map<string, string[]>();
  for (const row of all) {
    const name = String(row["table"]);
    if (OTHERS.test(name)) continue;
    columns.set(name, [...columns.get(name) ?? [], String(row["column"])]);
  }
  return [...columns].map(([name, columns]) => ({ name, columns }));
}

function naming(
  app: TestApp,
  { name, columns, ids }: Table & { readonly ids: ReadonlySet<string> },
): Promise<readonly StoredRow[]> {
  const any = columns.map((column) => `"${column}" in (select value from json_each(?1))`);
  return select(app, `select * from "${name}" where ${any.join(" or ")}`, [
    JSON.stringify([...ids]),
  ]);
}

async function ownerOf(app: TestApp): Promise<Owner> {
  const { merchant } = app.merchant;
  const no = merchant.merchantNo;
  const [key] = await select(app, "select digest from secret_keys where merchant_no = ?1", [no]);
  const [plan] = await select(
    app,
    "select plan_id from plans where merchant_no = ?1 and state = 'approved'",
    [no],
  );
  const planId = plan && String(plan["plan_id"]);
  return { merchantNo: no, appId: merchant.appId, keyDigest: String(key?.["digest"]), planId };
}

async function select(
  app: TestApp,
  sql: string,
  args: readonly string[] = [],
): Promise<readonly StoredRow[]> {
  const [rows] = await app.deps.load({
    statement: { sql, args: [...args] },
    read: (found) => found.map((row) => ({ ...row }) as StoredRow),
  });
  return rows;
}
