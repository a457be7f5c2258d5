import { appendFileSync } from "node:fs";
import { env } from "node:process";

/**
 * Loaded before the `main.ts` of a process of its own: writes down what it seals, and the tokens of which it keeps the
 * digest, one to a line, for whoever searches its files once it has ended (`server.ts`). Written at once, because the
 * process may be killed.
 */
export type Watched = { readonly plain: string; readonly context: string } | {
  readonly token: string;
};

const file = env["WATCHED_SECRETS"] ?? "";
/** Random bytes as text, with what stands before them in a key. */
const TOKEN = /^(?:[a-z]+_)*([A-Za-z0-9_-]{32,64})$/;

function note(watched: Watched): void {
  appendFileSync(file, JSON.stringify(watched) + "\n");
}

function textOf(bytes: BufferSource | undefined): string {
  return bytes === undefined ? "" : new TextDecoder().decode(bytes);
}

const { encrypt, digest } = SubtleCrypto.prototype;
Object.assign(SubtleCrypto.prototype, {
  encrypt(this: SubtleCrypto, how: AesGcmParams, key: CryptoKey, data: BufferSource) {
    note({ plain: textOf(data), context: textOf(how.additionalData) });
    return encrypt.call(this, how, key, data);
  },
  digest(this: SubtleCrypto, how: AlgorithmIdentifier, data: BufferSource) {
    const [, token] = TOKEN.exec(textOf(data)) ?? [];
    if (token !== undefined) note({ token });
    return digest.call(this, how, data);
  },
});
