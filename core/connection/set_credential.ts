import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Mode } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { instant } from "../time.ts";
import { type Credential, keysContext } from "./connection.ts";

export interface SetCredential extends Pick<Credential, "name" | "mode" | "roots"> {
  readonly gatewayUrl: string | undefined;
  /** PEM texts, each a private key with its certificate. */
  readonly keys: readonly string[];
  readonly by: Actor;
}

export interface CredentialSet {
  readonly credential: Credential;
  /** Of the keys: `certId` at the gateway, and until when each is valid. */
  readonly certificates: readonly { readonly certId: string; readonly notAfter: number }[];
}

export type SetCredentialRefusal =
  | { readonly code: "credential_unusable"; readonly detail: string }
  /** What numbers are connected by keeps its environment. */
  | { readonly code: "mode_differs"; readonly mode: Mode };

const gateways: Readonly<Record<Mode, string>> = {
  test: "https://gateway.test.95516.com",
  live: "https://gateway.95516.com",
};

/** Keeps a credential, or what it has become: new keys beside the old ones, other roots. Its keys are sealed. */
export async function setCredential(
  deps: Deps,
  { name, mode, roots, keys, gatewayUrl = gateways[mode], by }: SetCredential,
): Promise<Result<CredentialSet, SetCredentialRefusal>> {
  // With the library of certificates, which nothing else here needs.
  const { checkKeys, flawOfRoots } = await import("../channel/unionpay/check_credential.ts");
  const checked = await checkKeys(keys);
  const flaw = checked.ok ? await flawOfRoots(roots) : checked.error.detail;
  if (flaw !== undefined || !checked.ok) {
    return rejected({ code: "credential_unusable", detail: flaw ?? "" });
  }
  const endsAt = instant(Math.max(...checked.value.map(({ notAfter }) => notAfter)));
  const sealedKeys = await deps.vault.seal(JSON.stringify(keys), keysContext(name));
  return await retryOnConflict(async () => {
    const [known] = await deps.load(deps.connections.credential(name));
    if (known && known.mode !== mode) return rejected({ code: "mode_differs", mode: known.mode });
    const version = (known?.version ?? 0) + 1;
    const credential = { name, mode, gatewayUrl, roots, sealedKeys, endsAt, version };
    const stamp = { eventId: deps.newId("evt"), at: deps.now(), by };
    await deps.commit([{ type: "credential.set", credential, ...stamp }]);
    return ok({ credential, certificates: checked.value });
  });
}
