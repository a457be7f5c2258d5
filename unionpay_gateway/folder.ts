import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { X509Certificate } from "node:crypto";
import { createPki, type Identity, type Pki } from "./pki.ts";

/** Where the files are that a portal is configured with. */
export interface Files {
  /** Root and middle in one file. */
  readonly roots: string;
  readonly root: string;
  readonly middle: string;
  readonly signing: string;
  readonly encryption: string;
  readonly openPlatform: string;
  /** Each merchant's key with its certificate. */
  readonly merchants: Readonly<Record<string, string>>;
}

/** The authority of this folder, made when there is none that still holds, and its files in PEM. */
export async function openFolder(
  folder: string,
  { merIds, now }: { readonly merIds: readonly string[]; readonly now: number },
): Promise<{ readonly pki: Pki; readonly files: Files }> {
  await mkdir(folder, { recursive: true });
  const kept = join(folder, "pki.json");
  const known = await readPki(kept);
  const holds = known && merIds.every((merId) => known.merchants[merId]) && isValid(known, now);
  const pki = holds ? known : await createPki(merIds, now);
  if (!holds) await writeSecret(kept, JSON.stringify(pki));
  const files: Files = {
    roots: join(folder, "roots.pem"),
    root: join(folder, "root.pem"),
    middle: join(folder, "middle.pem"),
    signing: join(folder, "signing.pem"),
    encryption: join(folder, "encryption.pem"),
    openPlatform: join(folder, "open_platform.pem"),
    merchants: Object.fromEntries(
      Object.keys(pki.merchants).map((merId) => [merId, join(folder, `merchant_${merId}.pem`)]),
    ),
  };
  await Promise.all([
    writeFile(files.roots, pki.middle.certificate + pki.root.certificate),
    writeFile(files.root, pki.root.certificate),
    writeFile(files.middle, pki.middle.certificate),
    writeFile(files.signing, pki.signing.certificate),
    writeFile(files.encryption, pki.encryption.certificate),
    writeFile(files.openPlatform, pki.openPlatform.certificate),
    ...Object.entries(pki.merchants).map(([merId, { key, certificate }]) =>
      writeSecret(files.merchants[merId] ?? "", key + certificate)
    ),
  ]);
  return { pki, files };
}

async function readPki(path: string): Promise<Pki | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

function isValid({ signing, merchants }: Pki, now: number): boolean {
  const all: readonly Identity[] = [signing, ...Object.values(merchants)];
  return all.every(({ certificate }) => {
    const { validFromDate, validToDate } = new X509Certificate(certificate);
    return validFromDate.getTime() <= now && now <= validToDate.getTime();
  });
}

async function writeSecret(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
}
