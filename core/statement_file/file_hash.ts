import { createHash } from "node:crypto";

/** SHA-256 of what arrives in pieces, in hex. */
export interface FileHash {
  update(piece: Uint8Array): void;
  digest(): string;
}

export function fileHash(): FileHash {
  const hash = createHash("sha256");
  return { update: (piece) => void hash.update(piece), digest: () => hash.digest("hex") };
}

/** SHA-256 of one record, in hex. */
export function recordHash(record: Uint8Array): string {
  return createHash("sha256").update(record).digest("hex");
}
