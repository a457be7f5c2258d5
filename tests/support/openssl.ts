import { execFile } from "node:child_process";

/** Runs openssl with this input and gives what it prints. Throws with its words when it fails. */
export function openssl(
  args: readonly string[],
  input: string | Uint8Array = "",
): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      "openssl",
      args,
      { encoding: "buffer" },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`openssl ${args[0]}: ${new TextDecoder().decode(stderr)}`));
        else resolve(new Uint8Array(stdout));
      },
    );
    child.stdin?.end(input);
  });
}

export async function opensslText(
  args: readonly string[],
  input?: string | Uint8Array,
): Promise<string> {
  return new TextDecoder().decode(await openssl(args, input));
}
