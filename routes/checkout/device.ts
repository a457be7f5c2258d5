import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Deps } from "../../core/deps.ts";
import { type MethodName, methodNames } from "../../core/method/payment_method.ts";

const DEVICE = "device";
const METHOD = "method";
const DEVICE_BYTES = 16;
const KEEP_SECONDS = 180 * 24 * 3600;

/** The keyed digest of this browser's own secret, or undefined when it has never paid here. */
export async function deviceOf(c: Context, deps: Deps): Promise<string | undefined> {
  const secret = getCookie(c, DEVICE);
  return secret === undefined ? undefined : await deps.vault.mac("device", secret);
}

/** As `deviceOf`, but a browser without a secret is given one: 128 random bits, not for scripts. */
export async function rememberDevice(c: Context, deps: Deps): Promise<string> {
  const known = await deviceOf(c, deps);
  if (known !== undefined) return known;
  const secret = deps.random(DEVICE_BYTES).toHex();
  keep(c, deps, DEVICE, secret);
  return await deps.vault.mac("device", secret);
}

/** What this browser paid with last: preselected next time. */
export function lastMethod(c: Context): MethodName | undefined {
  const kept = getCookie(c, METHOD);
  return methodNames.find((each) => each === kept);
}

export function rememberMethod(c: Context, deps: Deps, method: MethodName): void {
  keep(c, deps, METHOD, method);
}

function keep(c: Context, deps: Deps, name: string, value: string): void {
  setCookie(c, name, value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: deps.config.publicUrl.startsWith("https:"),
    maxAge: KEEP_SECONDS,
  });
}
