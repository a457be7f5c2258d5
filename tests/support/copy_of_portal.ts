import { cp, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempFolder } from "./server.ts";
import { INSTALLED } from "./installed.ts";

export interface CopyOfPortal {
  /** With a slash at its end. */
  readonly root: string;
  /** Runs Deno in it; throws with what it said when it failed. */
  deno(what: "run" | "check", ...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
/** What is made and not kept. */
const NOT_OURS = ["node_modules", ".git", ".build", ".data", ".wrangler"];

/** The portal as it lies in this repository, but for these folders. */
export async function copyOfPortal(without: readonly string[]): Promise<CopyOfPortal> {
  const folder = await tempFolder();
  const left = new Set([...NOT_OURS, ...without]);
  const names = (await readdir(root)).filter((name) => !left.has(name));
  for (const name of names) {
    await cp(join(root, name), join(folder.path, name), { recursive: true });
  }
  await symlink(join(root, "node_modules"), join(folder.path, "node_modules"));
  return {
    root: `${folder.path}/`,
    deno: async (what, ...args) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [what, INSTALLED, ...args],
        cwd: folder.path,
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
      if (code !== 0) throw new Error(`deno ${what} ${args.join(" ")}:\n${said}`);
      return said;
    },
    remove: folder.remove,
  };
}
