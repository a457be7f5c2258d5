import { base64url } from "jose";
import type { Deps } from "../deps.ts";
import type { Vault } from "../secret/vault.ts";
import { type Instant, instant } from "../time.ts";

/** Somebody at one browser who says that this phone is theirs. */
export interface SignInAttempt {
  /** 128 random bits: a code that was asked for here is good here only, so nobody elsewhere can use up its tries. */
  readonly attempt: string;
  /** Digits, with or without a plus before them. */
  readonly phone: string;
  /** Of the latest code. */
  readonly expiresAt: Instant;
}

const ATTEMPT_BYTES = 16;
const CONTEXT = "consumer sign-in attempt";

export function newAttempt(random: Deps["random"]): string {
  return base64url.encode(random(ATTEMPT_BYTES));
}

/** For the browser to keep, which can neither read nor change it. */
export function sealAttempt(
  vault: Pick<Vault, "seal">,
  { attempt, phone, expiresAt }: SignInAttempt,
): Promise<string> {
  return vault.seal([attempt, phone, expiresAt].join(" "), CONTEXT);
}

/** Undefined for what we did not seal. */
export async function openAttempt(
  vault: Pick<Vault, "open">,
  sealed: string,
): Promise<SignInAttempt | undefined> {
  const opened = await vault.open(sealed, CONTEXT).catch(() => undefined);
  const [attempt, phone, expiresAt] = opened?.split(" ") ?? [];
  if (attempt === undefined || phone === undefined) return undefined;
  return { attempt, phone, expiresAt: instant(Number(expiresAt)) };
}
