const SECRET_BYTES = 32;

/** A new entry for SECRETS: `id:base64` of 32 random bytes. */
export function newSecret(id: string): string {
  return `${id}:${crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64()}`;
}
