import type { Hono } from "hono";
import type { Library } from "../views/docs/library.ts";
import type { ApiEnv, AppEnv } from "./app_env.ts";

/** A place for programs; all under its path belongs to it. */
export interface ProgramPlace {
  readonly path: string;
  /** Only under `/v1` is there a caller. */
  readonly routes: Hono<ApiEnv>;
}

/** What a deployment adds to the portal's own places. */
export interface Added {
  readonly programs: readonly ProgramPlace[];
  /** Pages, by their whole paths. */
  readonly people: readonly Hono<AppEnv>[];
  /** A key that the reference's first request may show; undefined while there is none. */
  readonly exampleKey: () => string | undefined;
  /** What the documentation is made of; without it, of the API's own description alone. */
  readonly library?: () => Promise<Library>;
}

export const nothing: Added = { programs: [], people: [], exampleKey: () => undefined };
