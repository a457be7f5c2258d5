import { TEST_SECRETS } from "../../support/test_vault.ts";

const root = new URL("../../../", import.meta.url);
const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));

/** What `deno task import_statement` gives to Deno, before the name of the program. */
const options = String(tasks["import_statement"]).split(" ").slice(1, -2);

/** Runs a program of ours on a database, in a process of its own; gives what it printed. */
export async function runScript(
  script: string,
  args: readonly string[],
  database: string,
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...options, script, ...args],
    cwd: root,
    env: {
      DATABASE_URL: `file:${database}`,
      SECRETS: TEST_SECRETS,
      PUBLIC_URL: "https://pay.test",
      LOG_LEVEL: "error",
    },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) throw new Error(`Cannot run ${script}: ${text(stderr)}`);
  return text(stdout);
}
