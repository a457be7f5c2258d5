import { base64url } from "jose";
import type { Vault } from "../secret/vault.ts";
import type { DynamicCode } from "./dynamic_code.ts";

const REF_CHARS = 8;
const SECRET_HEX = 32;
const TOKEN = /^[0-9A-Za-z_-]{30}$/;

/**
 * The content of this rotation's code: the ref, then 128 bits nobody can compute without our secret. It reveals
 * nothing about the order, and the next one cannot be derived from it.
 */
export async function tokenOf(
  vault: Pick<Vault, "mac">,
  { ref }: Pick<DynamicCode, "ref">,
  rotation: number,
): Promise<string> {
  const mac = await vault.mac("dynamic_code", `${ref}.${rotation}`);
  return ref + base64url.encode(Uint8Array.fromHex(mac.slice(0, SECRET_HEX)));
}

/** The part that finds the order, or undefined when `token` is malformed. */
export function refOf(token: string): string | undefined {
  return TOKEN.test(token) ? token.slice(0, REF_CHARS) : undefined;
}

/** A fresh ref from 6 random bytes. */
export function refFrom(random: (bytes: number) => Uint8Array): string {
  return base64url.encode(random(6));
}
