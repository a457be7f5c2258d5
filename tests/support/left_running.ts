/**
 * What tests opened and did not close, and what went on after its portal was closed. Files share a process, so each says
 * in which file it began. `setup.ts` asks after every file.
 */
const open = new Set<string>();
const late: string[] = [];
let file = "a script";
let opens = 0;

export function enterFile(path: string): void {
  file = path;
}

export interface Opened {
  /** Called when it has ended, however often. */
  readonly closed: () => void;
  /** Complains of what it still did after its end. */
  readonly late: (what: string) => void;
}

/** Notes that something has begun which its test must end, e.g. "a portal". */
export function opened(what: string): Opened {
  const name = `${what}, opened in ${file} (${++opens})`;
  open.add(name);
  return {
    closed: () => void open.delete(name),
    late: (doing) => void late.push(`${name}: ${doing}`),
  };
}

/** Tells everything that is left, once. */
export function leftRunning(): readonly string[] {
  const left = [...[...open].map((name) => `not closed: ${name}`), ...late];
  open.clear();
  late.length = 0;
  return left;
}
