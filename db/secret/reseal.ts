import { assertCommitted } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import type { Vault } from "../../core/secret/vault.ts";
import type { Statement } from "../../core/unit.ts";
import type { Reader } from "../engine/reader.ts";
import { unitOf } from "../engine/statement.ts";
import { type SealedColumn, sealedColumns } from "./sealed_columns.ts";

interface Ports {
  readonly reader: Reader;
  readonly write: Deps["write"];
  readonly vault: Vault;
}

/** A text that no listed secret opens: sealed by another one, or damaged. */
export interface Unopened {
  /** `consumers.sealed_name con_…` */
  readonly where: string;
  readonly sealedBy: string;
}

export interface Resealed {
  readonly count: number;
  readonly unopened: readonly Unopened[];
}

/** Few enough that requests of a serving portal get between two batches. */
const BATCH_ROWS = 100;

/**
 * Seals under the current secret whatever another one sealed, in batches through the writer. A text that somebody
 * changed in the meantime is left alone, and what was done stays done, so that it may be stopped and started again.
 */
export async function reseal(ports: Ports): Promise<Resealed> {
  let count = 0;
  const unopened: Unopened[] = [];
  for (const column of sealedColumns) {
    for await (const rows of pagesOf(ports.reader, column)) {
      const old = rows.filter(({ sealed }) => ports.vault.sealedBy(sealed) !== currentId(ports));
      const statements: Statement[] = [];
      for (const row of old) {
        const statement = await resealed(ports.vault, column, row);
        if (statement) statements.push(statement);
        else {unopened.push({
            where: nameOf(column, row),
            sealedBy: ports.vault.sealedBy(row.sealed),
          });}
      }
      if (statements.length === 0) continue;
      assertCommitted(await ports.write({ statements }));
      count += statements.length;
    }
  }
  return { count, unopened };
}

function currentId({ vault }: Ports): string | undefined {
  return vault.keys[0]?.id;
}

interface SealedRow {
  readonly key: readonly (string | number)[];
  readonly sealed: string;
}

function nameOf({ table, column }: SealedColumn, { key }: SealedRow): string {
  return `${table}.${column} ${key.join(" ")}`;
}

async function resealed(
  vault: Vault,
  { table, column, key: names, context }: SealedColumn,
  { key, sealed }: SealedRow,
): Promise<Statement | undefined> {
  const place = context(key);
  const plain = await vault.open(sealed, place).catch(() => undefined);
  if (plain === undefined) return undefined;
  const where = [...names, column].map((name) => `${name} = ?`).join(" and ");
  const text = `update ${table} set ${column} = ? where ${where}`;
  return unitOf(text, await vault.seal(plain, place), ...key, sealed).statements[0];
}

async function* pagesOf(
  reader: Reader,
  { table, key, column }: SealedColumn,
): AsyncGenerator<readonly SealedRow[]> {
  const names = key.join(", ");
  let after: readonly (string | number)[] | undefined;
  for (;;) {
    const beyond = after ? `and (${names}) > (${key.map(() => "?").join(", ")})` : "";
    const { rows } = await reader.execute({
      sql:
        `select ${names}, ${column} from ${table} where ${column} <> '' ${beyond} order by ${names} limit ${BATCH_ROWS}`,
      args: [...after ?? []],
    });
    const page = rows.map((row) => ({
      key: key.map((name) => row[name] as string | number),
      sealed: String(row[column]),
    }));
    yield page;
    after = page.at(-1)?.key;
    if (page.length < BATCH_ROWS || after === undefined) return;
  }
}
