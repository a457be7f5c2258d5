import type { Connection, Credential } from "../../connection/connection.ts";
import { keysContext } from "../../connection/connection.ts";
import type { Deps } from "../../deps.ts";
import type { MerchantNo } from "../../id.ts";
import { between, type Duration, type Instant, seconds } from "../../time.ts";
import { readCertificates } from "./certificate.ts";
import { readSigner, type Signer } from "./signer.ts";
import { subjectsOf } from "./subjects.ts";
import { createVerifier, type Verifier } from "./verifier.ts";

/** A credential whose keys are in hand. */
interface Opened {
  readonly signers: readonly Signer[];
  readonly verifier: Verifier;
}

/** How a number talks to its gateway now. */
export interface OpenConnection extends Connection, Opened {
  readonly gatewayUrl: string;
}

export type Opener = (merchantNo: MerchantNo) => Promise<OpenConnection | undefined>;

/** So old what is kept is read again: a new key is used everywhere by then. */
const KEPT_FOR: Duration = seconds(5);
const KEPT_MAX = 1_000;

/**
 * The connections of merchant numbers, each kept for a few seconds so that no payment pays a round trip for it, and
 * their keys for as long as the credential is the same, because importing them takes longer than signing.
 */
export function createOpener(
  { load, connections, vault, now }: Pick<Deps, "load" | "connections" | "vault" | "now">,
): Opener {
  const kept = new Map<MerchantNo, { readonly found: OpenConnection; readonly readAt: Instant }>();
  const opened = new Map<string, Opened>();
  return async (merchantNo) => {
    const known = kept.get(merchantNo);
    if (known && between(known.readAt, now()) < KEPT_FOR) return known.found;
    const readAt = now();
    const [connection, credential] = await load(
      connections.of(merchantNo),
      connections.credentialOf(merchantNo),
    );
    if (!connection || !credential) return undefined;
    const id = `${credential.name} ${credential.version}`;
    const keys = opened.get(id) ?? await openCredential(vault, credential);
    keep(opened, id, keys);
    const found = { ...connection, ...keys, gatewayUrl: credential.gatewayUrl };
    keep(kept, merchantNo, { found, readAt });
    return found;
  };
}

/** Throws when what was checked as it was set is not there any more. */
async function openCredential(
  vault: Pick<Deps["vault"], "open">,
  { name, mode, roots, sealedKeys }: Credential,
): Promise<Opened> {
  const keys: readonly string[] = JSON.parse(await vault.open(sealedKeys, keysContext(name)));
  const signers = await Promise.all(keys.map(async (pem) => {
    const read = await readSigner(pem);
    if (!read.ok) throw new TypeError(`Cannot use a key of ${name}: ${read.error.detail}`);
    return read.value;
  }));
  const certificates = readCertificates(roots) ?? [];
  return { signers, verifier: createVerifier({ certificates, names: subjectsOf(mode) }) };
}

function keep<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.size >= KEPT_MAX) map.clear();
  map.set(key, value);
}
