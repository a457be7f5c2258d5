import { readdir } from "node:fs/promises";
import type { Looks } from "../support/look.ts";

const SUPPORT = new URL("../support/", import.meta.url);
const FILE = /^([a-z_]+)_looks\.tsx$/;

/** `checkout` for `tests/support/checkout_looks.tsx`, which exports `checkoutLooks`; and so on. */
export async function familyNames(): Promise<readonly string[]> {
  const files = await readdir(SUPPORT);
  return files.flatMap((file) => FILE.exec(file)?.[1] ?? []).sort();
}

/** Every look of one family of pages. */
export async function looksOfFamily(family: string): Promise<Looks> {
  const file = new URL(`${family}_looks.tsx`, SUPPORT);
  const exported: Readonly<Record<string, Looks | undefined>> = await import(file.href);
  const looks = exported[`${family}Looks`];
  if (!looks) throw new Error(`Cannot draw ${file.pathname}: it exports no ${family}Looks`);
  return looks;
}
