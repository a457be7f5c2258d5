import { createClient } from "@libsql/client/web";
import { assets } from "./.build/assets.ts";
import { writerObject } from "./db/engine/writer_object.ts";
import {
  connectionOf,
  type Invocation,
  log,
  runAllJobs,
  withPortal,
  type WorkerEnv,
} from "./start/worker_portal.ts";

/** The only writer of a database, over all isolates. */
export const Writer = writerObject({ createClient, onAlarm: log.error });

export default {
  fetch(request: Request, env: WorkerEnv, invocation: Invocation): Promise<Response> {
    return withPortal(
      { env, invocation, assets },
      async ({ app }) => await app.fetch(request, connectionOf(request), invocation as never),
    );
  },
  scheduled(_event: unknown, env: WorkerEnv, invocation: Invocation): Promise<void> {
    return withPortal({ env, invocation, assets }, runAllJobs);
  },
};
