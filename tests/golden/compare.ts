import { withoutIds } from "./normalise.ts";

/** What became of something recorded. `lost` and `turned` break programs of merchants; the others are recorded anew. */
export interface Change {
  readonly path: string;
  /** `lost`: it is gone. `turned`: another type, or another of a choice. `other`: another value. `added`: new. */
  readonly kind: "lost" | "turned" | "other" | "added";
}

export function breaks({ kind }: Change): boolean {
  return kind === "lost" || kind === "turned";
}

export function inLines(changes: readonly Change[]): string {
  return changes.map(({ kind, path }) => `${kind} ${path}`).join("\n");
}

/** A state, a type, a code: one of a choice, and not prose. */
const WORD = /^[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*$/;

/** How an example differs from the recorded one. Which ids it names does not matter. */
export function compareExamples(recorded: unknown, now: unknown, path = ""): readonly Change[] {
  if (typeOf(recorded) !== typeOf(now)) return [{ path, kind: "turned" }];
  if (isRecord(recorded) && isRecord(now)) {
    return [...new Set([...Object.keys(recorded), ...Object.keys(now)])].flatMap((name) => {
      const here = path === "" ? name : `${path}.${name}`;
      if (!(name in now)) return [{ path: here, kind: "lost" as const }];
      if (!(name in recorded)) return [{ path: here, kind: "added" as const }];
      return compareExamples(recorded[name], now[name], here);
    });
  }
  if (Array.isArray(recorded) && Array.isArray(now)) {
    const longer = Math.max(recorded.length, now.length);
    return Array.from({ length: longer }).flatMap((_, at) => {
      const here = `${path}[${at}]`;
      if (at >= now.length) return [{ path: here, kind: "lost" as const }];
      if (at >= recorded.length) return [{ path: here, kind: "added" as const }];
      return compareExamples(recorded[at], now[at], here);
    });
  }
  if (typeof recorded === "string" && typeof now === "string") {
    if (withoutIds(recorded) === withoutIds(now)) return [];
    return [{ path, kind: WORD.test(recorded) ? "turned" : "other" }];
  }
  return recorded === now
    ? []
    : [{ path, kind: typeof recorded === "boolean" ? "turned" : "other" }];
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === "object";
}
