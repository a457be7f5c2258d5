import { base64url, FlattenedSign, SignJWT } from "jose";
import type { Deps } from "../../core/deps.ts";
import { importSeed, publicKeyOf } from "../../core/secret/ed25519.ts";
import { unixSeconds } from "../../core/time.ts";
import { SANDBOX_APP } from "../../core/wallet_app/sandbox_wallet_app.ts";
import type { PersonNo } from "../bank/persons.ts";

type KeyDeps = Pick<Deps, "vault" | "now" | "random" | "config">;

const TICKET_SECONDS = 60;
const HEADER = { alg: "EdDSA", kid: "sandbox-purse" } as const;

/** The app's own key, the same at every start. */
async function seedOf({ vault }: Pick<Deps, "vault">): Promise<Uint8Array> {
  return Uint8Array.fromHex(await vault.mac("sandbox_purse", "key"));
}

/** What it publishes. */
export async function appKeys(deps: Pick<Deps, "vault">) {
  const x = await publicKeyOf(await seedOf(deps));
  return { keys: [{ kty: "OKP", crv: "Ed25519", ...HEADER, x }] };
}

/** An answer's detached JWS, to the address that was asked. */
export async function signAnswer(deps: KeyDeps, url: string, body: string): Promise<string> {
  const key = await importSeed(await seedOf(deps), false);
  const signed = await new FlattenedSign(new TextEncoder().encode(body))
    .setProtectedHeader({ ...HEADER, iat: unixSeconds(deps.now()), htu: url }).sign(key);
  return `${signed.protected}..${signed.signature}`;
}

/** Signs this person in, once. */
export async function makeTicket(deps: KeyDeps, personNo: PersonNo): Promise<string> {
  const iat = unixSeconds(deps.now());
  return await new SignJWT({
    iss: SANDBOX_APP,
    aud: deps.config.publicUrl,
    sub: personNo,
    jti: base64url.encode(deps.random(16)),
    iat,
    exp: iat + TICKET_SECONDS,
  }).setProtectedHeader({ ...HEADER, typ: "wallet-ticket+jwt" })
    .sign(await importSeed(await seedOf(deps), false));
}
