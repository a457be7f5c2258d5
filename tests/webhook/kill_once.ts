import { spawn } from "node:child_process";
import process from "node:process";
import { expect } from "vitest";
import { INSTALLED } from "../support/installed.ts";

/** Lets another process run `script` until `moment`, and kills it in the middle. */
export async function killOnce(
  script: string,
  moment: Promise<void>,
  given: readonly string[],
): Promise<void> {
  const path = new URL(script, import.meta.url).pathname;
  const args = ["run", INSTALLED, "-A", "--no-check", path, ...given];
  const doomed = spawn(process.execPath, args, { stdio: "ignore" });
  const ended = new Promise((resolve) => doomed.once("exit", (_, signal) => resolve(signal)));
  await Promise.race([moment, ended]);
  doomed.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
}
