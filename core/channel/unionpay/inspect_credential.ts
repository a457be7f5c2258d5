import type { Credential } from "../../connection/connection.ts";
import { keysContext } from "../../connection/connection.ts";
import type { Vault } from "../../secret/vault.ts";
import type { Instant } from "../../time.ts";
import { readCertificates } from "./certificate.ts";
import { flawOfRoots } from "./check_credential.ts";
import { readSigner, signerAt } from "./signer.ts";

/** What can be said of a credential without asking anybody. */
export interface Inspected {
  /** `certId` of the one that signs now, and until when; undefined when none is valid. */
  readonly signs: { readonly certId: string; readonly notAfter: Instant } | undefined;
  /** Why nobody could be believed by its roots. */
  readonly flaw: string | undefined;
  /** When the first of the gateway's roots ends. */
  readonly rootsEndAt: Instant | undefined;
}

export async function inspectCredential(
  vault: Pick<Vault, "open">,
  { name, sealedKeys, roots }: Credential,
  now: Instant,
): Promise<Inspected> {
  const keys: readonly string[] = JSON.parse(await vault.open(sealedKeys, keysContext(name)));
  const signers = (await Promise.all(keys.map(readSigner)))
    .flatMap((read) => read.ok ? [read.value] : []);
  const signer = signerAt(signers, now);
  const ends = (readCertificates(roots) ?? []).map(({ notAfter }) => notAfter);
  return {
    signs: signer && { certId: signer.serial, notAfter: signer.notAfter },
    flaw: await flawOfRoots(roots),
    rootsEndAt: ends.toSorted((a, b) => a - b)[0],
  };
}
