import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Deps } from "../../../core/deps.ts";
import { type MethodName, methodNames } from "../../../core/method/payment_method.ts";
import { keepCookie } from "../cookies.ts";
import { embeddedSecret, embedKey } from "./embedded.ts";

const DEVICE = "device";
const METHOD = "method";
/**
 * Inside another site's page there are other cookies: partitioned by site, and separate from those of our own pages.
 */
const FRAMED = "framed_";
const DEVICE_BYTES = 16;
const KEEP_SECONDS = 180 * 24 * 3600;

/** The keyed digest of this browser's own secret, or undefined when it has never paid here. */
export async function deviceOf(c: Context, deps: Deps): Promise<string | undefined> {
  const secret = kept(c, DEVICE) ?? embeddedSecret(c);
  return secret === undefined ? undefined : await deps.vault.mac("device", secret);
}

/** As `deviceOf`, but a browser without a secret is given one: 128 random bits, not for scripts. */
export async function rememberDevice(c: Context, deps: Deps): Promise<string> {
  return (await rememberSecret(c, deps)).device;
}

/**
 * As `rememberDevice`; `fresh` is the secret just issued, which an embedded page carries on in its URL. A secret that
 * came in a URL is never used for a payment: whoever made the URL would know it.
 */
export async function rememberSecret(
  c: Context,
  deps: Deps,
): Promise<{ readonly device: string; readonly fresh: string | undefined }> {
  const known = kept(c, DEVICE);
  const secret = known ?? deps.random(DEVICE_BYTES).toHex();
  if (known === undefined) keep(c, deps, DEVICE, secret);
  const device = await deps.vault.mac("device", secret);
  return { device, fresh: known === undefined ? secret : undefined };
}

/** What this browser paid with last: preselected next time. */
export function lastMethod(c: Context): MethodName | undefined {
  const last = kept(c, METHOD);
  return methodNames.find((each) => each === last);
}

export function rememberMethod(c: Context, deps: Deps, method: MethodName): void {
  keep(c, deps, METHOD, method);
}

function kept(c: Context, name: string): string | undefined {
  const framed = embedKey(c) === undefined ? undefined : getCookie(c, FRAMED + name);
  return framed ?? getCookie(c, name);
}

function keep(c: Context, deps: Deps, name: string, value: string): void {
  if (embedKey(c) === undefined) {
    keepCookie(c, deps, { name, value, maxAge: KEEP_SECONDS });
    return;
  }
  setCookie(c, FRAMED + name, value, {
    path: "/",
    httpOnly: true,
    maxAge: KEEP_SECONDS,
    sameSite: "None",
    secure: true,
    partitioned: true,
  });
}
