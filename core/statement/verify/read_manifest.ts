import type { JSONWebKeySet } from "jose";
import { NotValid, openJws } from "../../secret/open_jws.ts";
import type { BusinessDay } from "../../time.ts";
import { STATEMENT_TYPE } from "../manifest.ts";
import { isStatementFormat, type StatementFormat } from "../statement.ts";

export interface ManifestFile {
  readonly format: StatementFormat;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly lines: number;
  /** In fen, as the others. */
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
}

export interface Manifest {
  readonly statementId: string;
  readonly merchantNo: string;
  readonly scope: string;
  readonly day: BusinessDay;
  readonly opening: number;
  readonly closing: number;
  readonly net: number;
  readonly lines: number;
  readonly metadataKeys: readonly string[];
  readonly files: readonly ManifestFile[];
  readonly previous: { readonly statementId: string; readonly sha256: string } | undefined;
}

/** What a signed manifest says, in this version of ours or a later one. Throws NotValid. */
export async function readManifest(jws: string, keys: JSONWebKeySet): Promise<Manifest> {
  const said = await openJws(jws.trim(), STATEMENT_TYPE, keys);
  const files = said["files"];
  if (!Array.isArray(files)) throw new NotValid("It names no files");
  const previous = said["previous"] as Readonly<Record<string, unknown>> | null;
  return {
    statementId: String(said["statement_id"]),
    merchantNo: String(said["merchant_no"]),
    scope: String(said["scope"]),
    day: String(said["day"]) as BusinessDay,
    opening: Number(said["opening_balance"]),
    closing: Number(said["closing_balance"]),
    net: Number(said["net"]),
    lines: Number(said["lines"]),
    metadataKeys: said["metadata_keys"] as readonly string[],
    files: files.map(fileOf),
    previous: previous === null ? undefined : {
      statementId: String(previous["statement_id"]),
      sha256: String(previous["manifest_sha256"]),
    },
  };
}

function fileOf(said: Readonly<Record<string, unknown>>): ManifestFile {
  const format = String(said["format"]);
  if (!isStatementFormat(format)) {
    throw new NotValid(`It has a file in an unknown format: ${format}`);
  }
  return {
    format,
    name: String(said["name"]),
    bytes: Number(said["bytes"]),
    sha256: String(said["sha256"]),
    lines: Number(said["lines"]),
    amount: Number(said["amount"]),
    fee: Number(said["fee"]),
    net: Number(said["net"]),
  };
}
