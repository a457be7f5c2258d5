import { readdir, readFile } from "node:fs/promises";

/** A file of this repository: its path from the root with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly hint: string;
}

const root = new URL("../../", import.meta.url);
const codeFolders = [
  "client",
  "core",
  "db",
  "outbound",
  "jobs",
  "routes",
  "views",
  "sandbox",
  "unionpay_gateway",
  "start",
  "tests",
  "docs",
];

/** All our TypeScript. */
export async function readCode(): Promise<readonly Source[]> {
  const found: string[] = (await readdir(root)).filter(isCode);
  for (const folder of codeFolders) {
    const inside = await readdir(new URL(`${folder}/`, root), { recursive: true });
    for (const name of inside) if (isCode(name)) found.push(`${folder}/${name}`);
  }
  return await Promise.all(found.sort().map(readSource));
}

export async function readSource(path: string): Promise<Source> {
  return { path, text: await readFile(new URL(path, root), "utf8") };
}

/** One line per finding, ready to be clicked: `path:line hint`. */
export function report(findings: readonly Finding[]): string {
  return findings.map(({ path, line, hint }) => `${path}:${line} ${hint}`).join("\n");
}

export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** The same text with comments blanked out, so that positions stay and prose is not mistaken for code. */
export function withoutComments(text: string): string {
  const token =
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return text.replace(token, (match) => {
    const isComment = match.startsWith("//") || match.startsWith("/*");
    return isComment ? match.replace(/[^\n]/g, " ") : match;
  });
}

function isCode(name: string): boolean {
  return /\.tsx?$/.test(name);
}
