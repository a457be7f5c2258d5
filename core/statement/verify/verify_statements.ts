import type { JSONWebKeySet } from "jose";
import { NotValid } from "../../secret/open_jws.ts";
import { sha256 } from "../../sha256.ts";
import type { Finding } from "./finding.ts";
import { type Manifest, readManifest } from "./read_manifest.ts";
import { verifyFile } from "./verify_file.ts";

/** A folder with statements, as whoever downloaded them keeps it. */
export interface Folder {
  readonly names: readonly string[];
  text(name: string): Promise<string>;
  bytes(name: string): AsyncIterable<Uint8Array>;
}

export interface Verified {
  readonly statements: number;
  readonly files: number;
  readonly lines: number;
  readonly problems: readonly Finding[];
}

interface Signed {
  readonly name: string;
  readonly jws: string;
  readonly manifest: Manifest;
}

/**
 * Checks manifests and the files that they name, with nothing but the portal's public keys: who signed, and that no file
 * lacks, adds or changes anything. `only`: a manifest, or one file, of all that are there.
 */
export async function verifyStatements(
  folder: Folder,
  keys: JSONWebKeySet,
  only: string | undefined,
): Promise<Verified> {
  const problems: Finding[] = [];
  const names = folder.names.filter((name) => name.endsWith(".jws"));
  const isManifest = only?.endsWith(".jws") ?? false;
  const signed: Signed[] = [];
  for (const name of isManifest ? [only!] : names) {
    const jws = (await folder.text(name)).trim();
    const manifest = await manifestIn(jws, keys);
    if (typeof manifest !== "string") signed.push({ name, jws, manifest });
    else if (only === undefined || isManifest) {
      problems.push({ file: name, code: "not_signed", detail: manifest });
    }
  }
  const wanted = only === undefined || isManifest
    ? signed.flatMap(({ manifest }) => manifest.files.map((file) => ({ manifest, file })))
    : signed.flatMap(({ manifest }) =>
      manifest.files.filter(({ name }) => name === only).map((file) => ({ manifest, file }))
    );
  if (wanted.length === 0 && problems.length === 0) {
    const detail = "no manifest beside it names it";
    problems.push({ file: only ?? ".", code: "no_manifest", detail });
  }
  for (const { manifest, file } of wanted) {
    if (!folder.names.includes(file.name)) {
      const detail = "the manifest names it and it is not there";
      problems.push({ file: file.name, code: "file_missing", detail });
      continue;
    }
    problems.push(...await verifyFile(file, folder.bytes(file.name), manifest));
  }
  for (const each of signed) problems.push(...await brokenLink(each, signed));
  const statements = new Set(wanted.map(({ manifest }) => manifest));
  return {
    statements: statements.size,
    files: wanted.length,
    lines: [...statements].reduce((sum, { lines }) => sum + lines, 0),
    problems,
  };
}

async function manifestIn(jws: string, keys: JSONWebKeySet): Promise<Manifest | string> {
  try {
    return await readManifest(jws, keys);
  } catch (error) {
    if (error instanceof NotValid) return error.message;
    throw error;
  }
}

/** Each manifest names the one before: where both are there, an exchanged one is found. */
async function brokenLink(
  { name, manifest: { previous } }: Signed,
  signed: readonly Signed[],
): Promise<readonly Finding[]> {
  const before = signed.find(({ manifest }) => manifest.statementId === previous?.statementId);
  if (!before || await sha256(before.jws) === previous?.sha256) return [];
  const detail = `it follows another version of ${before.name}`;
  return [{ file: name, code: "previous_differs", detail }];
}
