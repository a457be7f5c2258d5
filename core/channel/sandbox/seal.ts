import type { Vault } from "../../secret/vault.ts";

/** The purpose of a signed text: a text signed for one purpose proves nothing for another. */
export type SealPurpose = SandboxVerb | `${SandboxVerb}_answer` | "notice";

export const sandboxVerbs = [
  "start",
  "query",
  "cancel",
  "refund",
  "refund_query",
  "identify",
  "sign",
  "sign_query",
  "unsign",
  "unsign_query",
  "deduct",
  "deduction_query",
  "card_will",
] as const;
export type SandboxVerb = (typeof sandboxVerbs)[number];

/** A query about a contract or a deduction is answered like the command it asks about. */
const askedAbout: Partial<Record<SandboxVerb, SandboxVerb>> = {
  sign_query: "sign",
  unsign_query: "unsign",
  deduction_query: "deduct",
};

/** The purpose that this endpoint's answer is signed for. */
export function answerTo(verb: SandboxVerb): SealPurpose {
  return `${askedAbout[verb] ?? verb}_answer`;
}

/** Lower case only: a second spelling of the same bytes would be a second valid header. */
const SIGNATURE = /^[0-9a-f]{64}$/;
export const SIGNATURE_HEADER = "sandbox-signature";

/** HMAC-SHA-256 between the portal and its sandbox bank, hex. */
export interface Seal {
  sign(purpose: SealPurpose, body: string): Promise<string>;
  /** Compares in constant time; any other spelling of a signature is invalid. */
  holds(purpose: SealPurpose, body: string, signature: string | undefined): Promise<boolean>;
}

/** A seal with a key of its own, derived from the deployment's secret on first use. */
export function createSeal(vault: Pick<Vault, "mac">): Seal {
  // The key is kept and not the promise of it: on a worker no request may wait for what another one reads.
  let key: CryptoKey | undefined;
  const keyOnce = async () => key ??= await drawKey(vault);
  return {
    sign: async (purpose, body) => {
      const signature = await crypto.subtle.sign("HMAC", await keyOnce(), bytes(purpose, body));
      return new Uint8Array(signature).toHex();
    },
    holds: async (purpose, body, signature) => {
      if (signature === undefined || !SIGNATURE.test(signature)) return false;
      const given = Uint8Array.fromHex(signature);
      return crypto.subtle.verify("HMAC", await keyOnce(), given, bytes(purpose, body));
    },
  };
}

async function drawKey(vault: Pick<Vault, "mac">): Promise<CryptoKey> {
  const secret = Uint8Array.fromHex(await vault.mac("sandbox_channel", "key"));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", secret, algorithm, false, ["sign", "verify"]);
}

function bytes(purpose: SealPurpose, body: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${purpose}\n${body}`);
}
