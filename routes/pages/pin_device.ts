import type { Context } from "hono";
import { type Here, hostCookie, keepHostCookie } from "./cookies.ts";

const COOKIE = "pin_device";
const LIFE_SECONDS = 30 * 24 * 3_600;

/** What a right PIN gave this browser: it has tries of its own. */
export function pinDevice(c: Context, here: Here): string | undefined {
  return hostCookie(c, here, COOKIE);
}

export function keepPinDevice(c: Context, here: Here, device: string): void {
  keepHostCookie(c, here, { name: COOKIE, value: device, maxAge: LIFE_SECONDS });
}
