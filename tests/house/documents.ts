import { existsSync } from "node:fs";
import { type Finding, lineOf, type Source } from "./sources.ts";

/** What documents may refer to. */
export interface Repository {
  readonly exists: (path: string) => boolean;
  readonly tasks: ReadonlySet<string>;
  /** Sub-commands of main.ts. */
  readonly commands: ReadonlySet<string>;
}

const root = new URL("../../", import.meta.url);

export function onDisk(path: string): boolean {
  return existsSync(new URL(path, root));
}

const README_LINES_MAX = 120;
const folders = "client|core|db|outbound|jobs|routes|views|sandbox|start|tests|docs|\\.ci";
const rootFiles = "main\\.ts|worker\\.ts|deno\\.json|wrangler\\.jsonc|vitest\\.config\\.ts";

/** Links, paths, tasks and commands that a document mentions and the repository does not have. */
export function checkDocument(source: Source, repository: Repository): readonly Finding[] {
  const { path, text } = source;
  const at = (index: number, hint: string): Finding => ({ path, line: lineOf(text, index), hint });
  const found: Finding[] = [];

  for (const match of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    const link = match[1] ?? "";
    if (/^[a-z]+:|^#/.test(link)) continue;
    const target = new URL(link, `file:///${path}`).pathname.slice(1);
    if (!repository.exists(target)) found.push(at(match.index, `links to ${target}: no such file`));
  }
  const mentioned = new RegExp(`(?<![\\w./-])(?:(?:${folders})/[\\w./-]*[\\w/]|${rootFiles})`, "g");
  for (const match of text.matchAll(mentioned)) {
    const isPattern = /^[*<{…]/.test(text.slice(match.index + match[0].length));
    if (isPattern || repository.exists(match[0])) continue;
    found.push(at(match.index, `mentions ${match[0]}: no such file or folder`));
  }
  for (const match of text.matchAll(/(?:deno(?:@[\d.]+)?) task ([a-z_]+(?::[a-z_]+)*)/g)) {
    if (!repository.tasks.has(match[1] ?? "")) {
      found.push(at(match.index, `no task "${match[1]}" in deno.json`));
    }
  }
  for (const match of text.matchAll(/main\.ts ([a-z_]+)\b(?=`|$|\n)/gm)) {
    if (!repository.commands.has(match[1] ?? "")) {
      found.push(at(match.index, `main.ts has no command "${match[1]}"`));
    }
  }
  const lines = text.split("\n").length - 1;
  if (path === "README.md" && lines > README_LINES_MAX) {
    found.push(
      at(0, `${lines} lines: a visitor reads ${README_LINES_MAX}, move the rest to docs/`),
    );
  }
  return found;
}
