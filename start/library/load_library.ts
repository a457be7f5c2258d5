import type { Library } from "../../views/docs/library.ts";

let read: Promise<Library> | undefined;

/** Reads and renders our documents when somebody first asks for them, with a renderer that nobody else needs. */
export function loadLibrary(): Promise<Library> {
  return read ??= import("./read_library.ts").then(({ readLibrary }) => readLibrary());
}
