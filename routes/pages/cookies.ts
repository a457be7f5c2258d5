import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Config } from "../../core/config.ts";

/** What a cookie has to know of the portal: whether it is on https. */
export interface Here {
  readonly config: Pick<Config, "publicUrl">;
}

interface Kept {
  readonly name: string;
  readonly value: string;
  /** The whole portal, unless told otherwise. */
  readonly path?: string;
  /** Without it the cookie ends with the browser. */
  readonly maxAge?: number;
}

/** Keeps a cookie for our own pages: not for scripts, not for other sites' forms, and on https never in the clear. */
export function keepCookie(c: Context, here: Here, { name, value, path = "/", ...kept }: Kept) {
  setCookie(c, name, value, {
    ...kept,
    path,
    httpOnly: true,
    sameSite: "Lax",
    secure: secure(here),
  });
}

/** The same for the whole portal, and on https for this very host: a neighbouring subdomain can set no such cookie. */
export function keepHostCookie(c: Context, here: Here, { name, ...kept }: Omit<Kept, "path">) {
  keepCookie(c, here, { ...kept, name: hostName(here, name) });
}

export function hostCookie(c: Context, here: Here, name: string): string | undefined {
  return getCookie(c, hostName(here, name));
}

export function forgetHostCookie(c: Context, here: Here, name: string): void {
  deleteCookie(c, hostName(here, name), { path: "/", secure: secure(here) });
}

function hostName(here: Here, name: string): string {
  return secure(here) ? `__Host-${name}` : name;
}

function secure({ config }: Here): boolean {
  return config.publicUrl.startsWith("https:");
}
