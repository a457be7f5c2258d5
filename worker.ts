import { createClient } from "@libsql/client/web";
import { assetTypes } from "./.build/assets.ts";
import { findSandbox } from "./.build/sandbox.ts";
import { writerObject } from "./db/engine/writer_object.ts";
import { surviveFaults } from "./start/survive_faults.ts";
import {
  connectionOf,
  deadlineOf,
  type Invocation,
  log,
  runAllJobs,
  withPortal,
  type WorkerEnv,
} from "./start/worker_portal.ts";

surviveFaults(log);

/** The only writer of a database, over all isolates. */
export const Writer = writerObject({
  createClient,
  onAlarm: log.error,
  deadlineMs: deadlineOf,
});

export default {
  fetch(request: Request, env: WorkerEnv, invocation: Invocation): Promise<Response> {
    return withPortal(
      { env, invocation, assetTypes, findSandbox },
      async ({ app }) => await app.fetch(request, connectionOf(request), invocation as never),
    );
  },
  scheduled(_event: unknown, env: WorkerEnv, invocation: Invocation): Promise<void> {
    return withPortal({ env, invocation, assetTypes, findSandbox }, runAllJobs);
  },
};
