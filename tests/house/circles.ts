import { importsOf } from "./layers.ts";
import type { Source } from "./sources.ts";

/**
 * Files that import each other in a circle, type imports counted: each as the paths of one circle in order, the first
 * repeated at the end. Empty when there is none.
 */
export function circlesOf(sources: readonly Source[]): readonly (readonly string[])[] {
  const targets = new Map(
    sources.map((source) => [source.path, importsOf(source).map(({ target }) => target)]),
  );
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];

  function visit(file: string): void {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of targets.get(file) ?? []) if (targets.has(target)) visit(target);
    path.pop();
    done.add(file);
  }

  for (const { path: file } of sources) visit(file);
  return circles;
}
