import process from "node:process";
import { fileURLToPath } from "node:url";
import { opened } from "./left_running.ts";
import { INSTALLED } from "./installed.ts";

interface GatewayFacts {
  readonly url: string;
  readonly roots: string;
  readonly encryption: string;
  readonly merchants: Readonly<Record<string, string>>;
  readonly app: { readonly app_id: string; readonly secret: string; readonly plan_id: string };
}

export interface GatewayProcess {
  readonly facts: GatewayFacts;
  /** Asks it to stop and answers how it ended. */
  stop(): Promise<number>;
}

const PROGRAM = fileURLToPath(new URL("../../unionpay_gateway/serve.ts", import.meta.url));

/** The simulated gateway as a process of its own, on a free port. Throws with its words when it does not start. */
export async function runGateway(args: readonly string[]): Promise<GatewayProcess> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-A", "--no-check", PROGRAM, "--port", "0", ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const mark = opened("a gateway's process");
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const ended = child.status.then(({ code }) => {
    process.off("exit", endWithUs);
    mark.closed();
    return code;
  });
  const words = new Response(child.stderr).text();
  let written = "";
  const texts = child.stdout.pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  );
  const reader = texts.getReader();
  while (!written.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) {
      await ended;
      throw new Error(`The gateway does not start:\n${await words}`);
    }
    written += value;
  }
  return {
    facts: JSON.parse(written.split("\n")[0] ?? ""),
    stop: async () => {
      child.kill("SIGTERM");
      await reader.cancel();
      await words;
      return await ended;
    },
  };
}
