import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { opened } from "../support/left_running.ts";

interface Run {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  /** The language's command. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Text outside ASCII is UTF-8, as on anybody's own machine. */
const surroundings = { LC_ALL: "C.UTF-8", GO111MODULE: "off", GOTOOLCHAIN: "local" };

/** Saves a snippet as a page shows it and runs it to its end. Throws with what it said when it fails. */
export async function runSnippet(run: Run): Promise<string> {
  const { code, stdout, stderr } = await (await prepare(run)).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(`${run.file} ended with ${code}:\n${text.decode(stderr)}`);
  return text.decode(stdout);
}

interface Running {
  /** Resolves with all its output so far, once that fits. */
  said(fits: (output: string) => boolean): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a snippet that serves. */
export async function startSnippet(run: Run): Promise<Running> {
  const child = (await prepare(run, { detached: true })).spawn();
  const mark = opened("a program of an example");
  let output = "";
  let waiting: (() => void)[] = [];
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      output += decoder.decode(bytes, { stream: true });
      for (const look of waiting) look();
    }
  };
  const ended = Promise.all([read(child.stdout), read(child.stderr), child.status]);
  return {
    said: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (fits(output)) resolve(output);
        };
        waiting = [...waiting, look];
        look();
        ended.then(() => reject(new Error(`It ended and said:\n${output}`)));
      }),
    stop: async () => {
      // With what it started itself, as `go run` does.
      Deno.kill(-child.pid, "SIGKILL");
      await ended;
      mark.closed();
    },
  };
}

async function prepare(
  { folder, file, text, command, env }: Run,
  options: { readonly detached?: boolean } = {},
): Promise<Deno.Command> {
  await writeFile(join(folder, file), text);
  const [program = "", ...args] = command;
  return new Deno.Command(program, {
    args: [...args, file],
    cwd: folder,
    env: { ...surroundings, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...options,
  });
}
