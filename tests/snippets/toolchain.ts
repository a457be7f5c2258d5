import { type Language, languages } from "../../views/snippets/snippet.ts";

interface Toolchain {
  /** Commands that run a file; the first whose `check` works is taken. */
  readonly runs: readonly (readonly string[])[];
  /** What shows that everything is there which an example needs, given the command. */
  readonly check: (run: readonly string[]) => readonly (readonly string[])[];
  readonly howToGet: string;
}

const toolchains: Readonly<Record<Language, Toolchain>> = {
  curl: {
    runs: [["bash", "-eu"]],
    // Before version 3 there is no Ed25519 of a file.
    check:
      () => [["curl", "--version"], ["bash", "-c", "openssl version | grep -q 'OpenSSL [3-9]'"]],
    howToGet: "apt-get install bash curl openssl",
  },
  typescript: {
    runs: [[Deno.execPath(), "run", "-A", "--check", "--no-config", "--no-lock"]],
    check: () => [[Deno.execPath(), "--version"]],
    howToGet: "npx -y deno@2.9.6",
  },
  python: {
    runs: [["python3"], ["/usr/bin/python3"]],
    check: ([python = ""]) => [[python, "-c", "import cryptography"]],
    howToGet: "apt-get install python3 python3-cryptography",
  },
  java: {
    runs: [["java", "-XX:TieredStopAtLevel=1"]],
    check: () => [["javac", "-version"], ["java", "-version"]],
    howToGet: "apt-get install default-jdk-headless",
  },
  go: {
    runs: [["go", "run"]],
    check: () => [["go", "version"]],
    howToGet: "apt-get install golang-go",
  },
};

/** The languages of this machine with the command of each, and how to get those it lacks. */
export async function findLanguages(): Promise<{
  readonly here: ReadonlyMap<Language, readonly string[]>;
  readonly missing: readonly string[];
}> {
  const here = new Map<Language, readonly string[]>();
  const missing: string[] = [];
  for (const language of languages) {
    const { runs, check, howToGet } = toolchains[language];
    const run = await firstThat(runs, async (each) => await allWork(check(each)));
    if (run) here.set(language, run);
    else missing.push(`${language}: ${howToGet}`);
  }
  return { here, missing };
}

async function firstThat<T>(
  all: readonly T[],
  fits: (each: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const each of all) if (await fits(each)) return each;
  return undefined;
}

async function allWork(commands: readonly (readonly string[])[]): Promise<boolean> {
  for (const [command = "", ...args] of commands) {
    try {
      const { success } = await new Deno.Command(command, { args: [...args] }).output();
      if (!success) return false;
    } catch {
      return false;
    }
  }
  return true;
}
