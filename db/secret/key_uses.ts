import type { VaultKey } from "../../core/secret/vault.ts";
import type { Reader } from "../engine/reader.ts";
import { sealedColumns } from "./sealed_columns.ts";

/** What still needs a secret. */
export interface KeyUses {
  readonly key: VaultKey;
  /** Texts that it sealed. */
  readonly sealed: number;
  /** Contracts whose evidence it signed, and heads of the audit chain. */
  readonly signed: number;
}

/** For each of these secrets, what in the database still needs it. */
export async function keyUses(
  reader: Reader,
  keys: readonly VaultKey[],
): Promise<readonly KeyUses[]> {
  const sealed = new Map<string, number>();
  for (const { table, column } of sealedColumns) {
    const { rows } = await reader.execute(
      `select substr(${column}, 1, instr(${column}, '.') - 1) as id, count(*) as uses
       from ${table} where ${column} <> '' group by id`,
    );
    for (const { id, uses } of rows) {
      sealed.set(String(id), Number(uses) + (sealed.get(String(id)) ?? 0));
    }
  }
  const signed = await signedBy(reader);
  return keys.map((key) => ({
    key,
    sealed: sealed.get(key.id) ?? 0,
    signed: signed.get(key.kid) ?? 0,
  }));
}

/** Pieces of evidence and heads by the `kid` in their header. */
async function signedBy(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const { rows } = await reader.execute(
    `select substr(jws, 1, instr(jws, '.') - 1) as header, count(*) as uses
     from (select jws from contract_evidence union all select jws from audit_heads) group by header`,
  );
  const signed = new Map<string, number>();
  for (const { header, uses } of rows) {
    const bytes = Uint8Array.fromBase64(String(header), { alphabet: "base64url" });
    const { kid } = JSON.parse(new TextDecoder().decode(bytes));
    signed.set(kid, Number(uses) + (signed.get(kid) ?? 0));
  }
  return signed;
}
