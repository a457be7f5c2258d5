import type { Context } from "hono";
import { forgetHostCookie, type Here, hostCookie, keepHostCookie } from "../cookies.ts";

const NAME = "erasure";
/** A channel may take weeks to agree that a contract has ended. */
const LIFE_SECONDS = 60 * 24 * 3_600;

/** Sealed: what this browser asked to be erased. Nobody is signed in any more once it is. */
export function keepErasure(c: Context, here: Here, value: string): void {
  keepHostCookie(c, here, { name: NAME, value, maxAge: LIFE_SECONDS });
}

export function erasureHere(c: Context, here: Here): string | undefined {
  return hostCookie(c, here, NAME);
}

export function forgetErasure(c: Context, here: Here): void {
  forgetHostCookie(c, here, NAME);
}
