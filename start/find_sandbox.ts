import { access } from "node:fs/promises";
import type { Extension } from "./extension.ts";

const FILE = new URL("../sandbox/sandbox.ts", import.meta.url);

/** The sandbox, where this copy of the portal has its folder; undefined otherwise. */
export async function findSandbox(): Promise<Extension | undefined> {
  if (!await hasSandbox()) return undefined;
  // Named at run time, so that neither the type check nor a bundler asks for a folder that may be missing.
  const { sandbox }: { readonly sandbox: Extension } = await import(FILE.href);
  return sandbox;
}

/** Whether this copy of the portal has the folder. */
export function hasSandbox(): Promise<boolean> {
  return access(FILE).then(() => true, () => false);
}
