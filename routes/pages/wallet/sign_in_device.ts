import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { hostCookie, keepHostCookie } from "../cookies.ts";

// Another name than the checkout's, which on http is one cookie with it.
const DEVICE = "sign_in_device";
// As long as browsers keep a cookie: after months of silence it is what tells its person from the number's next holder.
const DEVICE_LIFE_SECONDS = 400 * 24 * 3_600;

/** What this browser shows to be one in which somebody has signed in before. */
export function deviceHere(c: Context, deps: Deps): string | undefined {
  return hostCookie(c, deps, DEVICE);
}

export function keepDevice(c: Context, deps: Deps, value: string): void {
  keepHostCookie(c, deps, { name: DEVICE, value, maxAge: DEVICE_LIFE_SECONDS });
}
