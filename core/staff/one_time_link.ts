import { base64url } from "jose";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { after } from "../time.ts";
import { type Invitation, INVITATION_LIFE } from "./staff.ts";

const TOKEN_BYTES = 32;

/** A new link: its token is shown once and never stored. */
export async function newInvitation(
  { random, now }: Pick<Deps, "random" | "now">,
): Promise<{ readonly token: string; readonly invitation: Invitation }> {
  const token = newToken(random);
  const digest = await digestToken(token);
  return { token, invitation: { digest, expiresAt: after(now(), INVITATION_LIFE) } };
}

/** 256 random bits, for a link or a cookie. */
export function newToken(random: Deps["random"]): string {
  return base64url.encode(random(TOKEN_BYTES));
}

/** What is stored of a token. So many bits need no key, so it survives a rotation of our secrets. */
export function digestToken(token: string): Promise<string> {
  return sha256(token);
}
