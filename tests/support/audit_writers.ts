import { spawn } from "node:child_process";
import process from "node:process";
import { INSTALLED } from "./installed.ts";

const SCRIPT = new URL("./audit_writer.ts", import.meta.url).pathname;

/** Lets two processes look at `looks` persons' data each, begun at the same moment, and waits until both have ended. */
export async function lookFromTwoProcesses(databaseUrl: string, looks: number): Promise<void> {
  const writers = ["a", "b"].map((name) => {
    const args = ["run", INSTALLED, "-A", "--no-check", SCRIPT, databaseUrl, name, String(looks)];
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    const ready = new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    return { child, ended, ready: Promise.race([ready, ended]) };
  });
  await Promise.all(writers.map(({ ready }) => ready));
  for (const { child } of writers) child.stdin.write("go\n");
  const codes = await Promise.all(writers.map(({ ended }) => ended));
  if (codes.some((code) => code !== 0)) throw new Error(`The writers ended with ${codes}`);
}
